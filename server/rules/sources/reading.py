"""What does each row of a source's file say?"""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from itertools import islice

from server.rules.cells import (
    CellProblem,
    RawCell,
    folded,
    is_empty,
    problem,
    read_code,
    read_day,
    read_month,
    read_text,
    read_whole_number,
    read_yes_no,
    shown,
    split_list,
)
from server.rules.registry.rows import Place, RawRow
from server.rules.sources.layout import Column, Found, Kind, Layout, RawTable, SourceRow, Value

LOWEST_HEADER = 20  # titles stand above a header; nobody has more of them
FEWEST_HEADINGS = 2  # a title that happens to be a heading too is no header
REMARKS = re.compile(r"[(\[].*?[)\]]|[*:：]")
POINTS = re.compile(r"-?\d{1,4}(\.\d{1,2})?")

Reader = Callable[[RawCell], Value | CellProblem]
Words = Mapping[str, Mapping[str, str]]
"""The closed lists by name: which code each folded word means."""


def read_rows(sheet: RawTable, layout: Layout, words: Words, found: Found) -> Iterator[SourceRow]:
    """The rows below the header, one after the other; all that is wrong goes into ``found``.

    Empty rows and titles above the header are passed over. Days, months and words are read once
    for each spelling: a file of 200 thousand rows has few different ones.
    """
    rows = (row for row in sheet.rows if not all(map(is_empty, row.cells)))
    header = next((row for row in islice(rows, LOWEST_HEADER) if _is_header(row, layout)), None)
    if header is None:
        names = "、".join(column.heading for column in layout.columns)
        found.note(Place(sheet.name, 0), "", "source.no_header", columns=names)
        return
    places = _places(Place(sheet.name, header.number), header, layout, found)
    columns = tuple(
        (places[each.key], each, _reader(each, words))
        for each in layout.columns
        if each.key in places
    )
    if columns:
        reading = _Reading(sheet.name, columns, found)
        yield from map(reading.row, rows)


@dataclass
class _Reading:
    sheet: str
    columns: tuple[tuple[int, Column, Reader], ...]
    found: Found
    known: dict[tuple[str, RawCell], Value | CellProblem] = field(default_factory=dict)

    def row(self, row: RawRow) -> SourceRow:
        place, cells = Place(self.sheet, row.number), row.cells
        values: dict[str, Value] = {}
        is_sound = True
        for at, column, reader in self.columns:
            value = self._value(column, reader, cells[at] if at < len(cells) else None)
            if isinstance(value, CellProblem):
                self.found.note(place, column.heading, value.code, **value.data)
                is_sound = False
            else:
                values[column.key] = value
        return SourceRow(place, values, is_sound)

    def _value(self, column: Column, reader: Reader, cell: RawCell) -> Value | CellProblem:
        if is_empty(cell):
            return problem("missing", cell, right=column.example) if column.is_required else None
        if column.kind in ALL_DIFFERENT:
            return _short(column, reader(cell), cell)
        # Its kind stands in the key: 1 and True are the same to a dictionary.
        key = (f"{column.key}/{type(cell).__name__}", cell)
        if key not in self.known:
            self.known[key] = _short(column, reader(cell), cell)
        return self.known[key]


ALL_DIFFERENT = frozenset({Kind.TEXT})


def _short(column: Column, value: Value | CellProblem, cell: RawCell) -> Value | CellProblem:
    if isinstance(value, str) and 0 < column.longest < len(value):
        return problem("too_long", cell, most=column.longest)
    return value


def _places(place: Place, header: RawRow, layout: Layout, found: Found) -> dict[str, int]:
    """In which place each column stands; none where the rows cannot be understood."""
    by_heading = _headings(layout)
    places: dict[str, int] = {}
    twice = []
    for at, cell in enumerate(header.cells):
        column = by_heading.get(_heading(cell))
        if column is None:
            found.ignored += [shown(cell)] * (not is_empty(cell))
        elif places.setdefault(column.key, at) != at:
            twice.append(column.heading)
    missing = [one.heading for one in layout.columns if one.is_required and one.key not in places]
    if missing:
        found.note(place, "", "source.no_column", columns="、".join(missing))
    for heading in twice:
        found.note(place, heading, "source.column_twice")
    return {} if missing or twice else places


def _is_header(row: RawRow, layout: Layout) -> bool:
    known = _headings(layout)
    return sum(not is_empty(cell) and _heading(cell) in known for cell in row.cells) >= min(
        FEWEST_HEADINGS, len(layout.columns)
    )


def _headings(layout: Layout) -> Mapping[str, Column]:
    return {
        folded(name): column
        for column in layout.columns
        for name in (column.key, column.heading, *column.also)
    }


def _heading(cell: RawCell) -> str:
    return REMARKS.sub("", folded(shown(cell)))


def _reader(column: Column, words: Words) -> Reader:
    if column.kind in READERS:
        return READERS[column.kind]
    known = words[column.of]
    names = "、".join(dict.fromkeys(word for word in known if not word.isascii()))
    return (
        (lambda cell: _one_word(cell, known, names))
        if column.kind is Kind.WORD
        else (lambda cell: _some_words(cell, known, names))
    )


def _one_word(cell: RawCell, known: Mapping[str, str], names: str) -> str | CellProblem:
    word = folded(shown(cell))
    if word in known:
        return known[word]
    return CellProblem("source.unknown_word", {"found": shown(cell), "right": names})


def _some_words(
    cell: RawCell, known: Mapping[str, str], names: str
) -> tuple[str, ...] | CellProblem:
    text = cell if isinstance(cell, str) else read_text(cell)
    if isinstance(text, CellProblem):
        return text
    codes: Sequence[str | CellProblem] = [
        _one_word(part, known, names) for part in split_list(text)
    ]
    wrong = next((code for code in codes if isinstance(code, CellProblem)), None)
    return wrong or tuple(dict.fromkeys(code for code in codes if isinstance(code, str)))


def _points(cell: RawCell) -> Fraction | CellProblem:
    text = folded(shown(cell)).removesuffix("分")
    if not POINTS.fullmatch(text):
        return CellProblem("source.not_points", {"found": shown(cell)})
    return Fraction(text)


READERS: Mapping[Kind, Reader] = {
    Kind.CODE: read_code,
    Kind.TEXT: read_text,
    Kind.DAY: read_day,
    Kind.MONTH: read_month,
    Kind.COUNT: read_whole_number,
    Kind.POINTS: _points,
    Kind.YES_NO: read_yes_no,
}
