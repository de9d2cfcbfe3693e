"""A page that everybody can read: nothing of anybody's becomes markup, nothing is left out."""

import io
import re
from dataclasses import fields, is_dataclass
from html.parser import HTMLParser

import docx
import pytest

from documents import official
from documents.official.blocks import Facts, Heading, Paragraph, Table
from documents.official.content import OfficialDocument
from tests.documents import samples

NASTY = "<script>alert(1)</script>&amp;\"'<b>"
VOID = {"meta"}


class Reader(HTMLParser):
    """What a page says, which elements it has, and whether each is closed."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.seen: list[str] = []
        self.said = ""

    def handle_starttag(self, tag: str, attrs: object) -> None:  # noqa: ARG002 - so it is called
        self.seen.append(tag)
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.said += data


def read(page: str) -> Reader:
    """The page as a browser takes it apart."""
    reader = Reader()
    reader.feed(page)
    reader.close()
    return reader


def texts(content: object) -> list[str]:
    """Every text that a content holds, wherever it stands."""
    if isinstance(content, str):
        return [content]
    if isinstance(content, tuple):
        return [text for one in content for text in texts(one)]
    if is_dataclass(content):
        return [text for one in fields(content) for text in texts(getattr(content, one.name))]
    return []


def joined(text: str) -> str:
    """Without what a line, a cell or a mark brings between the letters."""
    return re.sub(r"[\s|]", "", text)


def word_text(document: OfficialDocument) -> str:
    """All that a Word file says, its feet included."""
    file = docx.Document(io.BytesIO(official.word(document)))
    section = file.sections[0]
    parts = [file.element.body, section.footer.paragraphs[1].paragraph_format.element]
    said = "".join("".join(part.itertext()) for part in parts)
    head: str = section.header.paragraphs[0].paragraph_format.element.xml
    return said + head


@pytest.mark.parametrize("name", samples.EVERY)
def test_every_text_of_a_document_is_on_the_page_and_in_the_word_file(name: str) -> None:
    document = samples.EVERY[name]()
    issuer = document.issuer if name in {"bulletin", "rules", "disclosure"} else ""

    page = joined(read(official.html(document)).said) + issuer
    file = joined(word_text(document)) + issuer

    wanted = [joined(text) for text in texts(document)]
    assert [text for text in wanted if text not in page] == []
    assert [text for text in wanted if text not in file] == []


def test_no_text_becomes_markup() -> None:
    table = Table((NASTY,), ((NASTY,),), caption=NASTY, note=NASTY)
    blocks = (Heading(NASTY), Heading(NASTY, 2, then=NASTY), table, Facts(((NASTY, NASTY),)))
    document = OfficialDocument(NASTY, blocks, issuer_line=NASTY, digest_line=NASTY, number=NASTY)

    reader = read(official.html_page(document))

    assert not {"script", "b"} & set(reader.seen)
    assert reader.open == []
    assert reader.said.count(NASTY) == 14


def test_who_listens_hears_the_headings_in_their_order_and_the_columns_of_tables() -> None:
    page = official.html(samples.bulletin())

    seen = read(page).seen
    assert seen.count("h1") == 1
    assert seen.index("h1") < seen.index("h2")
    assert re.search(r'<th scope="col">考核组</th>', page)
    assert "<caption>表1　各考核组“好差评”情况</caption>" in page
    assert 'lang="zh-CN"' in page


def test_an_empty_cell_keeps_the_place_of_the_others() -> None:
    table = Table(("甲", "乙"), (("", "1"),))

    page = official.html(OfficialDocument("题", (table, Paragraph("正文"))))

    assert page.count("<td") == 2


def test_a_page_to_keep_needs_no_other_file() -> None:
    page = official.html_page(samples.bulletin())

    assert page.startswith("<!doctype html>")
    assert not re.search(r"(?:src|href)=|url\(|@import|<script", page)
