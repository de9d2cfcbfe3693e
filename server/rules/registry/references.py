"""Which window, person, department or group does a row name?"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from server.rules.cells import folded
from server.rules.registry.layout import Column, Kind, Layout
from server.rules.registry.layouts import LAYOUTS
from server.rules.registry.naming import nearest
from server.rules.registry.rows import Place, Record, RowProblem, Value, Values
from server.rules.registry.stored import Stored


@dataclass(frozen=True)
class NotFound:
    """Why a word names no row: the code of the sentence, and what would be right."""

    code: str
    right: str


class Directory:
    """The rows of one sheet, stored or in the workbook, by their key and by their name."""

    def __init__(self, identity: str, rows: Iterable[Values]) -> None:
        self._codes: dict[str, str] = {}
        self._names: dict[str, set[str]] = {}
        self._by_name: dict[str, dict[str, None]] = {}
        self._answers: dict[str, str | NotFound] = {}
        for row in rows:
            self._add(str(row.get(identity) or ""), str(row.get("name") or ""))

    def _add(self, code: str, name: str) -> None:
        if code:
            # What is stored comes first: its spelling of the key is the one that stays.
            kept = self._codes.setdefault(folded(code), code)
            self._names.setdefault(kept, set()).add(name)
            self._by_name.setdefault(folded(name), {})[kept] = None

    def find(self, word: str) -> str | NotFound:
        """The key that is meant by a key, or by a name that only one row has."""
        return self._answers.setdefault(word, self._answers.get(word) or self._search(word))

    def names_of(self, code: str) -> set[str]:
        """The names of the row of that key: the stored one and the new one."""
        return self._names.get(code, set()) - {""}

    def _search(self, word: str) -> str | NotFound:
        known = self._codes.get(folded(word))
        named = list(self._by_name.get(folded(word), {}))
        if known is not None or len(named) == 1:
            return known or named[0]
        if named:
            return NotFound("registry.ambiguous_reference", "、".join(named))
        words = [*self._codes.values(), *(name for names in self._names.values() for name in names)]
        like = nearest(word, words)
        code = "registry.unknown_reference_like" if like else "registry.unknown_reference"
        return NotFound(code, like)


def resolve(
    records: Mapping[str, Sequence[Record]], stored: Stored
) -> tuple[dict[str, list[Record]], list[RowProblem]]:
    """The rows with every reference, and their own key, spelt as the key that is kept.

    A name that only repeats what a reference names is compared with it.
    """
    directories = _directories(records, stored)
    problems: list[RowProblem] = []
    resolved: dict[str, list[Record]] = {}
    for layout in LAYOUTS:
        resolved[layout.key] = []
        for record in records[layout.key]:
            row, wrong = _resolved(record, layout, directories)
            resolved[layout.key].append(row)
            problems += wrong
    return resolved, problems


def _directories(records: Mapping[str, Sequence[Record]], stored: Stored) -> dict[str, Directory]:
    return {
        layout.key: Directory(
            layout.identity[0],
            [*stored.of(layout.key).values(), *(row.values for row in records[layout.key])],
        )
        for layout in LAYOUTS
        if layout.has_own_key
    }


def _resolved(
    record: Record, layout: Layout, directories: Mapping[str, Directory]
) -> tuple[Record, list[RowProblem]]:
    values = dict(record.values)
    problems: list[RowProblem] = []
    for column in layout.references:
        if not values.get(column.key):
            continue
        if column.kind is Kind.REPEATED:
            problems += _differing_name(record, column, values, directories[column.of])
            continue
        value, wrong = _keys(record.place, column, values[column.key], directories[column.of])
        values[column.key] = value
        problems += wrong
    if layout.has_own_key and record.text(layout.identity[0]):
        own = directories[layout.key].find(record.text(layout.identity[0]))
        values[layout.identity[0]] = own if isinstance(own, str) else None
    sound = record.is_sound and not problems
    return Record(record.place, values, is_sound=sound), problems


def _keys(
    place: Place, column: Column, value: Value, directory: Directory
) -> tuple[Value, list[RowProblem]]:
    words = [str(word) for word in value] if isinstance(value, tuple) else [str(value)]
    found = {word: directory.find(word) for word in words}
    problems = [
        RowProblem(place, column.heading, answer.code, {"found": word, "right": answer.right})
        for word, answer in found.items()
        if isinstance(answer, NotFound)
    ]
    keys = [answer for answer in found.values() if isinstance(answer, str)]
    is_list = column.kind is Kind.REFERENCES
    return tuple(sorted(set(keys))) if is_list else next(iter(keys), None), problems


def _differing_name(
    record: Record, column: Column, values: Values, directory: Directory
) -> list[RowProblem]:
    """The name that stands beside a number must be that number's name."""
    names = directory.names_of(str(values.get(column.of)))
    found = record.text(column.key)
    if not names or folded(found) in {folded(name) for name in names}:
        return []
    data = {"found": found, "right": "、".join(sorted(names))}
    return [RowProblem(record.place, column.heading, "registry.name_differs", data)]
