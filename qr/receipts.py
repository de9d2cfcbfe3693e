"""Which receipt belongs to a visit?

The receipt is derived from the nonce of the form, so a repeated submit gives the same one, and
only its hash is stored: who holds the database cannot act in a citizen's name.
"""

import hmac
from hashlib import sha256

from qr.codes import is_wellformed, normalise, spell

RECEIPT_LETTERS = 16

_PURPOSE = b"receipt/v1|"


def receipt(nonce: bytes, key: bytes) -> str:
    """The 16 letters (80 bits) of this nonce; ``codes.in_groups`` shows them in fours."""
    return spell(hmac.digest(key, _PURPOSE + nonce, sha256), letters=RECEIPT_LETTERS)


def receipt_hash(typed: str) -> bytes:
    """The SHA-256 by which a receipt is stored and found, however it was typed (32 bytes)."""
    return sha256(normalise(typed).encode()).digest()


def is_receipt(typed: str) -> bool:
    """True when the text could be a receipt: 16 letters after tidying."""
    return is_wellformed(normalise(typed), letters=RECEIPT_LETTERS)
