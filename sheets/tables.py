"""What does a table look like before it is a workbook or a folder of CSV files?"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import Enum

from sheets.cells import Cell


class Kind(Enum):
    """What people write into a column; decides how a spreadsheet program shows and keeps it."""

    TEXT = "@"  # also for numbers that are names: a staff number 0012 keeps its zeros
    NUMBER = "0"
    COUNT = "#,##0"
    POINTS = "0.00"
    SHARE = "0.00%"  # of a number from 0 to 1
    DATE = "yyyy-mm-dd"
    TIME = "hh:mm"
    MOMENT = "yyyy-mm-dd hh:mm"


@dataclass(frozen=True)
class Column:
    """One column: its header, its width in characters, what may be chosen, what is said of it.

    ``hint`` is shown while a cell of the column is selected (at most 255 characters).
    """

    title: str
    kind: Kind = Kind.TEXT
    width: int = 14
    choices: tuple[str, ...] = ()
    hint: str = ""
    is_required: bool = False


@dataclass(frozen=True)
class Table:
    """One sheet: a header row and what stands below it."""

    name: str
    columns: tuple[Column, ...]
    rows: Iterable[Sequence[Cell]] = ()


@dataclass(frozen=True)
class Notes:
    """The first sheet, which explains the others: some lines, then a table."""

    lines: tuple[str, ...]
    table: Table
