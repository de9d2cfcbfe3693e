"""How does one row of the workbook travel through the rules, and how is it complained about?"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, time
from typing import Protocol, TypeAlias

from server.errors import ChuangpingError
from server.rules.cells import RawCell

Span: TypeAlias = tuple[time, time]
Value: TypeAlias = (
    str | int | bool | date | time | tuple[str, ...] | tuple[int, ...] | tuple[Span, ...] | None
)
Values: TypeAlias = Mapping[str, Value]
Key: TypeAlias = tuple[str, ...]


class RawRow(Protocol):
    """A row as a spreadsheet holds it; the first is number 1."""

    @property
    def number(self) -> int:
        """As people count."""

    @property
    def cells(self) -> Sequence[RawCell]:
        """From the first column on."""


class RawSheet(Protocol):
    """A sheet as a spreadsheet holds it."""

    @property
    def name(self) -> str:
        """As people named it."""

    @property
    def rows(self) -> Sequence[RawRow]:
        """All of them, also the empty ones."""


@dataclass(frozen=True, order=True)
class Place:
    """Where something stands: the sheet's own name and the row's number (0: the whole sheet)."""

    sheet: str
    row: int


@dataclass(frozen=True)
class RowProblem:
    """One thing wrong in a workbook: where, and the ``code`` of the sentence that says what.

    ``column`` is a heading, or empty when the whole row or sheet is meant.
    """

    place: Place
    column: str
    code: str
    data: Mapping[str, str | int] = field(default_factory=dict, hash=False)


def spans_of(values: Values) -> tuple[Span, ...]:
    """The times in which the hall is open on a day, of a row that has ``spans``."""
    spans = values["spans"]
    pairs = spans if isinstance(spans, tuple) else ()
    return tuple(pair for pair in pairs if isinstance(pair, tuple))


@dataclass(frozen=True)
class Record:
    """What one row says: the values of the columns that its sheet has, by the column's key.

    A row that is not sound lacks the values of its bad cells; it is kept so that the rows which
    refer to it are not called bad as well.
    """

    place: Place
    values: Values
    is_sound: bool = True

    def text(self, key: str) -> str:
        """The value of a column of words, empty where the row has none."""
        value = self.values.get(key)
        return value if isinstance(value, str) else ""

    def day(self, key: str) -> date | None:
        """The value of a column of days."""
        value = self.values.get(key)
        return value if isinstance(value, date) else None

    def time(self, key: str) -> time | None:
        """The value of a column of times."""
        value = self.values.get(key)
        return value if isinstance(value, time) else None

    def weekdays(self) -> tuple[int, ...]:
        """The days of the week that the row names, Monday is 0."""
        value = self.values.get("weekdays") or ()
        return (
            tuple(day for day in value if isinstance(day, int)) if isinstance(value, tuple) else ()
        )


class WorkbookRefused(ChuangpingError):
    """A workbook with bad rows: nothing was imported; ``problems`` lists every one of them."""

    code = "registry.refused"

    def __init__(self, problems: tuple[RowProblem, ...]) -> None:
        super().__init__(count=len(problems))
        self.problems = problems
