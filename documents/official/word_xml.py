"""What does Word's own language need that python-docx has no words for? (ECMA-376, part 1)"""

from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.table import _Row as Row
from docx.text.paragraph import Paragraph

TWIPS = 20
"""Of a point: the unit of most lengths."""


def element(tag: str, **attributes: str | int) -> BaseOxmlElement:
    """An element such as ``w:jc`` with attributes such as its ``val``."""
    made: BaseOxmlElement = OxmlElement(tag)
    for name, value in attributes.items():
        made.set(qn(f"w:{name}"), str(value))
    return made


def place(paragraph: Paragraph, **attributes: dict[str, str | int]) -> None:
    """Set what a paragraph says of its own place beside its style: spacing, indents, side.

    The names are those of the format in its order: ``spacing``, ``ind``, ``jc``.
    """
    properties = paragraph.paragraph_format.element.get_or_add_pPr()
    for tag, values in attributes.items():
        properties.append(element(f"w:{tag}", **values))


def row_properties(row: Row) -> BaseOxmlElement:
    """Where it stands that a row is a head, or is never torn by a page."""
    properties: BaseOxmlElement = row._tr.get_or_add_trPr()  # noqa: SLF001 - there is no other way
    return properties
