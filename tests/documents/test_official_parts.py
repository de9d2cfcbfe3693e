"""Attachments, sheets, drafts and rare characters, read from the rendered page."""

import io

import docx
import pytest
from docx.document import Document

from documents import official
from documents.official.blocks import Facts, Heading, Opinion, Paragraph, Table
from documents.official.content import Form, OfficialDocument
from tests.documents import samples
from tests.documents.measures import LEFT, NO_CHARACTER, RARE, an_issued, body, bulletin
from tests.documents.printed import MM, pages, spread
from tests.documents.sample_names import DIGEST
from tests.documents.sample_sheets import annual_result, order, personal_sheet


def opened(file: bytes) -> Document:
    """A Word file as a reader of them opens it."""
    return docx.Document(io.BytesIO(file))


def test_an_attachment_begins_a_page_and_its_table_head_is_on_each_page() -> None:
    first, second = bulletin()[3:5]

    assert first.lines[0].text == "附件1"
    assert first.lines[0].first.x == pytest.approx(LEFT, abs=0.5)
    assert "序号窗口评价量" in first.text
    assert "序号窗口评价量" in second.text


def test_the_digest_stands_on_each_page() -> None:
    digest = DIGEST.replace(" ", "")

    assert all(digest in page.text for page in bulletin())


def test_sheets_have_a_page_each_and_count_their_pages_anew() -> None:
    names = ["张某", "王喆", "李堃"]

    made = pages(official.pdf([personal_sheet(name) for name in names]))

    assert len(made) == 3
    assert [name in page.text for name, page in zip(names, made, strict=True)] == [True] * 3
    assert {page.line("—").text for page in made} == {"—1—"}


def test_what_is_sent_back_stands_below_the_signature_and_the_line_to_cut() -> None:
    [page] = pages(official.pdf(annual_result()))

    texts = [line.text for line in page.lines]
    places = [texts.index(text) for text in ("2027年1月8日", "沿虚线裁下，15日内寄回", "回执")]
    assert places == sorted(places)


def test_a_draft_says_so_across_each_page() -> None:
    [page] = pages(official.pdf(samples.rules()))

    assert set("征求意见稿") <= set(page.text)
    assert all(f"第{number}条" in page.text for number in "一二三四五")


def test_rare_characters_of_names_are_in_the_text_of_every_face() -> None:
    blocks = (Heading(RARE), Heading(RARE, 2), Paragraph(RARE))
    table = Table((RARE,), ((RARE,),))

    [page] = pages(official.pdf(OfficialDocument(RARE, (*blocks, table, Facts(((RARE, RARE),))))))

    assert sum(page.text.count(character) for character in RARE) == 8 * len(RARE)


def test_rare_characters_are_drawn_and_not_left_as_boxes() -> None:
    wanted = RARE + "".join(set("𠮷") - official.missing("𠮷"))
    document = an_issued(wanted + NO_CHARACTER)

    [line] = body(pages(official.pdf(document))[0])

    assert line.text == wanted + "〓"


def test_a_character_that_no_font_has_is_named() -> None:
    assert official.missing(f"王{RARE}{NO_CHARACTER}") == {NO_CHARACTER}


def test_a_long_code_breaks_and_stays_in_its_cell() -> None:
    code = "12330000MB0R57773W/2026-10"
    document = OfficialDocument("题", (Facts((("索引号", code), ("分类", "甲"))),), Form.ISSUED)

    [page] = pages(official.pdf(document))

    letters = [letter for line in page.lines for letter in line.letters if letter.text.isascii()]
    assert "".join(letter.text for letter in letters[:-1]).startswith(code[:10])
    assert max(letter.x for letter in letters[:-1]) < LEFT + 78 * MM


def test_what_is_too_long_for_a_page_goes_on_and_is_never_lost() -> None:
    long = "示" * 2_000
    blocks = (Opinion("意见", long), Table(("事由",), ((long,),)), Facts((("事由", long),)))

    made = pages(official.pdf(OfficialDocument("题", blocks, Form.SHEET)))

    letters = [letter for page in made for line in page.lines for letter in line.letters]
    assert sum(letter.text == "示" for letter in letters) == 3 * 2_000
    assert max(letter.bottom for letter in letters if letter.text == "示") / MM < 272


def test_lines_become_paragraphs_and_controls_nothing() -> None:
    text = "第一段\x07\n\n第二段\ufe00"
    document = OfficialDocument("题", (Paragraph(text, lead="一是"), Opinion("意见", text)))

    [page] = pages(official.pdf(document))

    starts = [line.text for line in page.lines]
    assert "一是第一段" in starts
    assert page.text.count("第二段") == 2
    assert official.missing(text) == frozenset()
    assert "一是第一段" in [one.text for one in opened(official.word(document)).paragraphs]


def test_a_document_of_a_title_alone_is_one_page() -> None:
    assert len(pages(official.pdf(OfficialDocument("题", ())))) == 1


def test_a_text_cannot_become_markup() -> None:
    text = '#panic("x")*A*$1$<b>\\"[~@'

    assert text in pages(official.pdf(an_issued(text, number=text, copies_to=text)))[0].text


def test_the_same_document_gives_the_same_bytes() -> None:
    assert official.pdf(order()) == official.pdf(order())


def test_nothing_to_set_is_said() -> None:
    with pytest.raises(ValueError, match="nothing"):
        official.pdf([])


def test_the_properties_name_the_document_and_its_fonts() -> None:
    made = official.pdf(samples.rules())

    assert spread([page.width for page in pages(made)]) == 0
    assert all(use.font.family.encode() in made for use in official.fonts_used())
