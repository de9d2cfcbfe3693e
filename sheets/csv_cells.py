"""How does one value stand in a CSV file?"""

from datetime import datetime, time

from sheets.cells import Cell
from sheets.formula_safety import escaped

ENCODING = "utf-8-sig"  # its mark is how Excel knows that a CSV file is UTF-8


def csv_text(cell: Cell) -> str:
    """The cell as text: days as 2026-11-02, times as 09:00; no text begins like a formula."""
    match cell:
        case None | str():
            return escaped(cell or "")
        case datetime():
            return cell.isoformat(sep=" ", timespec="minutes")
        case time():
            return cell.isoformat(timespec="minutes")
        case float() if cell.is_integer():
            return str(int(cell))
        case _:
            return str(cell)
