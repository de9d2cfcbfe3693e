"""Which cells does a CSV file hold, whatever program and system wrote it?"""

import codecs
import csv
import io
from collections import Counter
from pathlib import Path
from unicodedata import category

from sheets.cells import Row, Sheet
from sheets.errors import NotAWorkbook, UnreadableCsv
from sheets.formula_safety import unescaped

DELIMITERS = (",", ";", "\t")
MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
UNMARKED = ("utf-8", "gb18030")
# Private and unassigned characters stand in no roster: another encoding was read as this one.
FOREIGN = {"Co", "Cn", "Cs"}
EXCEL_HINT = "sep="  # Excel's own way to name the delimiter, alone in the first line
MOST_BYTES = 100_000_000


def read_csv(path: Path) -> Sheet:
    """The one sheet of a CSV file: UTF-8 (with or without its mark), UTF-16 with it, or GB18030.

    The delimiter is a comma, a semicolon or a tab: the one by which most rows have equally many
    cells. An empty line counts as a row, as it does when a spreadsheet program opens the file.
    The sign that ``sheets.writing`` puts before formula-like text is taken away again.

    Raises UnreadableCsv when bytes, quotes or delimiter cannot be read without guessing, and
    NotAWorkbook when the file is larger than 100 MB.
    """
    if path.stat().st_size > MOST_BYTES:
        raise NotAWorkbook(file=path.name, reason="too_large")
    text, encoding = decoded(path)
    rows = (
        Row(number, tuple(unescaped(cell) or None for cell in cells))
        for number, cells in enumerate(_records(text, file=path.name), start=1)
    )
    return Sheet(path.stem, tuple(rows), encoding=encoding)


def decoded(path: Path) -> tuple[str, str]:
    """The text of the file and how it was read. Raises UnreadableCsv."""
    content = path.read_bytes()
    marked = [codec for mark, codec in MARKS if content.startswith(mark)]
    failures = []
    for codec in marked or UNMARKED:
        failed_at = _first_failure(content, codec)
        if failed_at is None:
            return content.decode(codec), codec.removesuffix("-sig").upper()
        failures.append(failed_at)
    raise UnreadableCsv(file=path.name, line=max(failures), reason="encoding")


def _first_failure(content: bytes, codec: str) -> int | None:
    """The first line that this codec cannot read, or None when it reads all."""
    try:
        text = content.decode(codec)
    except UnicodeDecodeError as failure:
        return content[: failure.start].count(b"\n") + 1
    foreign = {sign for sign in set(text) if sign == "\0" or category(sign) in FOREIGN}
    places = (at for at, sign in enumerate(text) if sign in foreign)
    first = next(places, None) if foreign else None
    return None if first is None else text[:first].count("\n") + 1


def _records(text: str, *, file: str) -> list[list[str]]:
    hint, _, rest = text.partition("\n")
    named = hint.rstrip("\r").lower().removeprefix(EXCEL_HINT)
    if hint.lower().startswith(EXCEL_HINT) and named in DELIMITERS:
        return [[], *_split(rest, delimiter=named, file=file)]
    return _split(text, delimiter=_delimiter(text, file=file), file=file)


def _delimiter(text: str, *, file: str) -> str:
    scores = [(_rows_of_equal_width(text, sign), sign) for sign in DELIMITERS]
    (best, sign), (second, _), _ = sorted(scores, key=lambda score: score[0], reverse=True)
    if best and best == second:
        raise UnreadableCsv(file=file, line=1, reason="delimiter")
    return sign


def _rows_of_equal_width(text: str, delimiter: str) -> int:
    """How many rows have the most usual number of cells, not counting rows of a single cell."""
    try:
        records = list(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter))
    except csv.Error:  # it does not fit; with the delimiter that is chosen the reason is told
        return 0
    widths = Counter(len(cells) for cells in records if len(cells) > 1)
    return max(widths.values(), default=0)


def _split(text: str, *, delimiter: str, file: str) -> list[list[str]]:
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    records: list[list[str]] = []
    line = 1
    try:
        for cells in reader:
            records.append(cells)
            line = reader.line_num + 1
    except csv.Error as cause:
        raise UnreadableCsv(file=file, line=line, reason="quotes") from cause
    return records
