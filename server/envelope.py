"""How is what would identify a citizen kept: sealed, and bound to the one row it belongs to?"""

import secrets
from collections.abc import Sequence

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

NONCE_BYTES = 12
VERSION = b"\x01"  # which algorithm; which key it was, the keys themselves tell


def seal(plain: str, key: bytes, *, context: str) -> bytes:
    """The text under AES-256-GCM; it opens only with the same key (32 bytes) and context."""
    nonce = secrets.token_bytes(NONCE_BYTES)
    return VERSION + nonce + AESGCM(key).encrypt(nonce, plain.encode(), context.encode())


def unseal(sealed: bytes, keys: bytes | Sequence[bytes], *, context: str) -> str:
    """The text again, under the key or the first of the keys that opens it.

    ``Settings.keys`` gives the present key and those before it, which still open what a change
    of keys has not reached. Raises cryptography's InvalidTag where none of them does, and for
    another context or content.
    """
    for key in (keys,) if isinstance(keys, bytes) else keys:
        plain = _opened(sealed, key, context)
        if plain is not None:
            return plain
    raise InvalidTag


def contact_context(hall_id: int, row_id: int) -> str:
    """What binds a sealed contact to its row."""
    return f"contact|{hall_id}|{row_id}"


def _opened(sealed: bytes, key: bytes, context: str) -> str | None:
    """The text, None where the key does not open it."""
    if not sealed.startswith(VERSION):
        return None
    nonce, content = sealed[1 : 1 + NONCE_BYTES], sealed[1 + NONCE_BYTES :]
    try:
        return AESGCM(key).decrypt(nonce, content, context.encode()).decode()
    except InvalidTag:
        return None
