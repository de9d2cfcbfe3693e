"""What stands at the bottom of the last page of a Word file: to whom copies go, who printed it?"""

from docx.document import Document
from docx.oxml import parse_xml
from docx.shared import Length, Mm, Pt
from docx.text.paragraph import Paragraph

from documents.official.content import OfficialDocument
from documents.official.laying import chinese_date
from documents.official.word_looks import Style
from documents.official.word_text import add, add_ends
from documents.official.word_xml import element

THICK, THIN = 8, 6
"""0.35 mm and 0.25 mm in eighths of a point, as near as the format comes (7.4.1)."""
COPIES = "　抄送："
"""One character in from the left, as 7.4.2 wants it."""
CHARACTER, WIDTH = Pt(14), Mm(156)
BOX_POINTS = 60
"""The height before Word fits the box to its text."""
BOX = """
<w:r xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"
     xmlns:v="urn:schemas-microsoft-com:vml" xmlns:w10="urn:schemas-microsoft-com:office:word">
  <w:pict>
    <v:rect id="imprint" filled="f" stroked="f" style="position:absolute;width:{wide}pt;
        height:{high}pt;mso-position-horizontal:center;mso-position-horizontal-relative:margin;
        mso-position-vertical:bottom;mso-position-vertical-relative:margin">
      <v:textbox inset="0,0,0,0" style="mso-fit-shape-to-text:t"><w:txbxContent/></v:textbox>
      <w10:wrap type="topAndBottom" anchorx="margin" anchory="margin"/>
    </v:rect>
  </w:pict>
</w:r>
"""


def add_imprint(file: Document, document: OfficialDocument) -> None:
    """A box at the foot of the text of the page where the document ends (7.4)."""
    lines = []
    if document.copies_to:
        lines.append(_copies(file, document.copies_to))
    if document.printed_by:
        day = f"{chinese_date(document.printed_on)}印发　" if document.printed_on else ""
        lines.append(add(file, "", Style.IMPRINT))
        add_ends(lines[-1], f"　{document.printed_by}", day, width=WIDTH)
    if lines:
        _box(file, lines)


def _copies(file: Document, copies_to: str) -> Paragraph:
    """Further lines begin below the first name."""
    line = add(file, f"{COPIES}{copies_to}。", Style.IMPRINT)
    line.paragraph_format.left_indent = Length(CHARACTER * len(COPIES))
    line.paragraph_format.first_line_indent = Length(-CHARACTER * len(COPIES))
    return line


def _box(file: Document, lines: list[Paragraph]) -> None:
    """Move the lines into a box at the foot of the page that an empty last paragraph is on."""
    box = parse_xml(BOX.format(wide=round(WIDTH.pt), high=BOX_POINTS))
    inside = box.xpath(".//w:txbxContent")[0]
    for at, line in enumerate(lines):
        _rule(line, top=THICK if at == 0 else 0, bottom=THICK if line is lines[-1] else THIN)
        inside.append(line.paragraph_format.element)
    add(file, "", Style.DIGEST).paragraph_format.element.append(box)


def _rule(line: Paragraph, *, top: int, bottom: int) -> None:
    rules = element("w:pBdr")
    for side, width in (("top", top), ("bottom", bottom)):
        if width:
            rules.append(element(f"w:{side}", val="single", sz=width, space=3, color="000000"))
    properties = line.paragraph_format.element.get_or_add_pPr()
    properties.insert_element_before(rules, "w:tabs", "w:spacing", "w:ind", "w:jc")
