"""How does a text go out to a stranger's phone and come back unchanged?

``key id (1 byte) | body | MAC (16 bytes)`` in URL-safe base 64. The MAC is HMAC-SHA-256 over a
purpose and everything before it, cut to 128 bits; the purpose keeps a seal made for one thing
from being taken for another. Nothing is secret: whoever holds the text can read it.
"""

import base64
import binascii
import hmac
from collections.abc import Mapping
from hashlib import sha256

from server.errors import TicketUnreadable

Keys = Mapping[int, bytes]
"""Key id (0-255) to key. The highest id seals, all of them open: so keys can be changed."""

MAC_BYTES = 16
LONGEST_TEXT = 1024


class TicketForged(TicketUnreadable):
    """A text was not sealed here for this purpose, or was changed on its way. Never tells which."""


def seal(purpose: str, body: bytes, keys: Keys) -> str:
    """The sealed text; letters, digits, ``-`` and ``_`` only."""
    key_id = max(keys)
    sealed = bytes([key_id]) + body
    return (
        base64.urlsafe_b64encode(sealed + _mac(purpose, sealed, keys[key_id])).rstrip(b"=").decode()
    )


def unseal(purpose: str, text: str, keys: Keys) -> bytes:
    """The body of a sealed text. Raises TicketForged for every other text."""
    raw = _canonical(text)
    sealed, mac = raw[:-MAC_BYTES], raw[-MAC_BYTES:]
    key = keys.get(sealed[0]) if sealed else None
    if key is None or not hmac.compare_digest(mac, _mac(purpose, sealed, key)):
        raise TicketForged
    return sealed[1:]


def fields(*texts: str) -> bytes:
    """Texts of up to 255 bytes each, one after the other, each with its length before it."""
    encoded = [text.encode() for text in texts]
    return b"".join(bytes([len(field)]) + field for field in encoded)


def texts(body: bytes) -> list[str]:
    """What ``fields`` was given."""
    found = []
    while body:
        end = 1 + body[0]
        found.append(body[1:end].decode())
        body = body[end:]
    return found


def _mac(purpose: str, sealed: bytes, key: bytes) -> bytes:
    return hmac.digest(key, f"{purpose}|".encode() + sealed, sha256)[:MAC_BYTES]


def _canonical(text: str) -> bytes:
    """The bytes of a text, if it is the one spelling of these bytes.

    Base 64 has spare bits at its end and the decoder skips foreign letters; accepting those would
    give one ticket many texts.
    """
    try:
        raw = base64.urlsafe_b64decode(text[:LONGEST_TEXT] + "=" * (-len(text) % 4))
    except (binascii.Error, ValueError):
        raise TicketForged from None
    if base64.urlsafe_b64encode(raw).rstrip(b"=").decode() != text:
        raise TicketForged
    return raw
