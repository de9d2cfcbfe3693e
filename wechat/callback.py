"""Did this come from WeChat, just now, for us; and what does it say? (消息推送, safe mode, JSON)

The signature is looked at before anything is opened. Whether something came before, the caller
knows: WeChat sends an event again until it is answered ``success``, under the same event_key.
"""

import base64
import binascii
import hmac
import json
import secrets
from collections.abc import Mapping
from datetime import datetime
from hashlib import sha1, sha256
from typing import Any

from cryptography.hazmat.primitives.ciphers import Cipher
from cryptography.hazmat.primitives.ciphers.algorithms import AES256
from cryptography.hazmat.primitives.ciphers.modes import CBC

from wechat.account import Account
from wechat.errors import (
    CallbackForged,
    CallbackOfAnotherApp,
    CallbackTooOld,
    CallbackUnreadable,
)

TOLERANCE_SECONDS = 300
MOST_BYTES = 128 * 1024  # of a callback: events are short, and this is read before it is trusted
BLOCK = 32  # WeChat pads to 32 bytes, whatever AES's own block is
RANDOM_BYTES, LENGTH_BYTES = 16, 4
IV_BYTES = 16

Query = Mapping[str, str]


def echo(query: Query, account: Account, now: datetime) -> str:
    """What the check of the address is to be answered (GET), as plain text.

    Raises CallbackForged, CallbackTooOld, CallbackUnreadable.
    """
    _check(query, "signature", account, now)
    return query.get("echostr", "")


def opened(query: Query, body: bytes, account: Account, now: datetime) -> dict[str, Any]:
    """The event of a callback (POST).

    Raises CallbackForged, CallbackTooOld, CallbackOfAnotherApp, CallbackUnreadable.
    """
    encrypted = _encrypted(body)
    _check(query, "msg_signature", account, now, encrypted)
    content, appid = _apart(_decrypted(encrypted, account.aes_key))
    if not hmac.compare_digest(appid, account.appid.encode()):
        raise CallbackOfAnotherApp
    return _object(content)


def sealed(
    event: Mapping[str, Any], account: Account, now: datetime
) -> tuple[dict[str, str], bytes]:
    """Query and body as WeChat would send the event: the way back of ``opened``."""
    encrypted = encrypt(json.dumps(event, ensure_ascii=False).encode(), account)
    stamp = {"timestamp": str(int(now.timestamp())), "nonce": str(secrets.randbelow(10**10))}
    query = {
        **stamp,
        "signature": signature(account.callback_token, *stamp.values()),
        "msg_signature": signature(account.callback_token, *stamp.values(), encrypted),
        "encrypt_type": "aes",
    }
    body = {"ToUserName": str(event.get("ToUserName", "")), "Encrypt": encrypted}
    return query, json.dumps(body).encode()


def event_key(event: Mapping[str, Any]) -> str:
    """By what an event is known when it comes again (64 hexadecimal digits; tells no openid).

    Messages have an id. Events have none: everything in them is their name, so that two
    of one person in one second stay two.
    """
    message_id = event.get("MsgId")
    told = {"MsgId": message_id} if message_id else {**event, "Encrypt": ""}
    return sha256(json.dumps(told, sort_keys=True).encode()).hexdigest()


def listed(event: Mapping[str, Any]) -> tuple[Mapping[str, Any], ...]:
    """The entries of a subscribe event: WeChat writes one as an object, several as a list."""
    found = event.get("List", ())
    return (found,) if isinstance(found, Mapping) else tuple(found)


def signature(*parts: str) -> str:
    """WeChat's signature: SHA-1 of the parts in their order of letters, the token among them."""
    return sha1("".join(sorted(parts)).encode(), usedforsecurity=False).hexdigest()


def encrypt(content: bytes, account: Account) -> str:
    """The content as safe mode sends it, for the account's appid."""
    key = _key(account.aes_key)
    length = len(content).to_bytes(LENGTH_BYTES, "big")
    plain = secrets.token_bytes(RANDOM_BYTES) + length + content + account.appid.encode()
    padding = BLOCK - len(plain) % BLOCK
    encryptor = Cipher(AES256(key), CBC(key[:IV_BYTES])).encryptor()
    done = encryptor.update(plain + bytes([padding]) * padding) + encryptor.finalize()
    return base64.b64encode(done).decode()


def _check(query: Query, name: str, account: Account, now: datetime, *more: str) -> None:
    """Signed by whoever knows the token, within five minutes of now."""
    if not account.hears_events:
        raise CallbackUnreadable(reason="unset")
    stamp, nonce = query.get("timestamp", ""), query.get("nonce", "")
    expected = signature(account.callback_token, stamp, nonce, *more)
    if not hmac.compare_digest(expected.encode(), query.get(name, "").encode()):
        raise CallbackForged
    if not stamp.isdecimal() or abs(int(now.timestamp()) - int(stamp)) > TOLERANCE_SECONDS:
        raise CallbackTooOld


def _encrypted(body: bytes) -> str:
    if len(body) > MOST_BYTES:
        raise CallbackUnreadable(reason="format")
    if body.lstrip().startswith(b"<"):
        raise CallbackUnreadable(reason="xml")
    encrypted = _object(body).get("Encrypt")
    if not isinstance(encrypted, str):
        # In plain mode the signature says nothing about what was sent.
        raise CallbackUnreadable(reason="plain")
    return encrypted


def _object(content: bytes) -> dict[str, Any]:
    try:
        found = json.loads(content)
    except (ValueError, RecursionError) as error:
        raise CallbackUnreadable(reason="format") from error
    if not isinstance(found, dict):
        raise CallbackUnreadable(reason="format")
    return found


def _decrypted(encrypted: str, aes_key: str) -> bytes:
    key = _key(aes_key)
    decryptor = Cipher(AES256(key), CBC(key[:IV_BYTES])).decryptor()
    try:
        padded = decryptor.update(base64.b64decode(encrypted)) + decryptor.finalize()
    except ValueError as error:
        raise CallbackUnreadable(reason="format") from error
    padding = padded[-1] if padded else 0
    if not 1 <= padding <= BLOCK or padded[-padding:] != bytes([padding]) * padding:
        raise CallbackUnreadable(reason="key")
    return padded[:-padding]


def _apart(plain: bytes) -> tuple[bytes, bytes]:
    """Content and appid."""
    start = RANDOM_BYTES + LENGTH_BYTES
    end = start + int.from_bytes(plain[RANDOM_BYTES:start], "big")
    if end > len(plain):
        raise CallbackUnreadable(reason="key")
    return plain[start:end], plain[end:]


def _key(aes_key: str) -> bytes:
    try:
        key = base64.b64decode(f"{aes_key}=")
    except (binascii.Error, ValueError) as error:
        raise CallbackUnreadable(reason="key") from error
    if len(key) != BLOCK:
        raise CallbackUnreadable(reason="key")
    return key
