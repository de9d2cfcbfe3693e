"""How does one value get into a workbook's cell, unchanged and never as something that runs?"""

from datetime import date, datetime, time

from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from sheets.cells import Cell
from sheets.errors import NotWritten

# Text stays text whatever it looks like.
TEXT_STAYS_TEXT = {
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
}
LONGEST_TEXT = 32_767  # in UTF-16 units; Excel keeps no more in a cell, xlsxwriter cuts it off


def write_cell(sheet: Worksheet, place: tuple[int, int], cell: Cell, look: Format) -> None:
    """Write the cell; None and "" leave it empty.

    Text is never a formula, a link or a number, whatever it looks like. Moments carry no zone:
    a workbook shows what the hall's clock showed. Raises NotWritten for a text that no cell holds.
    """
    match cell:
        case None | "":
            return
        case bool():
            sheet.write_boolean(*place, cell, look)
        case int() | float():
            sheet.write_number(*place, cell, look)
        case datetime() | date() | time():
            sheet.write_datetime(*place, cell, look)
        case _:
            _write_text(sheet, place, str(cell), look)


def _write_text(sheet: Worksheet, place: tuple[int, int], text: str, look: Format) -> None:
    # A text of half as many signs cannot be too long, whatever its signs: no need to count.
    if len(text) > LONGEST_TEXT // 2 and _units(text) > LONGEST_TEXT:
        raise NotWritten(file=sheet.get_name(), reason=f"> {LONGEST_TEXT}")
    if text.startswith("<r>") and text.endswith("</r>"):
        # xlsxwriter takes such a text for its own markup and puts it into the file as it is: it
        # could bring a formula along. As runs of plain text (three at least) it is escaped.
        sheet.write_rich_string(*place, text[:1], text[1:2], text[2:], look)
    else:
        sheet.write_string(*place, text, look)


def _units(text: str) -> int:
    return len(text.encode("utf-16-le", "surrogatepass")) // 2
