"""How do the tables behind a document become one workbook that people read, sort and print?"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from importlib import import_module

from sheets.cells import Cell
from sheets.tables import Column


@dataclass(frozen=True)
class Ledger:
    """One sheet: a title, a header, rows, and what follows them.

    ``total`` is a last row that stands out. ``kept`` columns stay in sight on the left.
    """

    title: str
    columns: tuple[Column, ...]
    rows: Iterable[Sequence[Cell]]
    total: Sequence[Cell] = ()
    notes: tuple[str, ...] = ()
    kept: int = 0


def workbook(ledgers: Sequence[Ledger], *, title: str, by: str, line: str) -> bytes:
    """A workbook with a sheet for each ledger; no text in it is ever a formula or a link.

    Header and title stay in sight and are printed on each page, which is A4, as wide as the table.
    ``title`` and ``by`` (author) are in its properties. ``line``, such as the digest of the
    figures, stands at the end of each sheet and on each printed page. Raises NotWritten for a text
    or a table that no sheet holds; ValueError when there is no ledger.
    """
    # Whoever never asks for a workbook need not wait for what writes them.
    writer = import_module("sheets.xlsx_ledgers")
    written: bytes = writer.write_xlsx(ledgers, title=title, by=by, line=line)
    return written
