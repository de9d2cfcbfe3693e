"""Is what was signed and sealed with our own keys, and is no event all the same, said to be so?"""

import base64
import json
from datetime import UTC, datetime

import pytest
from cryptography.hazmat.primitives.ciphers import Cipher
from cryptography.hazmat.primitives.ciphers.algorithms import AES256
from cryptography.hazmat.primitives.ciphers.modes import CBC

from wechat.callback import opened, signature
from wechat.errors import CallbackUnreadable
from wechat.standin import ACCOUNT

NOW = datetime(2026, 11, 2, 1, 0, tzinfo=UTC)
EVENT = b'{"Event": "x"}'
APPID = ACCOUNT.appid.encode()


def plain(content: bytes = EVENT, *, length: int = len(EVENT)) -> bytes:
    """What is sealed: 16 bytes of chance, a length, the content, the appid."""
    return b"r" * 16 + length.to_bytes(4, "big") + content + APPID


def padded(content: bytes) -> bytes:
    """Filled up to 32 bytes, the last of which say by how many."""
    lacking = 32 - len(content) % 32
    return content + bytes([lacking]) * lacking


def heard(whole: bytes) -> object:
    """What is opened of these bytes, sealed and signed as they are."""
    key = base64.b64decode(f"{ACCOUNT.aes_key}=")
    encryptor = Cipher(AES256(key), CBC(key[:16])).encryptor()
    encrypted = base64.b64encode(encryptor.update(whole) + encryptor.finalize()).decode()
    stamp = str(int(NOW.timestamp()))
    made = signature(ACCOUNT.callback_token, stamp, "7", encrypted)
    query = {"timestamp": stamp, "nonce": "7", "msg_signature": made}
    return opened(query, json.dumps({"Encrypt": encrypted}).encode(), ACCOUNT, NOW)


def test_what_is_whole_is_opened() -> None:
    assert heard(padded(plain())) == {"Event": "x"}


DAMAGED: list[tuple[str, bytes, str]] = [
    ("padding by nought", padded(plain())[:-1] + b"\0", "key"),
    ("padding by more than a block", plain(EVENT.ljust(26), length=26) + b"0" * 48, "key"),
    ("padding that is not all the same", padded(plain())[:-2] + b"\1\2", "key"),
    ("a length beyond the end", padded(plain(length=4000)), "key"),
    ("a length of the appid too", padded(plain(length=len(EVENT) + 1 + len(APPID))), "key"),
    ("no JSON", padded(plain(b"<xml>", length=5)), "format"),
]


@pytest.mark.parametrize(
    ("whole", "reason"), [row[1:] for row in DAMAGED], ids=[row[0] for row in DAMAGED]
)
def test_what_is_damaged_is_not(whole: bytes, reason: str) -> None:
    with pytest.raises(CallbackUnreadable) as refused:
        heard(whole)

    assert refused.value.data == {"reason": reason}
