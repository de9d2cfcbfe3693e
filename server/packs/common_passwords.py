"""Which passwords does everybody try first?"""

from functools import cache
from importlib.resources import files


@cache
def common_passwords() -> frozenset[str]:
    """The common passwords that ship, lower case (OWASP ASVS 5.0, 6.2.4: 3,000 at least)."""
    text = files(__package__).joinpath("common_passwords.txt").read_text(encoding="utf-8")
    return frozenset(line for line in text.splitlines() if line and not line.startswith("#"))
