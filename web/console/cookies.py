"""What does a browser keep of a sign-in? Two words of chance, which no page's script can read."""

import secrets
from datetime import timedelta

from flask import Response, request

from server.gate import is_https
from server.gate.console import cookie_name

TOKEN_BYTES = 32
# Browsers keep a cookie for 400 days at most.
DEVICE_LIFE = timedelta(days=400)


def device_name() -> str:
    """The name of the cookie by which an account knows a browser again."""
    return "__Host-device" if is_https() else "device"


def device_token() -> str:
    """What this browser is known by; a fresh one where it is not known yet."""
    return request.cookies.get(device_name()) or secrets.token_urlsafe(TOKEN_BYTES)


def signed_in(response: Response, token: str) -> Response:
    """The answer with the sign-in's token, kept until the browser is closed."""
    return _keep(response, cookie_name(), token)


def known(response: Response, device: str) -> Response:
    """The answer with what the browser is known by."""
    return _keep(response, device_name(), device, DEVICE_LIFE)


def signed_out(response: Response) -> Response:
    """The answer that lets the browser forget the sign-in."""
    response.delete_cookie(
        cookie_name(), secure=is_https(), httponly=True, samesite="Strict", path="/"
    )
    return response


def _keep(response: Response, name: str, value: str, life: timedelta | None = None) -> Response:
    response.set_cookie(
        name, value, max_age=life, secure=is_https(), httponly=True, samesite="Strict", path="/"
    )
    return response
