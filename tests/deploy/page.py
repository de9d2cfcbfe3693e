"""Which commands does a page for operators tell them to type?"""

import re
from dataclasses import dataclass
from pathlib import Path

FENCE = re.compile(
    r"^(?P<indent> *)```sh(?P<only>[ \w]*)\n(?P<text>.*?)^ *```$", re.MULTILINE | re.DOTALL
)


@dataclass(frozen=True)
class Block:
    """Commands that stand together; ``only`` names the one kind of database they are for."""

    text: str
    only: str

    def is_for(self, kind: str) -> bool:
        """Whether somebody with that kind of database types them."""
        return self.only in {"", kind}


def blocks(page: Path) -> list[Block]:
    """Every block of shell commands, in the order of the page."""
    return [
        Block(_without_indent(found["text"], found["indent"]), found["only"].strip())
        for found in FENCE.finditer(page.read_text(encoding="utf-8"))
    ]


def _without_indent(text: str, indent: str) -> str:
    return "".join(line.removeprefix(indent) for line in text.splitlines(keepends=True))
