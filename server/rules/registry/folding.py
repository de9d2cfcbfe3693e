"""Which rows say the same thing twice, and which contradict each other?"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from server.rules.cells import folded, shown
from server.rules.registry.layout import Kind, Layout
from server.rules.registry.rows import Key, Record, RowProblem, Value


@dataclass
class Folded:
    """The rows of one sheet by their key, each once; how many repeated another."""

    records: dict[Key, Record] = field(default_factory=dict)
    repeated: int = 0
    problems: list[RowProblem] = field(default_factory=list)


def fold(layout: Layout, records: Iterable[Record]) -> Folded:
    """The sound rows by their folded key; a row that repeats another says nothing new.

    A row with the key of another but with another content is a problem in each column in which
    it differs.
    """
    result = Folded()
    for record in records:
        if not record.is_sound:
            continue
        first = result.records.setdefault(key_of(layout, record), record)
        if first is not record:
            differing = list(_differences(layout, first, record))
            result.problems += differing
            result.repeated += not differing
    return result


def key_of(layout: Layout, record: Record) -> Key:
    """What identifies the row, in the folded spelling."""
    return tuple(folded(str(record.values[key])) for key in layout.identity)


def said_at(record: Record) -> dict[str, str | int]:
    """Where another row stands, for a sentence about it."""
    return {"other_sheet": record.place.sheet, "other_row": record.place.row}


def _differences(layout: Layout, first: Record, again: Record) -> Iterator[RowProblem]:
    for column in layout.columns:
        before, now = first.values.get(column.key), again.values.get(column.key)
        if column.kind is not Kind.REPEATED and before != now:
            data = {"found": as_text(now), "right": as_text(before), **said_at(first)}
            yield RowProblem(again.place, column.heading, "registry.contradicts_row", data)


def as_text(value: Value) -> str:
    """A value as one would write it, on one line."""
    return "、".join(map(str, value)) if isinstance(value, tuple) else shown(value)
