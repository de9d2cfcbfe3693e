"""What can stand in one cell of a spreadsheet?"""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import TypeAlias

# None is an empty cell. A number is always a float, as spreadsheets keep it. A timedelta is a cell
# with the format [h]:mm. A cell whose formula failed holds its text, such as "#N/A".
Cell: TypeAlias = str | float | bool | date | time | datetime | timedelta | None


@dataclass(frozen=True)
class Row:
    """One row as people count it: the first row of a sheet is number 1."""

    number: int
    cells: tuple[Cell, ...]


@dataclass(frozen=True)
class Sheet:
    """One sheet with all its rows, also the empty ones above and between.

    ``encoding`` says how a text file was read (``UTF-8``, ``GB18030``, ``UTF-16``) and is empty
    for a workbook, where nothing had to be found out.
    """

    name: str
    rows: tuple[Row, ...]
    encoding: str = ""
