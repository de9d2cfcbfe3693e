"""How may an answer be kept? By everybody, asked again each time: notices change their state."""

from functools import cache
from hashlib import sha256
from typing import Any

from flask import Response, make_response, render_template, request, url_for

SHEET = "public/style.css"
A_YEAR = 365 * 24 * 60 * 60


def page(template: str, **values: Any) -> Response:
    """A page in the reader's language that every cache may keep, if it asks before each use."""
    response = Response(render_template(template, **values))
    response.vary.add("Accept-Language")
    return kept(response, is_weak=True)  # it travels compressed or not: other bytes, same page


def kept(response: Response, *, is_weak: bool = False) -> Response:
    """The answer with its entity tag; 304 for a reader who has it already."""
    response.cache_control.public = True
    response.cache_control.no_cache = True
    response.add_etag(weak=is_weak)
    return make_response(response.make_conditional(request))


def sheet() -> Response:
    """The look of all public pages; its address changes with it, so that it is kept for good."""
    response = Response(_sheet(), mimetype="text/css")
    response.cache_control.public = True
    response.cache_control.max_age = A_YEAR
    response.cache_control.immutable = True
    return response


def sheet_address() -> str:
    """Where the look is to be had."""
    return url_for("published.style", v=sha256(_sheet().encode()).hexdigest()[:12])


@cache
def _sheet() -> str:
    return render_template(SHEET)
