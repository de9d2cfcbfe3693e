"""What does a page of a Word file have beside the text: margins, grid, numbers, watermark?"""

from xml.sax.saxutils import quoteattr

from docx.document import Document
from docx.oxml import parse_xml
from docx.section import Section
from docx.shared import Mm
from docx.text.paragraph import Paragraph

from documents.official.content import Form, OfficialDocument
from documents.official.word_looks import PITCH, Style
from documents.official.word_text import add_run
from documents.official.word_xml import TWIPS, element, place

PAPER = (210, 297)
MARGINS = {Form.ISSUED: (37, 26, 35, 28), Form.SHEET: (25, 22, 25, 25)}
"""Top, right, bottom, left in mm; of what is issued as GB/T 9704-2012, 5.1 has them."""
FOOT = 8
"""Millimetres from the lowest line of a foot to the edge of the paper."""
NUMBER_RISES = {Form.ISSUED: 46, Form.SHEET: 12}
"""Points from the page number down to the digest, so that its dash is 7 mm below the text (7.5)."""
INDENTS: dict[str, dict[str, str | int]] = {
    "right": {"rightChars": 100, "right": 280},
    "left": {"leftChars": 100, "left": 280},
    "center": {},
}
"""7.5: the number keeps one character (14 pt) from the edge of the text."""
SHAPE = """
<w:r xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"
     xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office">
  <w:pict>
    <v:shapetype id="_x0000_t136" coordsize="21600,21600" o:spt="136" adj="10800"
        path="m@7,l@8,m@5,21600l@6,21600e">
      <v:path textpathok="t"/><v:textpath on="t" fitshape="t"/>
    </v:shapetype>
    <v:shape id="PowerPlusWaterMarkObject" type="#_x0000_t136" fillcolor="#d9d9d9" stroked="f"
        style="position:absolute;width:{wide}pt;height:{high}pt;rotation:315;z-index:-251658752;
        mso-position-horizontal:center;mso-position-horizontal-relative:margin;
        mso-position-vertical:center;mso-position-vertical-relative:margin">
      <v:textpath style="font-family:&quot;黑体&quot;;font-size:1pt" string={words}/>
    </v:shape>
  </w:pict>
</w:r>
"""


def set_page(file: Document, document: OfficialDocument) -> None:
    """Paper, margins and grid of the file, the foot of its pages and what lies across them."""
    section = file.sections[0]
    section.page_width, section.page_height = (Mm(side) for side in PAPER)
    top, right, bottom, left = (Mm(side) for side in MARGINS[document.form])
    section.top_margin, section.right_margin = top, right
    section.bottom_margin, section.left_margin = bottom, left
    section.footer_distance = Mm(FOOT)
    _set_grid(file, document.form)
    file.settings.odd_and_even_pages_header_footer = True
    _set_feet(section, document)
    _set_watermark(section, document.watermark)


def _set_grid(file: Document, form: Form) -> None:
    properties = file.element.body.sectPr
    for old in properties.xpath("w:docGrid"):
        properties.remove(old)
    if form is Form.ISSUED:
        pitch = round(PITCH * TWIPS)
        # Only the lines: in a grid of characters too (linesAndChars) LibreOffice gives each letter
        # two places. That 28 stand on a line is the letter spacing of the styles.
        properties.append(element("w:docGrid", type="lines", linePitch=pitch))


def _set_feet(section: Section, document: OfficialDocument) -> None:
    """Odd pages have their number on the right, even ones on the left, sheets in the middle."""
    sides = ("center", "center") if document.form is Form.SHEET else ("right", "left")
    rise = NUMBER_RISES[document.form] * TWIPS
    for foot, side in zip((section.footer, section.even_page_footer), sides, strict=True):
        number = foot.paragraphs[0]
        number.style = Style.PAGE.value
        place(number, spacing={"after": rise}, ind=INDENTS[side], jc={"val": side})
        _add_number(number)
        add_run(foot.add_paragraph(style=Style.DIGEST.value), document.digest_line)


def _add_number(paragraph: Paragraph) -> None:
    """— 1 —, as a field that Word counts."""
    code = element("w:instrText")
    code.text = "PAGE"
    begin, end = (element("w:fldChar", fldCharType=kind) for kind in ("begin", "end"))
    add_run(paragraph, "— ")
    for part in (begin, code, end):
        paragraph.add_run().font.element.append(part)
    add_run(paragraph, " —")


def _set_watermark(section: Section, words: str) -> None:
    if not words:
        return
    wide = min(440, 130 * len(words))
    shape = SHAPE.format(wide=wide, high=wide // len(words), words=quoteattr(words))
    for head in (section.header, section.even_page_header):
        head.paragraphs[0].paragraph_format.element.append(parse_xml(shape))
