"""How does official content become a PDF?"""

import json
from collections.abc import Sequence
from typing import Any

from documents.official.content import OfficialDocument
from documents.official.fonts import Font, FontUse, fallbacks
from documents.official.laying import laid
from documents.official.typefaces import GETA, font_folders, fonts_used, installed, missing
from documents.typesetting import Job, typeset

TEMPLATE = "official.typ"


def pdf(documents: Sequence[OfficialDocument], folders: tuple[str, ...] = ()) -> bytes:
    """One PDF of all of them; see ``documents.official.pdf``."""
    return typeset(_job(documents, folders))


def _job(documents: Sequence[OfficialDocument], folders: tuple[str, ...]) -> Job:
    if not documents:
        msg = "nothing to set"
        raise ValueError(msg)
    uses, rare = fonts_used(folders), fallbacks(installed(folders))
    facts = {
        "title": documents[0].title.replace("|", ""),
        "author": documents[0].issuer,
        "keywords": [_said(use) for use in uses],
        "fonts": {use.face.name.lower(): _font(use, rare) for use in uses},
        "documents": [laid(document) for document in documents],
    }
    return Job(
        TEMPLATE,
        _drawable(json.dumps(facts, ensure_ascii=False), folders),
        # Of many sheets tags would treble the file, and nobody has it read out from first to last.
        tags=len(documents) == 1,
        font_folders=font_folders([*(use.font for use in uses), *rare]),
    )


def _said(use: FontUse) -> str:
    """Stands in the properties of the file: whoever wonders about a typeface finds it there."""
    return f"{use.face.value}: {use.font.family}"


def _font(use: FontUse, rare: Sequence[Font]) -> dict[str, Any]:
    families = dict.fromkeys([use.font.family, *(font.family for font in rare)])
    return {"families": list(families), "weight": use.font.weight, "stroke": use.stroke}


def _drawable(facts: str, folders: tuple[str, ...]) -> str:
    return facts.translate(dict.fromkeys(map(ord, missing(facts, folders)), GETA))
