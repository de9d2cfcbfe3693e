"""Official documents after GB/T 9704: one content, set as PDF, Word and HTML."""

from collections.abc import Sequence

from documents.official.content import OfficialDocument
from documents.official.in_pdf import pdf as _pdf
from documents.official.typefaces import fonts_used

__all__ = ["fonts_used", "pdf"]


def pdf(
    documents: OfficialDocument | Sequence[OfficialDocument], *, font_folders: Sequence[str] = ()
) -> bytes:
    """The document, or all of them one behind the other, as one PDF; the same give the same bytes.

    Each begins on a page of its own and counts its pages anew. ``font_folders`` hold fonts of the
    operator's. A character that no font has is set as 〓 (``typefaces.missing`` names them).
    Raises TypesettingFailed; ValueError when there is nothing to set.
    """
    several = [documents] if isinstance(documents, OfficialDocument) else documents
    return _pdf(several, tuple(font_folders))
