"""How is what would identify a citizen kept: sealed, and bound to the one row it belongs to?"""

import secrets

from cryptography.hazmat.primitives.ciphers.aead import AESGCM

NONCE_BYTES = 12
VERSION = b"\x01"  # which key and algorithm; rotation adds a second one


def seal(plain: str, key: bytes, *, context: str) -> bytes:
    """The text under AES-256-GCM; it opens only with the same key (32 bytes) and context."""
    nonce = secrets.token_bytes(NONCE_BYTES)
    return VERSION + nonce + AESGCM(key).encrypt(nonce, plain.encode(), context.encode())


def unseal(sealed: bytes, key: bytes, *, context: str) -> str:
    """The text again. Raises cryptography's InvalidTag for another key, context or content."""
    nonce, content = sealed[1 : 1 + NONCE_BYTES], sealed[1 + NONCE_BYTES :]
    return AESGCM(key).decrypt(nonce, content, context.encode()).decode()
