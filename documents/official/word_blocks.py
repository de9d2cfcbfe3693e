"""How does each block of a text get into a Word file?"""

from collections.abc import Sequence

from docx.document import Document
from docx.enum.text import WD_BREAK

from documents.official.blocks import (
    Article,
    Block,
    Chapter,
    CutLine,
    Facts,
    Heading,
    Item,
    Note,
    Opinion,
    PageBreak,
    Paragraph,
    PartTitle,
    Signatures,
    Table,
)
from documents.official.fonts import Face
from documents.official.word_looks import LEVELS, Style
from documents.official.word_tables import add_ruled
from documents.official.word_text import add, add_run

LEAD_FACES = {1: Face.HEI, 2: Face.KAI, 3: Face.BODY, 4: Face.BODY}
SIMPLE: dict[type, Style] = {
    Chapter: Style.CHAPTER,
    Item: Style.BODY,
    Note: Style.NOTE,
    PartTitle: Style.PART,
    CutLine: Style.CUT,
}
DASHES = "－ " * 8


def add_blocks(file: Document, numbered: Sequence[tuple[str, Block]]) -> None:
    """The blocks with their numbers, one below the other."""
    for number, block in numbered:
        _add(file, number, block)


def _add(file: Document, number: str, block: Block) -> None:
    match block:
        case Table() | Facts() | Opinion() | Signatures():
            add_ruled(file, block)
        case Heading():
            _add_heading(file, number, block)
        case Article(text):
            _add_paragraph(file, Paragraph(text, lead=number))
        case Paragraph():
            _add_paragraph(file, block)
        case PageBreak():
            add(file, "", Style.NOTE).add_run().add_break(WD_BREAK.PAGE)
        case _:
            add(file, number + _words(block), SIMPLE[type(block)])


def _words(block: Chapter | Item | Note | PartTitle | CutLine) -> str:
    match block:
        case Chapter():
            return block.title
        case CutLine():
            return f"{DASHES}{block.text}{DASHES}"
        case _:
            return block.text


def _add_paragraph(file: Document, paragraph: Paragraph) -> None:
    made = add(file, "", Style.BODY if paragraph.is_indented else Style.FLUSH)
    if paragraph.lead:
        add_run(made, paragraph.lead, Face.HEI)
    add_run(made, paragraph.text)


def _add_heading(file: Document, number: str, heading: Heading) -> None:
    if not heading.then:
        add(file, number + heading.text, LEVELS[heading.level - 1])
        return
    # A heading that goes on as text is a paragraph whose first words look like one.
    paragraph = add(file, "", Style.BODY)
    add_run(paragraph, number + heading.text, LEAD_FACES[heading.level])
    add_run(paragraph, heading.then)
