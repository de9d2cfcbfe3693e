"""Which code does a window's screen show now, and was that one shown a moment ago?

Like a time-based one-time password (RFC 6238), with 80 bits instead of six digits: it proves
that somebody saw this screen within the last minute, and nothing about who.
"""

import hmac
from datetime import UTC, datetime, timedelta
from hashlib import sha256

from qr.codes import normalise, spell

STEP_SECONDS = 30
ROTATING_LETTERS = 16
STEPS_ACCEPTED = 2
"""The present one and the one before, so that a slow phone is not refused."""

_PURPOSE = b"screen/v1|"
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


def window_key(key: bytes, *, hall: str, window_code: str) -> bytes:
    """The 32 byte key of one window's screen, derived from the key of all screens."""
    window = b"|".join([hall.encode(), window_code.encode()])
    return hmac.digest(key, _PURPOSE + b"window|" + window, sha256)


def step_of(moment: datetime, *, step_seconds: int = STEP_SECONDS) -> int:
    """The number of the step that holds this moment (with a zone), counted from 1970 UTC."""
    return (moment - _EPOCH) // timedelta(seconds=step_seconds)


def rotating_code(key: bytes, moment: datetime, *, step_seconds: int = STEP_SECONDS) -> str:
    """The 16 letters (80 bits) that the screen with this window key shows at this moment."""
    return _code(key, step_of(moment, step_seconds=step_seconds), step_seconds)


def live_step(
    code: str, key: bytes, *, moment: datetime, step_seconds: int = STEP_SECONDS
) -> int | None:
    """The step in which this screen showed the code, if it is the present step or the one before.

    The step is what redemptions are counted by. None for every other text.
    """
    shown = normalise(code).encode()
    now = step_of(moment, step_seconds=step_seconds)
    steps = [now - age for age in range(STEPS_ACCEPTED)]
    codes = [_code(key, step, step_seconds).encode() for step in steps]
    matches = [hmac.compare_digest(shown, code) for code in codes]
    return next((step for step, match in zip(steps, matches, strict=True) if match), None)


def _code(key: bytes, step: int, step_seconds: int) -> str:
    said = _PURPOSE + f"{step_seconds}|{step}".encode()
    return spell(hmac.digest(key, said, sha256), letters=ROTATING_LETTERS)
