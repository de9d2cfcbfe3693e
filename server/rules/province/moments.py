"""Which day does a moment of the platform belong to?

It writes ``2026-11-25 10:42:00`` or ``20261125T104200`` (GB/T 39046-2020), both in Beijing time,
and both also without the time. The time is not kept.
"""

import re
from datetime import date

from server.rules.cells import CellProblem, RawCell, read_day

TIME = re.compile(r"(?<=\d)[ T]?(?:[01]\d|2[0-3])(?::?[0-5]\d){2}$")
COMPACT_OR_DASHED = re.compile(r"\d{8}T?\d{6}|\d{4}-\d{2}-\d{2}[ T]\d{2}:\d{2}:\d{2}")


def read_day_of_moment(cell: RawCell) -> date | CellProblem:
    """The day, or what is wrong with the cell."""
    if isinstance(cell, str) and COMPACT_OR_DASHED.fullmatch(cell.strip()):
        return read_day(TIME.sub("", cell.strip()))
    return read_day(cell)
