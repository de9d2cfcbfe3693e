"""What identifies a row inside the server?

An id is 63 bits: the day in its upper 15, chance in its lower 48. It orders rows by day, so
that recent rows lie together, and says nothing finer about when a citizen wrote. It never
leaves the server; see docs/decisions/0001-ids-tell-the-day-only.md.
"""

import secrets
from datetime import date

CHANCE_BITS = 48
EPOCH = date(2020, 1, 1)
# Crockford's base 32: no I, L, O or U, so that nothing is read as something else.
NUMBER_LETTERS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
NUMBER_LENGTH = 10
SECRET_LENGTH = 16


def new_id(day: date) -> int:
    """A fresh id for a row that came about on that day (after 2020-01-01)."""
    return ((day - EPOCH).days << CHANCE_BITS) | secrets.randbits(CHANCE_BITS)


def first_id(day: date) -> int:
    """The lowest id of that day; rows of later days have greater ones."""
    return (day - EPOCH).days << CHANCE_BITS


def new_number() -> str:
    """A public number for something a person will quote: 10 letters of chance (50 bits)."""
    return "".join(secrets.choice(NUMBER_LETTERS) for _ in range(NUMBER_LENGTH))


def new_secret() -> str:
    """A secret that a person keeps to open what is theirs: 16 letters of chance (80 bits)."""
    return "".join(secrets.choice(NUMBER_LETTERS) for _ in range(SECRET_LENGTH))
