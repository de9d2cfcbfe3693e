"""A Word file that an office goes on writing in: its styles, its page, its text."""

import io
import re
from functools import cache
from zipfile import ZipFile

import docx
import pytest
from docx.document import Document
from docx.oxml import parse_xml
from docx.oxml.ns import qn
from docx.shared import Mm

from documents import official
from documents.official.blocks import PageBreak, Paragraph
from documents.official.content import OfficialDocument
from documents.official.word_looks import Style
from tests.documents import samples
from tests.documents.sample_names import DIGEST
from tests.documents.sample_sheets import order

# ECMA-376, part 1: CT_PPrBase and EG_RPrBase, as far as ours have them. Word refuses a file whose
# elements come in another order.
PARAGRAPH = [
    "pStyle",
    "keepNext",
    "keepLines",
    "pageBreakBefore",
    "framePr",
    "widowControl",
    "pBdr",
    "tabs",
    "autoSpaceDE",
    "autoSpaceDN",
    "snapToGrid",
    "spacing",
    "ind",
    "jc",
    "outlineLvl",
    "rPr",
]
RUN = [
    "rStyle",
    "rFonts",
    "b",
    "bCs",
    "i",
    "iCs",
    "snapToGrid",
    "color",
    "spacing",
    "w",
    "kern",
    "sz",
    "szCs",
    "u",
    "lang",
]
UPWARD = OfficialDocument(
    "关于示例的请示",
    (Paragraph("正文", lead="一是"), PageBreak(), Paragraph("正文", is_indented=False)),
    red_head="示例省示例自治州示例县行政审批局文件",
    number="示政〔2026〕1号",
    signer="赵玥",
    urgency="特急",
)


@cache
def opened(name: str) -> Document:
    """The sample as a reader of Word files opens it."""
    return docx.Document(io.BytesIO(official.word(samples.EVERY[name]())))


def styles_of(file: Document) -> list[tuple[str, str]]:
    """Each paragraph's style and its text."""
    return [(one.style.name if one.style else "", one.text) for one in file.paragraphs]


def test_every_part_has_its_named_style() -> None:
    found = styles_of(opened("bulletin"))

    assert ("发文机关标志", "示例区行政审批局文件") in found
    assert ("发文字号", "示政审〔2026〕12号") in found
    assert ("公文标题", "关于2026年10月政务服务\n“好差评”和窗口考核情况的通报") in found
    assert ("一级标题", "一、基本情况") in found
    assert ("三级标题", "2.弄虚作假、引导评价的。") in found
    assert ("署名日期", "2026年11月6日") in found
    assert {name for name, _ in found} <= {style.value for style in Style}


def test_headings_are_in_the_navigation_of_word() -> None:
    styles = opened("bulletin").styles

    levels = [styles[f"{level}级标题"] for level in "一二三四"]
    assert [style.base_style.name for style in levels] == [f"Heading {at}" for at in range(1, 5)]
    marks = [style.element.xpath("w:pPr/w:outlineLvl/@w:val") for style in levels]
    assert marks == [["0"], ["1"], ["2"], ["3"]]


@pytest.mark.parametrize(
    ("style", "font", "size"),
    [
        ("公文标题", "方正小标宋简体", 22),
        ("公文正文", "仿宋_GB2312", 16),
        ("一级标题", "黑体", 16),
        ("二级标题", "楷体_GB2312", 16),
        ("三级标题", "仿宋_GB2312", 16),
        ("版记", "仿宋_GB2312", 14),
        ("页码", "宋体", 14),
    ],
)
def test_a_style_names_the_official_font_and_its_size(style: str, font: str, size: int) -> None:
    found = opened("bulletin").styles[style]

    assert found.element.rPr.rFonts.get(qn("w:eastAsia")) == font
    assert found.font.size.pt == size
    assert not found.font.bold


def test_the_page_has_the_margins_and_the_lines_of_the_standard() -> None:
    file = opened("bulletin")
    section = file.sections[0]

    sides = (section.top_margin, section.right_margin, section.bottom_margin, section.left_margin)
    assert [round((side or 0) / Mm(1)) for side in sides] == [37, 26, 35, 28]
    paper = [section.page_width, section.page_height]
    assert [round((side or 0) / Mm(1)) for side in paper] == [210, 297]
    [grid] = file.element.body.xpath("w:sectPr/w:docGrid")
    assert (grid.get(qn("w:type")), grid.get(qn("w:linePitch"))) == ("lines", "579")
    assert 22 * 579 / 20 <= 225 / 25.4 * 72


def test_28_characters_fit_on_a_line_and_29_do_not() -> None:
    body = opened("bulletin").styles["公文正文"]
    [closer] = body.element.xpath("w:rPr/w:spacing/@w:val")

    each = 16 + int(closer) / 20
    assert 28 * each <= 156 / 25.4 * 72 < 29 * each
    assert body.element.xpath("w:pPr/w:ind/@w:firstLineChars") == ["200"]
    assert body.element.xpath("w:pPr/w:spacing/@w:line") == ["579"]


def test_page_numbers_are_fields_on_the_right_of_odd_and_the_left_of_even_pages() -> None:
    section = opened("bulletin").sections[0]

    feet = [section.footer, section.even_page_footer]
    sides = [foot.paragraphs[0]._p.xpath("w:pPr/w:jc/@w:val") for foot in feet]  # noqa: SLF001 - python-docx shows no fields
    codes = [foot.paragraphs[0]._p.xpath(".//w:instrText")[0].text for foot in feet]  # noqa: SLF001 - python-docx shows no fields
    assert sides == [["right"], ["left"]]
    assert codes == ["PAGE", "PAGE"]
    assert opened("bulletin").settings.odd_and_even_pages_header_footer
    assert all(DIGEST in foot.paragraphs[1].text for foot in feet)


def test_quotation_marks_are_told_to_be_chinese() -> None:
    runs = opened("bulletin").element.body.xpath(".//w:r[w:t[contains(., '“')]]")

    assert runs
    assert {run.rPr.rFonts.get(qn("w:hint")) for run in runs} == {"eastAsia"}


def test_the_head_of_a_table_is_repeated_and_no_row_is_torn() -> None:
    table = opened("bulletin").tables[-1]

    properties = [row._tr.trPr for row in table.rows]  # noqa: SLF001 - there is no other way
    assert [one.find(qn("w:tblHeader")) is not None for one in properties[:2]] == [True, False]
    assert all(one.find(qn("w:cantSplit")) is not None for one in properties)


def test_the_imprint_is_a_box_at_the_foot_of_the_last_page() -> None:
    body = opened("bulletin").element.body

    [box] = body.xpath(".//w:txbxContent")
    said = "".join(box.itertext())
    assert said.startswith("　抄送：区委办公室")
    assert "2026年11月6日印发" in said
    assert [rule.get(qn("w:sz")) for rules in box.iter(qn("w:pBdr")) for rule in rules] == [
        "8",
        "6",
        "8",
    ]


def test_a_draft_has_its_watermark_on_odd_and_even_pages() -> None:
    section = opened("rules").sections[0]

    heads = [section.header, section.even_page_header]
    assert ["征求意见稿" in head.paragraphs[0].paragraph_format.element.xml for head in heads] == [
        True,
        True,
    ]


def test_a_sheet_has_places_to_write_and_to_sign() -> None:
    file = opened("order")

    cells = [cell.text for table in file.tables for row in table.rows for cell in row.cells]
    assert "整\n改\n情\n况" in cells
    assert any("窗口负责人：" in text and "年　月　日" in text for text in cells)


def test_the_signer_of_what_goes_upward_stands_beside_the_number() -> None:
    found = styles_of(docx.Document(io.BytesIO(official.word(UPWARD))))

    assert ("发文字号", "　示政〔2026〕1号\t签发人：赵玥") in found
    assert ("公文正文", "一是正文") in found
    assert ("公文正文顶格", "正文") in found


def test_the_same_document_gives_the_same_bytes() -> None:
    assert official.word(order()) == official.word(order())


def out_of_order(xml: bytes, kind: str, order: list[str]) -> list[list[str]]:
    """The properties of that kind whose elements are unknown to the order or break it."""
    found = [
        [child.tag.rpartition("}")[2] for child in one] for one in parse_xml(xml).iter(qn(kind))
    ]
    return [tags for tags in found if tags != sorted(tags, key=order.index)]


@pytest.mark.parametrize("name", [*samples.EVERY, "upward"])
def test_what_describes_a_paragraph_comes_in_the_order_that_word_demands(name: str) -> None:
    document = samples.EVERY[name]() if name in samples.EVERY else UPWARD

    with ZipFile(io.BytesIO(official.word(document))) as file:
        parts = [
            file.read(part)
            for part in file.namelist()
            if part.startswith("word/") and re.search(r"(document|header\d|footer\d)\.xml$", part)
        ]
        ours = re.findall(
            rb'<w:style [^>]*w:customStyle="1".*?</w:style>', file.read("word/styles.xml")
        )

    assert len(parts) >= 3
    assert len(ours) >= len(Style)
    names = [f'w:name w:val="{style.value}"'.encode() for style in Style]
    declared = b'<w:x xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">'
    parts.append(
        declared + b"".join(one for one in ours if any(name in one for name in names)) + b"</w:x>"
    )
    assert [out_of_order(part, "w:pPr", PARAGRAPH) for part in parts] == [[]] * len(parts)
    assert [out_of_order(part, "w:rPr", RUN) for part in parts] == [[]] * len(parts)
