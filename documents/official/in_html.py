"""How does official content become a part of a web page that everybody can read?

It brings no look of its own: a page's style sheet finds the parts by their classes. A reader that
speaks hears headings as headings, and each cell of a table with its column.
"""

from itertools import takewhile
from pathlib import Path

from documents.official.blocks import CutLine
from documents.official.content import BREAK, Attachment, Form, OfficialDocument
from documents.official.html_blocks import blocks_html
from documents.official.html_tags import Html, joined, tag
from documents.official.laying import chinese_date, labels
from documents.official.numbering import numbered
from documents.official.title_lines import title_lines

OF_THE_ARTICLE = (".official", "@media (max-width")
STYLE = Path(__file__).parents[1] / "templates" / "official.css"


def page(document: OfficialDocument) -> str:
    """A whole page with its own style sheet, which needs no other file; see ``html_page``."""
    head = (
        Html('<meta charset="utf-8">'),
        Html('<meta name="viewport" content="width=device-width">'),
        tag("title", document.title.replace(BREAK, "")),
        tag("style", Html(STYLE.read_text(encoding="utf-8"))),
    )
    made = tag("html", tag("head", *head), tag("body", tag("main", html(document))), lang="zh-CN")
    return f"<!doctype html>\n{made}\n"


def html(document: OfficialDocument) -> Html:
    """The document as an article; see ``documents.official.html``."""
    blocks = list(numbered(document.blocks))
    above = list(takewhile(lambda one: not isinstance(one[1], CutLine), blocks))
    return tag(
        "article",
        _header(document),
        tag("p", _with(document.recipients, "{}："), class_="recipients"),
        blocks_html(above),
        _named(document),
        _signature(document),
        blocks_html(blocks[len(above) :]),
        *map(_attachment, labels(document), document.attachments),
        _footer(document),
        class_=f"official official-{document.form.value}",
        lang="zh-CN",
    )


def article_style() -> Html:
    """The rules of the style sheet that are about the document alone."""
    lines = STYLE.read_text(encoding="utf-8").splitlines()
    return Html("\n".join(line for line in lines if line.startswith(OF_THE_ARTICLE)))


def _with(text: str, form: str) -> str:
    """The text among its signs; nothing where there is none."""
    return form.format(text) if text else ""


def _header(document: OfficialDocument) -> Html:
    return tag(
        "header",
        tag("p", document.watermark, class_="watermark"),
        tag("p", document.urgency, class_="urgency"),
        tag("p", document.red_head, class_="red-head"),
        tag("p", document.issuer if document.form is Form.SHEET else "", class_="issuer"),
        tag("p", document.number, class_="number"),
        tag("p", _with(document.signer, "签发人：{}"), class_="signer"),
        tag("h1", *(tag("span", line) for line in title_lines(document.title))),
        tag("p", document.subtitle, class_="subtitle"),
    )


def _named(document: OfficialDocument) -> Html:
    names = (tag("li", one.title.replace(BREAK, "")) for one in document.attachments)
    made = tag("ol" if len(document.attachments) > 1 else "ul", *names)
    return tag("div", tag("p", "附件：" if made else ""), made, class_="attachments")


def _signature(document: OfficialDocument) -> Html:
    formed = document.formed_on
    day = tag("time", chinese_date(formed), datetime=formed.isoformat()) if formed else Html()
    return tag(
        "div",
        tag("p", document.issuer_line),
        tag("p", day),
        tag("p", _with(document.remark, "（{}）"), class_="remark"),
        class_="signature",
    )


def _attachment(label: str, one: Attachment) -> Html:
    text = blocks_html(numbered(one.blocks))
    if not text:
        return Html()
    title = tag("h2", tag("span", label), " ", one.title.replace(BREAK, ""))
    return tag("section", title, text, class_="attachment")


def _footer(document: OfficialDocument) -> Html:
    printed = document.printed_on
    day = f" {chinese_date(printed)}印发" if printed else ""
    printer = joined(document.printed_by, day) if document.printed_by else Html()
    return tag(
        "footer",
        tag("p", _with(document.copies_to, "抄送：{}。")),
        tag("p", printer),
        tag("p", document.digest_line, class_="digest"),
    )
