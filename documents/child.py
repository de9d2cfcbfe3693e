"""The process that sets one document: a job on its standard input, the file on its output."""

import json
import sys
from pathlib import Path

import pylopdf_fonts_zh_cn
import typst

from documents.typesetting import Job

TEMPLATES = Path(__file__).parent / "templates"


def main() -> None:
    """Sets the job that stands on standard input as JSON."""
    job = Job(**json.load(sys.stdin))
    document = typst.compile(
        TEMPLATES / job.template,
        font_paths=fonts(*job.font_folders),
        format=job.kind,
        ppi=job.ppi,
        pdf_tags=job.tags,
        sys_inputs={"facts": job.facts},
    )
    sys.stdout.buffer.write(document)


def fonts(*folders: str, of_the_machine: bool = False) -> typst.Fonts:
    """The shipped fonts, those in the folders and, if wanted, those of the machine."""
    shipped = str(pylopdf_fonts_zh_cn.sans_path().parent)
    return typst.Fonts(
        include_system_fonts=of_the_machine,
        include_embedded_fonts=False,
        font_paths=[shipped, *folders],
    )


if __name__ == "__main__":
    main()
