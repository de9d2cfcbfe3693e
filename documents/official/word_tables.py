"""How does what stands in a grid get into a Word file: tables, facts, boxes, places to sign?"""

from collections.abc import Iterator, Sequence
from typing import TypeVar

from docx.document import Document
from docx.enum.table import WD_CELL_VERTICAL_ALIGNMENT, WD_TABLE_ALIGNMENT
from docx.shared import Length
from docx.table import Table as WordTable
from docx.table import _Cell as Cell
from docx.text.paragraph import Paragraph

from documents.official.blocks import Align, Facts, Opinion, SignatureLine, Signatures, Table
from documents.official.fonts import Face
from documents.official.laying import chinese_date
from documents.official.word_looks import Style
from documents.official.word_text import add, add_run
from documents.official.word_xml import TWIPS, element, place, row_properties

CENTRED = WD_CELL_VERTICAL_ALIGNMENT.CENTER
RULED, BARE = "Table Grid", "Normal Table"
SIDES = {Align.LEFT: "left", Align.CENTRE: "center", Align.RIGHT: "right"}
FACT_SHARES = (1.15, 2.0)
OPINION_SHARES = (1.0, 14.0)
GAP = 6
"""Points below a table; without a paragraph between them Word makes one of two."""
EMPTY_NAME, EMPTY_DAY = "　" * 4, "　　年　月　日"
One = TypeVar("One")


def add_ruled(file: Document, block: Table | Facts | Opinion | Signatures) -> None:
    """The block as a table of Word's, with a little room below it."""
    match block:
        case Table():
            _add_table(file, block)
        case Facts():
            _add_facts(file, block)
        case Opinion():
            _add_opinion(file, block)
        case Signatures():
            _add_signatures(file, block)


def _add_table(file: Document, table: Table) -> None:
    if table.caption:
        add(file, table.caption, Style.CAPTION)
    shares = table.widths or (1.0,) * len(table.head)
    made = _grid(file, len(table.rows) + 1, shares)
    row_properties(made.rows[0]).append(element("w:tblHeader"))
    sides = table.alignments or (Align.CENTRE,) * len(table.head)
    rows = iter(made.rows)
    for cell, text in zip(next(rows).cells, table.head, strict=True):
        _fill(cell, text, Style.HEAD)
    for at, (row, texts) in enumerate(zip(rows, table.rows, strict=True), start=1):
        face = Face.HEI if table.has_total and at == len(table.rows) else None
        for cell, text, side in zip(row.cells, texts, sides, strict=True):
            place(_fill(cell, text, Style.CELL, face), jc={"val": SIDES[side]})
    if table.note:
        add(file, table.note, Style.NOTE)
    else:
        _part(file)


def _add_facts(file: Document, facts: Facts) -> None:
    lines = list(_by(facts.pairs, facts.pairs_a_line))
    made = _grid(file, len(lines), FACT_SHARES * facts.pairs_a_line)
    for row, pairs in zip(made.rows, lines, strict=True):
        cells = row.cells
        # A value at the end of a line that is not full takes the rest of it.
        last = 2 * len(pairs) - 1
        cells[last].merge(cells[-1])
        for at, (name, value) in enumerate(pairs):
            _fill(cells[2 * at], name, Style.HEAD)
            _fill(cells[2 * at + 1], value, Style.CELL)
    _part(file)


def _add_opinion(file: Document, opinion: Opinion) -> None:
    made = _grid(file, 1, OPINION_SHARES)
    name, room = made.rows[0].cells
    _fill(name, "\n".join(opinion.title), Style.HEAD)
    first, *others = opinion.text.splitlines() or [""]
    _fill(room, first, Style.CELL)
    for said in others:
        add_run(room.add_paragraph(style=Style.CELL.value), said)
    for _ in range(1 if opinion.text else opinion.room):
        room.add_paragraph(style=Style.CELL.value)
    for line in opinion.signatures:
        signed = room.add_paragraph(style=Style.CELL.value)
        place(signed, jc={"val": "right"})
        _sign(signed, line)
    room.vertical_alignment = WD_CELL_VERTICAL_ALIGNMENT.TOP
    _part(file)


def _add_signatures(file: Document, signatures: Signatures) -> None:
    lines = list(_by(signatures.lines, signatures.lines_a_row))
    made = _grid(file, len(lines), (1.0,) * signatures.lines_a_row, style=BARE)
    for row, some in zip(made.rows, lines, strict=True):
        for cell, line in zip(row.cells, some, strict=False):
            _sign(_fill(cell, "", Style.CELL), line)
    _part(file)


def _sign(paragraph: Paragraph, line: SignatureLine) -> None:
    add_run(paragraph, f"{line.label}：")
    name = f"　{line.name}　" if line.name else EMPTY_NAME
    add_run(paragraph, name, Face.KAI).underline = True
    add_run(paragraph, f"　{chinese_date(line.signed_on)}" if line.signed_on else EMPTY_DAY)


def _grid(file: Document, rows: int, shares: Sequence[float], style: str = RULED) -> WordTable:
    """A table as wide as the text, its columns of these shares; no row is torn by a page."""
    made: WordTable = file.add_table(rows, len(shares), style=file.styles[style])
    made.autofit = False
    # In the middle, so that its rules end where the text does and not its cells.
    made.alignment = WD_TABLE_ALIGNMENT.CENTER
    wide = sum(column.width or 0 for column in made.columns)
    widths = [Length(round(wide * share / sum(shares))) for share in shares]
    for column, width in zip(made.columns, widths, strict=True):
        column.width = width
    for row in made.rows:
        row_properties(row).append(element("w:cantSplit"))
        for cell, width in zip(row.cells, widths, strict=True):
            cell.width = width
    return made


def _fill(cell: Cell, text: str, style: Style, face: Face | None = None) -> Paragraph:
    paragraph: Paragraph = cell.paragraphs[0]
    paragraph.style = style.value
    cell.vertical_alignment = CENTRED
    add_run(paragraph, text, face)
    return paragraph


def _part(file: Document) -> None:
    place(add(file, "", Style.NOTE), spacing={"line": GAP * TWIPS, "lineRule": "exact"})


def _by(things: Sequence[One], number: int) -> Iterator[Sequence[One]]:
    """So many at a time."""
    return (things[start : start + number] for start in range(0, len(things), number))
