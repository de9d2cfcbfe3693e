"""What does a document say that somebody downloaded?"""

import re
from pathlib import Path

import docx
import pypdfium2  # type: ignore[import-untyped]  # ships no types
from playwright.sync_api import Page


def downloaded(page: Page, ending: str) -> Path:
    """The file behind the page's link to that kind of it."""
    with page.expect_download() as coming:
        page.locator(f"main a[href$='.{ending}'], main a[href*='.{ending}?']").first.click()
    path = Path(coming.value.path())
    return path.rename(path.with_suffix(f".{ending}"))


def read(file: Path) -> str:
    """All words of a Word file or a PDF, without spaces."""
    text = _word(file) if file.suffix == ".docx" else _pdf(file)
    return re.sub(r"[\s\u200b]", "", text)  # a long digest may break anywhere


def _word(file: Path) -> str:
    document = docx.Document(str(file))
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    feet = [one.text for section in document.sections for one in section.footer.paragraphs]
    return "".join([*(one.text for one in document.paragraphs), *cells, *feet])


def _pdf(file: Path) -> str:
    document = pypdfium2.PdfDocument(file)
    return "".join(page.get_textpage().get_text_range() for page in document)
