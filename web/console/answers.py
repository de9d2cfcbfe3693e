"""How does a console page travel? Never kept by anybody but the browser it is for."""

import re
from functools import cache
from hashlib import sha256
from typing import Any
from urllib.parse import quote

from flask import Response, render_template, url_for

SHEET = "console/style.css"
A_YEAR = 365 * 24 * 60 * 60
SEE_OTHER = 303
NOT_PLAIN = re.compile(r"[^A-Za-z0-9._-]")


def page(template: str, *, status: int = 200, **values: Any) -> Response:
    """A page of the console in the reader's language."""
    return Response(render_template(template, **values), status)


def sheet() -> Response:
    """The look of all console pages; its address changes with it (decision 0008)."""
    response = Response(_sheet(), mimetype="text/css")
    response.cache_control.public = True
    response.cache_control.max_age = A_YEAR
    response.cache_control.immutable = True
    return response


def sheet_address() -> str:
    """Where the look is to be had."""
    return url_for("office.style", v=sha256(_sheet().encode()).hexdigest()[:12])


def see_other(address: str) -> Response:
    """On to another page after something was done, so that reloading does not repeat it."""
    return Response(status=SEE_OTHER, headers={"Location": address})


def attached(response: Response, name: str) -> Response:
    """The answer as a file of that name, whatever letters it has (RFC 6266)."""
    plain = NOT_PLAIN.sub("_", name)
    named = f"attachment; filename=\"{plain}\"; filename*=UTF-8''{quote(name, safe='')}"
    response.headers["Content-Disposition"] = named
    return response


@cache
def _sheet() -> str:
    return render_template(SHEET)
