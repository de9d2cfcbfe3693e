"""How does a formed document stand on a page, and how is it taken along as a file?"""

from typing import Any

from flask import Response

from server.papers.files import (
    CONTENT_TYPES,
    article_of,
    article_style,
    file_of,
    formats_of,
)
from server.queries.distribution.documents import FoundDocument
from server.queries.distribution.printing import frozen
from web.console.answers import attached


def on_page(document: FoundDocument) -> dict[str, Any]:
    """What a template needs to show it. Raises DocumentChanged."""
    return {
        "document": document,
        "article": article_of(frozen(document)),
        "article_style": article_style(),
        "formats": formats_of(document.kind),
    }


def as_file(document: FoundDocument, ending: str) -> Response | None:
    """The document in that format; None for a format that it does not have."""
    wanted = next((one for one in formats_of(document.kind) if one.value == ending), None)
    if wanted is None:
        return None
    answer = Response(file_of(frozen(document), wanted), mimetype=CONTENT_TYPES[wanted])
    return attached(answer, f"{document.number}.{wanted.value}")
