"""How do facts and a template become a page?

Typst sets it, in a process of its own: it keeps all that it laid out for as long as the process
lives (200 MB after 500 posters), and a server must not carry that along.

It prints with Noto Sans SC and Noto Serif SC (SIL Open Font License, from the package
pylopdf-fonts-zh-cn) and with no font of the machine, so that a document looks the same everywhere;
only a job that names folders with further fonts gets those too.
Both cover the rare characters of names that common fonts lack (喆 玥 堃 曌).
"""

import json
import os
import subprocess
import sys
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Literal

from server.errors import ChuangpingError

_PROJECT = str(Path(__file__).resolve().parents[1])


class TypesettingFailed(ChuangpingError):
    """A document could not be set; ``reason`` is what the typesetter said, for the operator."""

    code = "poster.failed"


@dataclass(frozen=True)
class Job:
    """What to set: a template of this folder, the facts as JSON text, and what is wanted of it.

    ``ppi`` is the pixels an inch of a PNG. Tags tell a screen reader what is what in a PDF.
    ``font_folders`` hold fonts beside the shipped ones.
    """

    template: str
    facts: str
    kind: Literal["pdf", "png"] = "pdf"
    ppi: int = 150
    tags: bool = True
    font_folders: tuple[str, ...] = ()


def typeset(job: Job) -> bytes:
    """The PDF, or the PNG of a document of one page; the same job gives the same bytes.

    Raises TypesettingFailed.
    """
    return in_a_child("documents.child", json.dumps(asdict(job)))


def in_a_child(module: str, said: str) -> bytes:
    """What the module of ours writes, run as a program that is told ``said``.

    Raises TypesettingFailed with the last line of its complaint.
    """
    child = subprocess.run(  # noqa: S603 - our own program
        [sys.executable, "-m", module],
        input=said.encode(),
        capture_output=True,
        env={"PYTHONPATH": os.pathsep.join([_PROJECT, *sys.path])},
        check=False,
    )
    if child.returncode != 0:
        last_line = child.stderr.decode(errors="replace").strip().rpartition("\n")[2]
        raise TypesettingFailed(reason=last_line)
    return child.stdout
