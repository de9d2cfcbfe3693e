"""What is a citizen's account in one month, told so that nobody can tell whose it is?

A pseudonym is an HMAC under a random key of one hall, month and purpose. It is never a plain
hash: those of all accounts there are can be made in a moment.
"""

import hmac
from dataclasses import dataclass, field
from enum import StrEnum
from hashlib import sha256

KEY_BYTES = 32


class KeyPurpose(StrEnum):
    """What a month's key is for; each purpose has its own, so that no two tables can be joined."""

    REPEAT = "repeat"
    CONCENTRATION = "concentration"


@dataclass(frozen=True)
class Rater:
    """The account of a mini-program that a rating was sent with, while the request lasts.

    ``sealing`` are the keys that open the keys of months, the present one first; ``binding``
    those under which the phones of staff are known.
    """

    openid: str = field(repr=False)
    sealing: tuple[bytes, ...] = field(repr=False)
    binding: tuple[bytes, ...] = field(repr=False)

    def pseudonym(self, month_key: bytes) -> bytes:
        """What the account is called in the month and for the purpose of that key."""
        return known_by(self.openid, month_key)

    def bound_as(self) -> tuple[bytes, ...]:
        """What the phone would be known by if it were bound to a person of the hall."""
        return tuple(known_by(self.openid, key) for key in self.binding)


def known_by(openid: str, key: bytes) -> bytes:
    """HMAC-SHA-256 of the openid."""
    return hmac.digest(key, openid.encode(), sha256)
