"""How does one say that a cell cannot be taken as it is?"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from typing import TypeAlias

# A cell as a spreadsheet holds it; numbers are floats, an empty cell is None.
RawCell: TypeAlias = str | float | bool | date | time | datetime | timedelta | None

LONGEST_SHOWN = 40
# Zero-width signs, soft hyphen, directional marks: they come with copied text and are not seen.
INVISIBLE = dict.fromkeys(
    map(ord, "\u00ad\u200b\u200c\u200d\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2060\ufeff\0")
)


@dataclass(frozen=True)
class CellProblem:
    """What is wrong with a cell: ``code`` of the sentence that also says what would be right.

    ``data`` always has ``found``, the cell as its reader would recognise it.
    """

    code: str
    data: Mapping[str, str | int] = field(default_factory=dict, hash=False)


def problem(code: str, cell: RawCell, **more: str | int) -> CellProblem:
    """A problem with that cell."""
    return CellProblem(f"cell.{code}", {"found": shown(cell), **more})


def is_empty(cell: RawCell) -> bool:
    """Whether nothing that can be seen stands in the cell."""
    return cell is None or (isinstance(cell, str) and not cell.translate(INVISIBLE).strip())


def shown(cell: RawCell) -> str:
    """The cell as people see it, on one line and not longer than 40 characters."""
    if isinstance(cell, float) and cell.is_integer():
        cell = int(cell)
    text = " ".join(str("" if cell is None else cell).translate(INVISIBLE).split())
    return text if len(text) <= LONGEST_SHOWN else text[: LONGEST_SHOWN - 1] + "…"
