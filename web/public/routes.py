"""Which blueprint do the public pages hang on, and what do all of them know?"""

from functools import partial
from pathlib import Path
from typing import Any

from flask import Blueprint, g, request, url_for

from server import clock
from server.errors import ChuangpingError
from server.gate import language
from server.queries.replies.published import replies_are_public
from server.rules.months import day_of
from server.rules.ranking.numbers import SPARE_RATINGS
from web.compression import compressed
from web.public import figures, words
from web.public.answers import sheet_address
from web.public.errors import refuse

TEMPLATES = Path(__file__).resolve().parents[1] / "templates"
# What a reader has chosen on a page and keeps when the language or the size of type changes.
CHOSEN = ("lang", "size", "hall", "q", "kind", "month", "page")

published = Blueprint("published", __name__, template_folder=str(TEMPLATES))
published.after_request(compressed)
published.register_error_handler(ChuangpingError, refuse)


@published.context_processor
def shared() -> dict[str, Any]:
    """What every public template can use beside what all pages can."""
    lang = language()
    return {
        "hall": g.get("asked_hall"),
        "sheet": sheet_address,
        "turned": turned,
        "shows_replies": shows_replies,
        "spare": SPARE_RATINGS,
        **figures.WRITTEN,
        **{name: partial(write, lang) for name, write in words.WRITTEN.items()},
    }


def shows_replies() -> bool:
    """Whether the hall that was asked for publishes replies today."""
    hall = g.get("asked_hall")
    return hall is not None and replies_are_public(hall, day_of(clock.now(), hall.zone))


def turned(**choice: str) -> str:
    """This page's own address with another choice; an empty value is the usual one."""
    kept = {name: request.args[name] for name in CHOSEN if name in request.args}
    chosen = {name: value for name, value in (kept | choice).items() if value}
    return url_for(request.endpoint or "published.home", **{**(request.view_args or {}), **chosen})
