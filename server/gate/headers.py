"""What does every answer carry so that a browser protects its reader?"""

import secrets
from typing import cast

from flask import Response, g

YEAR_SECONDS = 365 * 24 * 60 * 60

# On every answer, also on errors and static files.
PROTECTION = (
    ("X-Content-Type-Options", "nosniff"),
    ("Referrer-Policy", "no-referrer"),
    ("X-Frame-Options", "DENY"),
    ("Cross-Origin-Opener-Policy", "same-origin"),
    ("Cross-Origin-Resource-Policy", "same-origin"),
    ("Permissions-Policy", "camera=(), microphone=(), geolocation=(), payment=()"),
    ("Strict-Transport-Security", f"max-age={YEAR_SECONDS}; includeSubDomains"),
)
PICTURES = "'self' data:"
PICTURES_OF_CONSOLE = "'self' data: blob:"  # a photo is shown before it is sent


def csp_nonce() -> str:
    """The nonce that lets this answer's own inline style pass; fresh for each request."""
    if "csp_nonce" not in g:
        g.csp_nonce = secrets.token_urlsafe(16)
    return cast(str, g.csp_nonce)


def set_headers(response: Response) -> Response:
    """The answer with its protection; what holds a person's data is kept nowhere."""
    headers = response.headers
    headers.setdefault("Content-Security-Policy", _policy())
    headers.setdefault("Cache-Control", "no-store")
    if "console_actor" in g:
        headers["Cache-Control"] = "no-store"
    headers.extend(PROTECTION)
    return response


def _policy() -> str:
    pictures = PICTURES_OF_CONSOLE if "sign_in" in g else PICTURES
    return (
        f"default-src 'none'; img-src {pictures}; "
        f"style-src 'self' 'nonce-{csp_nonce()}'; script-src 'self'; connect-src 'self'; "
        "font-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
    )
