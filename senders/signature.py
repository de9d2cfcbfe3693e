"""Did this event come from us, unchanged, just now? For both sides; standard library only.

Receivers may copy this file. The header reads ``t=1795658400,v1=<64 hexadecimal digits>``: the
Unix time of sending, and the HMAC-SHA-256 of ``<t>.<event id>.<body>`` under the shared secret.
"""

import hmac
from hashlib import sha256

HEADER = "Chuangping-Signature"
EVENT_HEADER = "Chuangping-Event"
TOLERANCE_SECONDS = 300


def signature(secret: bytes, event_id: str, body: bytes, *, at: int) -> str:
    """The header for that body, sent at that Unix time."""
    return f"t={at},v1={_mac(secret, event_id, body, at=str(at))}"


def is_genuine(secret: bytes, event_id: str, body: bytes, *, header: str, now: int) -> bool:
    """Whether that header was made with the secret for this event, within five minutes of now.

    ``body`` are the bytes as they came, before anything reads them as JSON. An event may come
    more than once: keep its id and let the second one pass as done.
    """
    parts = dict(part.split("=", 1) for part in header.split(",") if "=" in part)
    sent_at, mac = parts.get("t", ""), parts.get("v1", "")
    if not (sent_at.isascii() and sent_at.isdigit()) or len(sent_at) > len("9" * 12):
        return False
    if abs(now - int(sent_at)) > TOLERANCE_SECONDS:
        return False
    expected = _mac(secret, event_id, body, at=sent_at)
    return hmac.compare_digest(expected.encode(), mac.encode())


def _mac(secret: bytes, event_id: str, body: bytes, *, at: str) -> str:
    return hmac.digest(secret, f"{at}.{event_id}.".encode() + body, sha256).hex()
