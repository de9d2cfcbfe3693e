"""Which rows of a sheet are new, which say something else than what is stored?"""

from collections.abc import Mapping
from dataclasses import dataclass, field

from server.rules.registry.folding import Folded
from server.rules.registry.layout import Layout
from server.rules.registry.reading import EMPTY
from server.rules.registry.rows import Key, Record, RowProblem, Values


@dataclass(frozen=True)
class Change:
    """One row to add (``before`` is None: ``after`` is all of it) or the values that change."""

    layout: str
    key: Key
    before: Values | None
    after: Values


@dataclass
class Compared:
    """What the rows of one sheet change, how many change nothing, and what new ones lack."""

    changes: list[Change] = field(default_factory=list)
    unchanged: int = 0
    problems: list[RowProblem] = field(default_factory=list)


def compare(layout: Layout, sheet: Folded, stored: Mapping[Key, Values]) -> Compared:
    """The rows of the sheet beside the stored ones of the same key.

    A column that the sheet does not have stays as it is; one that it has and that is empty in a
    row becomes empty. A new row needs every required column.
    """
    result = Compared(problems=list(sheet.problems))
    for key, record in sheet.records.items():
        if key in stored:
            change = _change(layout, record, stored[key])
        else:
            change = _addition(layout, record)
            result.problems += _lacking(layout, record)
        if change is None:
            result.unchanged += 1
        else:
            result.changes.append(change)
    return result


def _change(layout: Layout, record: Record, stored: Values) -> Change | None:
    differing = [
        key
        for key, value in record.values.items()
        if key in stored and key not in layout.identity and stored[key] != value
    ]
    if not differing:
        return None
    before = {key: stored[key] for key in differing}
    after = {key: record.values[key] for key in differing}
    return Change(layout.key, _shown_key(layout, stored), before, after)


def _addition(layout: Layout, record: Record) -> Change:
    empty = {column.key: EMPTY[column.kind] for column in layout.kept}
    values = {key: value for key, value in record.values.items() if key in empty}
    return Change(layout.key, _shown_key(layout, record.values), None, empty | values)


def _lacking(layout: Layout, record: Record) -> list[RowProblem]:
    return [
        RowProblem(
            record.place, column.heading, "registry.needed_for_new", {"right": column.example}
        )
        for column in layout.kept
        if column.required and column.key not in record.values
    ]


def _shown_key(layout: Layout, values: Values) -> Key:
    return tuple(str(values.get(key, "")) for key in layout.identity)
