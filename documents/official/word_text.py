"""How does a line of text get into a Word file, in one of our styles?"""

from docx.document import Document
from docx.enum.text import WD_TAB_ALIGNMENT
from docx.oxml.ns import qn
from docx.shared import Length
from docx.text.paragraph import Paragraph
from docx.text.run import Run

from documents.official.fonts import Face
from documents.official.laying import printable
from documents.official.word_looks import Style
from documents.official.word_styles import set_face


def add(file: Document, text: str, style: Style) -> Paragraph:
    """A paragraph of that style at the end of the file."""
    paragraph = file.add_paragraph(style=style.value)
    if text:
        add_run(paragraph, text)
    return paragraph


def add_ends(paragraph: Paragraph, left: str, right: str, *, width: Length) -> None:
    """Two texts on one line so wide, one at each end of it."""
    paragraph.paragraph_format.tab_stops.add_tab_stop(width, WD_TAB_ALIGNMENT.RIGHT)
    add_run(paragraph, f"{left}\t{right}")


def add_run(paragraph: Paragraph, text: str, face: Face | None = None) -> Run:
    """Text at the end of a paragraph, in the face of its style or another."""
    run = paragraph.add_run(printable(text))
    properties = run.font.element.get_or_add_rPr()
    if face is not None:
        set_face(properties, face)
    # Without the hint Word takes “ ” … — for Latin and sets them half as wide.
    properties.get_or_add_rFonts().set(qn("w:hint"), "eastAsia")
    return run
