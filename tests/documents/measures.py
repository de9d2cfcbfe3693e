"""Pages to measure, each set once, and the edges that GB/T 9704-2012 gives their text."""

from datetime import date
from functools import cache

import pytest

from documents import official
from documents.official.blocks import Paragraph
from documents.official.content import OfficialDocument
from tests.documents import samples
from tests.documents.printed import MM, Line, Page, pages
from tests.documents.sample_names import OFFICE

LEFT, RIGHT, TOP, BOTTOM = 28 * MM, 184 * MM, 37 * MM, 262 * MM
CHARACTER = 156 * MM / 28
RED = (230, 0, 18)
RARE = "㛃龘䶮喆堃玥曌𬭎"
NO_CHARACTER = "\U0010fffd"


@cache
def bulletin() -> list[Page]:
    """The pages of the bulletin."""
    return pages(official.pdf(samples.bulletin()))


@cache
def full_page() -> Page:
    """A page in the middle of a long text, with nothing but text."""
    return pages(official.pdf(an_issued("示" * 28 * 60)))[1]


def an_issued(*texts: str, **parts: object) -> OfficialDocument:
    """An issued document of paragraphs."""
    blocks = tuple(Paragraph(text) for text in texts)
    given = {"title": "关于示例的通知", "blocks": blocks, **parts}
    return OfficialDocument(**given)  # type: ignore[arg-type]  # the parts are its own


def signed(*texts: str) -> OfficialDocument:
    """One that is signed and has an imprint."""
    return an_issued(
        *texts,
        issuer_line=OFFICE,
        formed_on=date(2026, 1, 3),
        copies_to="区委办公室",
        printed_by=OFFICE,
        printed_on=date(2026, 1, 4),
    )


@cache
def signed_pages(lines: int) -> list[Page]:
    """The pages of a signed document whose text has so many lines."""
    return pages(official.pdf(signed("示" * (28 * lines - 2))))


def middle(line: Line) -> float:
    """Half-way between the beginning and the end of a line."""
    last = line.letters[-1]
    return (line.first.x + last.x + last.size) / 2


def body(page: Page) -> list[Line]:
    """The lines in type of the body, without the page number."""
    return [line for line in page.lines if line.first.size == pytest.approx(16)]
