"""What is a sheet of a registry workbook, and what is a column of it?"""

from dataclasses import dataclass
from enum import Enum
from functools import cached_property


class Kind(Enum):
    """What a column holds, and so how its cells are read."""

    TEXT = "text"
    NAME = "name"
    CODE = "code"
    DAY = "day"
    MONTH = "month"
    TIME = "time"
    END_TIME = "end_time"
    WEEKDAYS = "weekdays"
    COUNT = "count"
    YES_NO = "yes_no"
    DUTY_KIND = "duty_kind"
    REFERENCE = "reference"  # the key of a row of another sheet, or its name where that is unique
    REFERENCES = "references"
    SPANS = "spans"  # begin and end of each time in which the hall is open on a day
    REPEATED = "repeated"  # the name of what a reference beside it names; only compared


@dataclass(frozen=True)
class Column:
    """One column: its heading and the other headings people give it.

    A required column is filled in every new row. ``longest`` is the number of characters that
    are kept; ``of`` is the key of the sheet a reference looks up, or of the reference repeated.
    """

    key: str
    heading: str
    kind: Kind = Kind.TEXT
    also: tuple[str, ...] = ()
    required: bool = False
    longest: int = 0
    of: str = ""
    example: str = ""


@dataclass(frozen=True)
class Layout:
    """One sheet: its name and others that people give it, what identifies a row, its columns."""

    key: str
    name: str
    also: tuple[str, ...]
    identity: tuple[str, ...]
    columns: tuple[Column, ...]

    def column(self, key: str) -> Column:
        """The column of that key."""
        return next(column for column in self.columns if column.key == key)

    @property
    def has_own_key(self) -> bool:
        """Whether one column of its own identifies a row, so that others can refer to it."""
        return len(self.identity) == 1 and self.column(self.identity[0]).kind is Kind.CODE

    @cached_property
    def references(self) -> tuple[Column, ...]:
        """The columns that look up rows of other sheets; repeated names come last."""
        asked = [column for column in self.columns if column.of]
        return tuple(sorted(asked, key=lambda column: column.kind is Kind.REPEATED))

    @property
    def kept(self) -> tuple[Column, ...]:
        """The columns that are stored."""
        return tuple(column for column in self.columns if column.kind is not Kind.REPEATED)

    @property
    def needed(self) -> tuple[Column, ...]:
        """The columns without which no row can be understood."""
        return tuple(column for column in self.columns if column.key in self.identity)
