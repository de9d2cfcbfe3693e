"""Official documents after GB/T 9704: one content, set as PDF, Word and HTML."""

from collections.abc import Sequence
from importlib import import_module

from documents.official import in_html
from documents.official.content import OfficialDocument
from documents.official.in_pdf import pdf as _pdf
from documents.official.typefaces import fonts_used, missing

__all__ = ["article_style", "fonts_used", "html", "html_page", "missing", "pdf", "word"]


def pdf(
    documents: OfficialDocument | Sequence[OfficialDocument], *, font_folders: Sequence[str] = ()
) -> bytes:
    """The document, or all of them one behind the other, as one PDF; the same give the same bytes.

    Each begins on a page of its own and counts its pages anew. ``font_folders`` hold fonts of the
    operator's. A character that no font has is set as 〓 (``missing`` names them).
    Raises TypesettingFailed; ValueError when there is nothing to set.
    """
    several = [documents] if isinstance(documents, OfficialDocument) else documents
    return _pdf(several, tuple(font_folders))


def word(document: OfficialDocument) -> bytes:
    """The document as a Word file (.docx) that people go on writing in; the same bytes each time.

    Its styles have Chinese names (公文标题, 公文正文, 一级标题 …) and the official fonts, which the
    computer that opens it should have. The imprint stands on its last page, whichever that is.
    """
    # Whoever never writes Word files, such as most web servers, need not wait for what does.
    made: bytes = import_module("documents.official.in_word").word(document)
    return made


def html(document: OfficialDocument) -> str:
    """The document as one ``<article>``, without a look of its own; every text is escaped."""
    return in_html.html(document)


def article_style() -> str:
    """The look of such an article as a style sheet that touches nothing else of its page."""
    return in_html.article_style()


def html_page(document: OfficialDocument) -> str:
    """A whole page with its style sheet inside, to be kept as a file; it loads nothing."""
    return in_html.page(document)
