"""Where does somebody go on who has just signed in? Only to a page of this program."""

import unicodedata
from urllib.parse import urlencode

from flask import request

START = "/console/"


def safe(address: str) -> str:
    """The address if it is a page of this program, else the console's beginning.

    Two slashes, a backslash or a bare scheme lead elsewhere in some browser (ASVS 5.0, 3.7.2).
    """
    is_clean = "\\" not in address and not any(
        unicodedata.category(letter).startswith("C") for letter in address
    )
    is_ours = address.startswith("/") and not address.startswith("//")
    return address if is_clean and is_ours else START


def asked() -> str:
    """Where the request wants to go on afterwards."""
    return safe(request.values.get("next", ""))


def by(page: str) -> str:
    """The address of a page of the door that leads on to where the request wants to go."""
    chosen = {name: request.args[name] for name in ("lang",) if request.args.get(name)}
    return f"{page}?{urlencode({**chosen, 'next': asked()})}"
