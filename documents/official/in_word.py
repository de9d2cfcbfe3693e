"""How does official content become a Word file that people go on writing in?"""

from collections.abc import Sequence
from io import BytesIO
from itertools import takewhile
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

import docx
from docx.document import Document
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.shared import Mm, Pt

from documents.official.blocks import Block, CutLine
from documents.official.content import BREAK, Attachment, Form, OfficialDocument
from documents.official.fonts import Face
from documents.official.laying import chinese_date, labels, printable
from documents.official.numbering import numbered
from documents.official.title_lines import title_lines
from documents.official.word_blocks import add_blocks
from documents.official.word_imprint import add_imprint
from documents.official.word_looks import LOOKS, RED, Style
from documents.official.word_page import set_page
from documents.official.word_styles import add_styles
from documents.official.word_text import add, add_ends, add_run
from documents.official.word_xml import TWIPS, element, place

TEXT_POINTS, SHEET_MM = 442, 163
SIGNER_MM = 130
"""To where 签发人： reaches; the name (three characters at most times) stands behind it."""
LARGEST, SMALLEST = 56, 36
"""Points of a red head; a name too long for the line at the smallest gets narrower letters."""
RIGHT_OF_DATE = 4
"""7.3.5.1: the date ends so many characters from the right, the issuer is centred above it."""
BLANK_ABOVE_SIGNATURE = 2
MOST_SAID = 255
"""Characters of a property of a Word file."""
LONG_AGO = (1980, 1, 1, 0, 0, 0)
"""The date of every part of the file: the same document gives the same bytes."""


def word(document: OfficialDocument) -> bytes:
    """The document as a Word file; see ``documents.official.word``."""
    file = docx.Document()
    looks = LOOKS[document.form]
    add_styles(file, looks)
    set_page(file, document)
    _describe(file, document)
    _add_head(file, document)
    blocks = list(numbered(document.blocks))
    above = list(takewhile(lambda one: not isinstance(one[1], CutLine), blocks))
    add_blocks(file, above)
    _name_attachments(file, document)
    _sign(file, document, looks[Style.SIGNATURE].size)
    add_blocks(file, blocks[len(above) :])
    _add_attachments(file, document)
    add_imprint(file, document)
    return _closed(file)


def _describe(file: Document, document: OfficialDocument) -> None:
    package = file.part.package
    for key, one in list(package.rels.items() if package else ()):
        if one.reltype == RELATIONSHIP_TYPE.THUMBNAIL:
            package.rels.pop(key)  # of the template that python-docx brings: another document
    about = file.core_properties
    title = document.title.replace(BREAK, "")
    about.title, about.author = printable(title)[:MOST_SAID], printable(document.issuer)[:MOST_SAID]
    about.comments, about.language = printable(document.digest_line)[:MOST_SAID], "zh-CN"


def _add_head(file: Document, document: OfficialDocument) -> None:
    if document.red_head:
        _add_red_head(file, document)
    _add_title(file, document.title)
    if document.subtitle:
        add(file, document.subtitle, Style.SUBTITLE)
    if document.form is Form.SHEET:
        _add_ends_of_sheet(file, document)
    else:
        if not document.red_head and document.number:
            place(add(file, document.number, Style.FLUSH), jc={"val": "center"})
        add(file, "", Style.FLUSH)
    if document.recipients:
        add(file, f"{document.recipients}：", Style.RECIPIENTS)


def _add_ends_of_sheet(file: Document, document: OfficialDocument) -> None:
    if document.issuer or document.number:
        line = file.add_paragraph(style=Style.CELL.value)
        add_ends(line, document.issuer, document.number, width=Mm(SHEET_MM))
        place(line, spacing={"before": 120, "after": 120})


def _add_red_head(file: Document, document: OfficialDocument) -> None:
    if document.urgency:
        add_run(add(file, "", Style.FLUSH), document.urgency, Face.HEI)
    head = add(file, document.red_head, Style.RED_HEAD).runs[0]
    size = min(LARGEST, TEXT_POINTS / (len(document.red_head) + 0.4))
    head.font.size = Pt(round(max(size, SMALLEST)))
    if size < SMALLEST:
        narrower = element("w:w", val=round(size / SMALLEST * 100))
        head.font.element.get_or_add_rPr().insert_element_before(narrower, "w:sz")
    number = add(file, "", Style.NUMBER)
    if document.signer:
        place(number, jc={"val": "left"})
        add_ends(number, f"　{document.number}", "签发人：", width=Mm(SIGNER_MM))
        add_run(number, document.signer, Face.KAI)
    else:
        add_run(number, document.number)
    line = element("w:pBdr")
    line.append(element("w:bottom", val="single", sz=12, space=11, color=RED))
    number.paragraph_format.element.get_or_add_pPr().insert_element_before(
        line, "w:tabs", "w:spacing", "w:ind", "w:jc"
    )
    add(file, "", Style.FLUSH)


def _add_title(file: Document, title: str) -> None:
    """One paragraph, its lines broken by hand: it is one entry of the navigation."""
    add(file, "\n".join(title_lines(title)), Style.TITLE)


def _name_attachments(file: Document, document: OfficialDocument) -> None:
    several = len(document.attachments) > 1
    for number, one in enumerate(document.attachments, start=1):
        name = one.title.replace(BREAK, "")
        words = ("附件：" if number == 1 else "　　　") + (f"{number}." if several else "") + name
        paragraph = add(file, f"　　{words}", Style.ATTACHED)
        if number == 1:
            place(paragraph, spacing={"before": 579})


def _sign(file: Document, document: OfficialDocument, size: float) -> None:
    day = chinese_date(document.formed_on) if document.formed_on else ""
    axis = RIGHT_OF_DATE + _width(day) / 2
    signed = [(document.issuer_line, max(0, axis - _width(document.issuer_line) / 2))]
    signed += [(day, float(RIGHT_OF_DATE))]
    for at, (text, characters) in enumerate(one for one in signed if one[0]):
        above = BLANK_ABOVE_SIGNATURE * 579 if at == 0 else 0
        place(
            add(file, text, Style.SIGNATURE),
            spacing={"before": above},
            ind={"right": round(characters * size * TWIPS)},
        )
    if document.remark:
        add(file, f"（{document.remark}）", Style.REMARK)


def _width(text: str) -> float:
    return sum(0.5 if character.isascii() else 1.0 for character in text)


def _add_attachments(file: Document, document: OfficialDocument) -> None:
    for label, one in zip(labels(document), document.attachments, strict=True):
        if one.blocks:
            _add_attachment(file, label, one)


def _add_attachment(file: Document, label: str, one: Attachment) -> None:
    first = add(file, label, Style.ATTACHMENT)
    first.paragraph_format.page_break_before = True
    add(file, "", Style.FLUSH)
    _add_title(file, one.title)
    add(file, "", Style.FLUSH)
    blocks: Sequence[tuple[str, Block]] = list(numbered(one.blocks))
    add_blocks(file, blocks)


def _closed(file: Document) -> bytes:
    """The bytes of the file, without the moment at which it was made."""
    made, kept = BytesIO(), BytesIO()
    file.save(made)
    with ZipFile(made) as parts, ZipFile(kept, "w", ZIP_DEFLATED) as same:
        for name in parts.namelist():
            same.writestr(ZipInfo(name, LONG_AGO), parts.read(name), ZIP_DEFLATED)
    return kept.getvalue()
