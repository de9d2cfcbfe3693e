"""Where is the access token kept between two calls, and when is it fetched anew?"""

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Protocol

# WeChat renews a token this long before its end, and both are good until then: asking earlier
# would only bring the same one.
RENEWED_BEFORE_END = timedelta(seconds=300)


@dataclass(frozen=True)
class StoredToken:
    """An access token (up to 512 characters) and when it ends."""

    value: str = field(repr=False)
    expires_at: datetime

    def serves(self, now: datetime) -> bool:
        """Whether it is to be used now, rather than fetched anew."""
        return self.expires_at - now > RENEWED_BEFORE_END


class TokenStore(Protocol):
    """Where the processes of one installation share the token.

    No lock is needed: whoever asks WeChat for the stable token gets the same one.
    """

    def load(self) -> StoredToken | None:
        """The token that was saved last, None before the first."""

    def save(self, token: StoredToken) -> None:
        """Keep it in place of the one before."""


class MemoryStore:
    """A store that one process has to itself."""

    def __init__(self) -> None:
        self._kept: StoredToken | None = None

    def load(self) -> StoredToken | None:
        """The token that was saved last."""
        return self._kept

    def save(self, token: StoredToken) -> None:
        """Keep it in place of the one before."""
        self._kept = token
