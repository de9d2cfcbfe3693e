"""How do the styles get into a Word file?"""

from docx.document import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.shared import Pt, RGBColor
from docx.styles.style import ParagraphStyle

from documents.official.fonts import Face
from documents.official.word_looks import CLOSER, LATIN, NAMES, Look, Style
from documents.official.word_xml import TWIPS, element

BUILT_IN = ("Normal", "Title", "Heading 1", "Heading 2", "Heading 3", "Heading 4")


def add_styles(file: Document, looks: dict[Style, Look]) -> None:
    """Give the file our styles, each based on one of Word's own, so that its navigation works."""
    for language in file.styles.element.xpath("w:docDefaults//w:lang"):
        # Or Word would break lines by the rules of English.
        language.set(qn("w:eastAsia"), "zh-CN")
    for name in BUILT_IN:
        _plain(file.styles[name], looks[Style.FLUSH])
    for style, look in looks.items():
        made = file.styles.add_style(style.value, WD_STYLE_TYPE.PARAGRAPH)
        made.base_style = file.styles[look.based_on]
        made.quick_style = True
        _set_letters(made, look)
        _set_lines(made, look)


def set_face(properties: BaseOxmlElement, face: Face) -> None:
    """The fonts of a style or a run, for Latin and for Chinese letters."""
    for old in properties.findall(qn("w:rFonts")):
        properties.remove(old)
    name = NAMES[face]
    fonts = element("w:rFonts", ascii=LATIN, hAnsi=LATIN, eastAsia=name, cs=LATIN)
    properties.insert(0, fonts)


def _plain(style: ParagraphStyle, look: Look) -> None:
    """One of Word's own without its blue and its lines; ours say the rest."""
    properties = style.element.get_or_add_pPr()
    for child in list(properties):
        if child.tag not in {qn("w:outlineLvl"), qn("w:keepNext"), qn("w:keepLines")}:
            properties.remove(child)
    letters = style.element.get_or_add_rPr()
    for child in list(letters):
        letters.remove(child)
    _set_letters(style, look)
    style.paragraph_format.space_before = style.paragraph_format.space_after = Pt(0)


def _set_letters(style: ParagraphStyle, look: Look) -> None:
    style.font.size = Pt(look.size)
    style.font.bold = False
    if look.color:
        style.font.color.rgb = RGBColor.from_string(look.color)
    letters = style.element.get_or_add_rPr()
    set_face(letters, look.face)
    snaps = element("w:snapToGrid", val=int(look.is_on_grid))
    letters.insert_element_before(snaps, "w:color", "w:spacing", "w:w", "w:sz")
    if look.is_on_grid:
        closer = element("w:spacing", val=round(CLOSER * TWIPS))
        letters.insert_element_before(closer, "w:w", "w:sz")


def _set_lines(style: ParagraphStyle, look: Look) -> None:
    properties = style.element.get_or_add_pPr()
    for one in _lines(look):
        properties.append(one)


def _lines(look: Look) -> list[BaseOxmlElement]:
    """In the order that the format demands (ECMA-376, CT_PPrBase)."""
    keeps = [element("w:keepNext")] if look.keeps_next else []
    outline = [] if look.outline is None else [element("w:outlineLvl", val=look.outline)]
    spacing: dict[str, str | int] = {
        "before": round(look.before * TWIPS),
        "after": round(look.after * TWIPS),
        "line": round(look.line * TWIPS),
        "lineRule": "exact",
    }
    indent = {
        "firstLineChars": look.first_line * 100,
        "firstLine": round(look.first_line * look.size * TWIPS),
    }
    return [
        *keeps,
        element("w:widowControl", val=0),
        # Gaps between Chinese and Latin would move the letters off the grid.
        element("w:autoSpaceDE", val=0),
        element("w:autoSpaceDN", val=0),
        element("w:snapToGrid", val=int(look.is_on_grid)),
        element("w:spacing", **spacing),
        element("w:ind", **indent),
        element("w:jc", val=look.align),
        *outline,
    ]
