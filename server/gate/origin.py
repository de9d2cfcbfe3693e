"""Where does a request come from, and in which language does its reader read?"""

from hashlib import sha256
from urllib.parse import urlsplit

from flask import request

from server.texts import DEFAULT_LANGUAGE, LANGUAGES

SAFE_METHODS = frozenset({"GET", "HEAD", "OPTIONS"})


def language() -> str:
    """The reader's language: ?lang=, else the browser's, else Chinese."""
    asked = request.args.get("lang", "")
    if asked in LANGUAGES:
        return asked
    return request.accept_languages.best_match(LANGUAGES) or DEFAULT_LANGUAGE


def is_safe() -> bool:
    """Whether the request only reads."""
    return request.method in SAFE_METHODS


def is_of_api() -> bool:
    """Whether a program asks, which wants a status and no page to go to."""
    return request.path.startswith("/api/")


def comes_from_us() -> bool:
    """Whether a browser sent this from one of our pages (Fetch Metadata, else Origin).

    A client that is no browser sends neither and is let through: it has no one's session. Our
    pages send no referrer, so that older browsers say ``null``; there the session's cookie,
    which no other site's page makes a browser send (SameSite=Strict), is what keeps them out.
    """
    site = request.headers.get("Sec-Fetch-Site")
    if site is not None:
        return site in {"same-origin", "none"}
    origin = request.headers.get("Origin")
    return origin in {None, "null"} or urlsplit(origin or "").netloc == request.host


def client_address(trusted_proxies: int) -> str:
    """The network address that the request comes from.

    Behind that many proxies of one's own it is what the outermost of them saw; what a client
    writes into X-Forwarded-For itself stands further to the left and is not read.
    """
    hops = [hop.strip() for hop in request.headers.get("X-Forwarded-For", "").split(",")]
    if trusted_proxies and len(hops) >= trusted_proxies and hops[-trusted_proxies]:
        return hops[-trusted_proxies]
    return request.remote_addr or ""


def bearer_hash() -> bytes:
    """The SHA-256 of the access token that the request shows; of nothing where it shows none."""
    return sha256(
        (request.authorization.token or "").encode() if request.authorization else b""
    ).digest()
