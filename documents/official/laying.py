"""What does a template need to know of a document: its parts in plain values, numbers in place?"""

import re
from collections.abc import Iterable
from dataclasses import asdict
from datetime import date
from enum import Enum
from typing import Any, TypeAlias

from documents.official.blocks import Block, CutLine
from documents.official.content import BREAK, Attachment, OfficialDocument
from documents.official.numbering import numbered
from documents.official.title_lines import title_lines

Laid: TypeAlias = dict[str, Any]
LONG, ANYWHERE = re.compile(r"[!-~]{16,}"), "\u200b"
"""A code or an address too long for a column may break anywhere: here, where nothing is seen."""
CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f\ufffe\uffff]")
NO_NUMBER = "附件"
"""How a single attachment is called; of several each has its number."""


def laid(document: OfficialDocument) -> Laid:
    """The document for a template that only sets it.

    ``blocks_below`` begin with the first line to cut along: the issuer signs above it.
    """
    above, below = _parted(_blocks(document.blocks))
    plain = {key: _plain(value) for key, value in vars(document).items() if not _has_parts(key)}
    return plain | {
        "title": document.title.replace(BREAK, ""),
        "title_lines": title_lines(document.title),
        "blocks": above,
        "blocks_below": below,
        "attachments": [
            _attachment(one, label)
            for one, label in zip(document.attachments, labels(document), strict=True)
        ],
    }


def labels(document: OfficialDocument) -> list[str]:
    """附件 for a single attachment, 附件1 附件2 … for several."""
    several = len(document.attachments) > 1
    return [
        f"{NO_NUMBER}{number}" if several else NO_NUMBER
        for number in range(1, len(document.attachments) + 1)
    ]


def printable(text: str) -> str:
    """The text without control characters: no font has them, and no Word file may hold them."""
    return CONTROL.sub("", text)


def chinese_date(day: date) -> str:
    """2026年11月3日: Arabic digits without leading zeros (GB/T 9704-2012, 7.3.5.4)."""
    return f"{day.year}年{day.month}月{day.day}日"


def _has_parts(key: str) -> bool:
    return key in {"title", "blocks", "attachments"}


def _parted(blocks: list[Laid]) -> tuple[list[Laid], list[Laid]]:
    """What the issuer signs, and what is cut off below the signature."""
    kinds = [block["kind"] for block in blocks]
    at = kinds.index(CutLine.__name__) if CutLine.__name__ in kinds else len(blocks)
    return blocks[:at], blocks[at:]


def _attachment(one: Attachment, label: str) -> Laid:
    return {
        "label": label,
        "title": one.title.replace(BREAK, ""),
        "title_lines": title_lines(one.title),
        "blocks": _blocks(one.blocks),
    }


def _blocks(blocks: Iterable[Block]) -> list[Laid]:
    return [
        {"kind": type(block).__name__, "number": number} | _plain(asdict(block))
        for number, block in numbered(blocks)
    ]


def _plain(value: Any) -> Any:
    match value:
        case dict():
            return {key: _plain(one) for key, one in value.items()}
        case list() | tuple():
            return [_plain(one) for one in value]
        case str():
            return LONG.sub(lambda found: ANYWHERE.join(found[0]), printable(value))
        case date():
            return chinese_date(value)
        case _:
            return value.value if isinstance(value, Enum) else value
