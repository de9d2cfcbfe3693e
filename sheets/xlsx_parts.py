"""What does a workbook file hold that its reader does not tell: far corners, failed formulas?

The reader fills every cell up to the last one: a single cell in the last corner of a sheet would
ask for 17 thousand million of them and end the program. And it gives a failed formula (``#N/A``)
as an empty cell, which to people means that nothing was said.
"""

import re
import zlib
from dataclasses import dataclass, field
from html import unescape
from pathlib import Path
from typing import TypeAlias
from zipfile import BadZipFile, LargeZipFile, ZipFile, is_zipfile

from sheets.errors import NotAWorkbook

Place: TypeAlias = tuple[int, int]  # row and column, both from 0

BOOK, LINKS = "xl/workbook.xml", "xl/_rels/workbook.xml.rels"
SHEET = re.compile(r"<(?:\w+:)?sheet\s([^>]*)>")
LINK = re.compile(r"<(?:\w+:)?Relationship\s([^>]*)>")
ATTRIBUTE = re.compile(r"([\w:]+)\s*=\s*\"([^\"]*)\"")
FILLED_CELL = re.compile(rb"<(?:\w+:)?c\s[^>]*?\br=\"([A-Z]+)\d+\"[^>]*(?<!/)>")
FILLED_ROW = re.compile(rb"<(?:\w+:)?row\s[^>]*?\br=\"(\d+)\"[^>]*>\s*<(?:\w+:)?c\b")
FAILED_CELL = re.compile(
    rb"<(?:\w+:)?c\s(?=[^>]*\bt=\"e\")[^>]*?\br=\"([A-Z]+)(\d+)\"[^>]*>.*?<(?:\w+:)?v>([^<]*)<",
    re.DOTALL,
)
LETTERS = 26
MOST_UNPACKED_BYTES = 300_000_000
# What a damaged file, or one that is packed in an unknown way, makes of reading it.
DAMAGED = (BadZipFile, LargeZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError)


@dataclass(frozen=True)
class SheetPart:
    """How far a sheet reaches, and the texts of its failed formulas by place."""

    height: int = 0
    width: int = 0
    failed: dict[Place, str] = field(default_factory=dict)


def sheet_parts(path: Path) -> dict[str, SheetPart]:
    """For each sheet by name what its part of the file says.

    A file that is no zipped workbook (such as an old ``.xls``) has none that we could see.
    Raises NotAWorkbook for a damaged file, and for one that would unpack to a mountain.
    """
    if not is_zipfile(path):
        return {}
    try:
        with ZipFile(path) as parts:
            if sum(part.file_size for part in parts.infolist()) > MOST_UNPACKED_BYTES:
                raise NotAWorkbook(file=path.name, reason="too_large")
            files = _files_of_sheets(parts).items()
            return {name: _sheet_part(parts.read(part)) for name, part in files}
    except DAMAGED as cause:
        raise NotAWorkbook(file=path.name, reason="format") from cause


def _files_of_sheets(parts: ZipFile) -> dict[str, str]:
    there = set(parts.namelist())
    if not {BOOK, LINKS} <= there:
        return {}
    targets = {link.get("Id"): link.get("Target", "") for link in _tags(LINK, parts.read(LINKS))}
    files = {
        sheet["name"]: _inside(targets.get(sheet.get("r:id"), ""))
        for sheet in _tags(SHEET, parts.read(BOOK))
    }
    return {name: file for name, file in files.items() if file in there}


def _tags(tag: re.Pattern[str], part: bytes) -> list[dict[str, str]]:
    return [
        {name: unescape(value) for name, value in ATTRIBUTE.findall(found)}
        for found in tag.findall(part.decode(errors="replace"))
    ]


def _inside(target: str) -> str:
    return target.removeprefix("/") if target.startswith("/") else f"xl/{target}"


def _sheet_part(part: bytes) -> SheetPart:
    columns = {_column(letters) for letters in set(FILLED_CELL.findall(part))}
    rows = (int(row) for row in FILLED_ROW.findall(part))
    failed = {
        (int(row) - 1, _column(letters)): unescape(text.decode(errors="replace"))
        for letters, row, text in FAILED_CELL.findall(part)
    }
    return SheetPart(max(rows, default=0), max(columns, default=-1) + 1, failed)


def _column(letters: bytes) -> int:
    number = 0
    for letter in letters.decode():
        number = number * LETTERS + ord(letter) - ord("A") + 1
    return number - 1
