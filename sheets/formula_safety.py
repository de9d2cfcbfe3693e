"""How does a text stay a text when a spreadsheet program opens a CSV file?

A cell that begins like a formula would be run (OWASP, "CSV Injection"). A leading apostrophe
tells the program that it is text; reading takes exactly one of them away, so nothing changes on
the way out and in again.
"""

import re

APOSTROPHE = "'"
# What starts a formula or a command in Excel, LibreOffice or WPS, also in full width, also behind
# signs that are not seen; and texts that carry our own sign already.
FORMULA_LIKE = re.compile(
    r"^'*[\s\u00ad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]*"
    r"[=+\-@|%\t\r\n\0\uff1d\uff0b\uff0d\uff20]"
)


def escaped(text: str) -> str:
    """The text as it may stand in a CSV file."""
    return APOSTROPHE + text if FORMULA_LIKE.match(text) else text


def unescaped(cell: str) -> str:
    """The text that was meant; the inverse of ``escaped``."""
    return cell[1:] if cell.startswith(APOSTROPHE) and FORMULA_LIKE.match(cell) else cell
