"""What is a file of a source, and what is a column of it?"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import Enum, auto
from fractions import Fraction
from typing import Protocol, TypeAlias

from server.errors import ChuangpingError
from server.rules.registry.rows import Place, RawRow, RowProblem

Value: TypeAlias = str | int | bool | date | Fraction | tuple[str, ...] | None


class Kind(Enum):
    """What a column holds, and so how its cells are read."""

    CODE = auto()
    TEXT = auto()
    DAY = auto()
    MONTH = auto()
    COUNT = auto()
    POINTS = auto()
    YES_NO = auto()
    WORD = auto()  # one of a closed list
    WORDS = auto()  # any of a closed list, with commas between


@dataclass(frozen=True)
class Column:
    """One column: its key (as the API says it), its heading and others that people give it.

    ``of`` names the closed list of a WORD or WORDS column. ``longest`` in characters, 0: any.
    """

    key: str
    heading: str
    kind: Kind = Kind.TEXT
    also: tuple[str, ...] = ()
    is_required: bool = False
    longest: int = 0
    of: str = ""
    example: str = ""


@dataclass(frozen=True)
class Layout:
    """One kind of file."""

    key: str
    columns: tuple[Column, ...]

    def heading(self, key: str) -> str:
        """What stands above the column of that key."""
        return next(column.heading for column in self.columns if column.key == key)


class RawTable(Protocol):
    """A sheet whose rows can be gone through once, however long it is."""

    @property
    def name(self) -> str:
        """As people named it."""

    @property
    def rows(self) -> Iterable[RawRow]:
        """From the first on."""


@dataclass(frozen=True)
class SourceRow:
    """What one row says by the keys of its columns; a row that is not sound lacks values."""

    place: Place
    values: Mapping[str, Value]
    is_sound: bool = True

    def text(self, key: str) -> str:
        """The word in that column, '' where there is none."""
        value = self.values.get(key)
        return value if isinstance(value, str) else ""

    def words(self, key: str) -> tuple[str, ...]:
        """The words in that column."""
        value = self.values.get(key)
        return value if isinstance(value, tuple) else ()

    def day(self, key: str) -> date | None:
        """The day in that column."""
        value = self.values.get(key)
        return value if isinstance(value, date) else None

    def count(self, key: str) -> int | None:
        """The number in that column, None where there is none."""
        value = self.values.get(key)
        return value if isinstance(value, int) and not isinstance(value, bool) else None

    def yes_no(self, key: str) -> bool | None:
        """The answer in that column, None where there is none."""
        value = self.values.get(key)
        return value if isinstance(value, bool) else None

    def points(self, key: str) -> Fraction | None:
        """The points in that column, None where there are none."""
        value = self.values.get(key)
        return value if isinstance(value, Fraction) else None


class SourceRefused(ChuangpingError):
    """A file with bad rows: nothing was taken; ``problems`` lists every one of them."""

    code = "source.refused"

    def __init__(self, problems: tuple[RowProblem, ...]) -> None:
        super().__init__(count=len(problems))
        self.problems = problems


@dataclass
class Found:
    """What reading a file noticed: all that is wrong, and headings that nobody reads."""

    problems: list[RowProblem] = field(default_factory=list)
    ignored: list[str] = field(default_factory=list)

    def note(self, place: Place, column: str, code: str, **data: str | int) -> None:
        """One thing that is wrong there."""
        self.problems.append(RowProblem(place, column, code, data))
