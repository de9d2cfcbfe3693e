"""How does a long table become a file that people open, without ever being whole in memory?"""

import csv
from collections.abc import Callable, Iterable, Sequence
from enum import Enum
from importlib import import_module
from io import TextIOWrapper
from tempfile import SpooledTemporaryFile
from typing import IO

from sheets.cells import Cell
from sheets.csv_cells import ENCODING, csv_text
from sheets.errors import NotWritten
from sheets.tables import Column
from sheets.watermark import Watermark

IN_MEMORY_BYTES = 4_000_000  # a larger file lies on the disk until it is closed


class Form(Enum):
    """What file an export becomes; the value is its ending."""

    CSV = "csv"
    XLSX = "xlsx"

    @property
    def content_type(self) -> str:
        """Its media type, for who sends it on."""
        if self is Form.CSV:
            return "text/csv; charset=utf-8"
        return "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def export_table(
    columns: Sequence[Column],
    rows: Iterable[Sequence[Cell]],
    form: Form,
    watermark: Watermark,
) -> IO[bytes]:
    """The table as an open file, at its beginning; whoever asked closes it, then it is gone.

    Rows are taken one at a time: hand over a generator. Header first, then the rows, then one line
    that says who took it out, when, under which number and how many rows there are. No text can
    become a formula or a link, and a reader of ``sheets.reading`` gets each text as it was.

    Raises NotWritten when there is no room, or a text is longer than a cell can be.
    """
    # The caller closes it: it is the answer.
    file: IO[bytes] = SpooledTemporaryFile(max_size=IN_MEMORY_BYTES)  # noqa: SIM115 - see above
    try:
        _write(file, (columns, rows), form, watermark)
    except OSError as cause:
        file.close()
        name = f"{watermark.title}.{form.value}"
        raise NotWritten(file=name, reason=cause.strerror or type(cause).__name__) from cause
    except BaseException:
        file.close()
        raise
    file.seek(0)
    return file


def _write(
    file: IO[bytes],
    table: tuple[Sequence[Column], Iterable[Sequence[Cell]]],
    form: Form,
    watermark: Watermark,
) -> None:
    columns, rows = table
    if form is Form.CSV:
        titles = [column.title for column in columns]
        write_csv(file, titles, rows, closing=watermark.closing)
    else:
        # Whoever never asks for a workbook need not wait for what writes them.
        writer = import_module("sheets.xlsx_exporting")
        writer.write_xlsx(file, columns, rows, watermark)


def write_csv(
    file: IO[bytes],
    titles: Sequence[str],
    rows: Iterable[Sequence[Cell]],
    *,
    closing: Callable[[int], str] | None = None,
) -> int:
    """Write rows under their titles, and a last line if people are to read it; how many rows."""
    text = TextIOWrapper(file, encoding=ENCODING, newline="", write_through=True)
    writer = csv.writer(text, quoting=csv.QUOTE_ALL)
    writer.writerow([csv_text(title) for title in titles])
    # A row that is written has more than no characters.
    written = sum(bool(writer.writerow([csv_text(cell) for cell in cells])) for cells in rows)
    if closing is not None:
        writer.writerow([csv_text(closing(written))])
    text.detach()  # without closing the file under it
    return written
