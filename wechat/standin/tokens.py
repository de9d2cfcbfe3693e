"""Which access tokens are good? Stable and ordinary ones know nothing of each other."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from wechat.standin.refusal import Refusal

LIFE = timedelta(seconds=7200)
OVERLAP = timedelta(seconds=300)
BETWEEN_FORCED = timedelta(seconds=30)
PADDING = "x" * 480  # tokens may have 512 characters; whoever keeps less loses the end


@dataclass
class Token:
    """A token and when it ends."""

    value: str
    ends_at: datetime

    def seconds_left(self, now: datetime) -> int:
        """What expires_in says."""
        return int((self.ends_at - now).total_seconds())


class Tokens:
    """All tokens that were ever given."""

    def __init__(self, made: Callable[[str], str]) -> None:
        self._made = made
        self._given: dict[str, Token] = {}
        self._stable: Token | None = None
        self._ordinary: Token | None = None
        self._forced_at: datetime | None = None
        self._refused = ""

    def stable(self, now: datetime) -> Token:
        """The same while it is good; another in its last five minutes, when both are."""
        if self._stable is None or self._stable.ends_at - now <= OVERLAP:
            self._stable = self._new(now)
        return self._stable

    def may_be_forced(self, now: datetime) -> bool:
        """Within 30 seconds of the last time, forcing does nothing."""
        return self._forced_at is None or now - self._forced_at >= BETWEEN_FORCED

    def forced(self, now: datetime) -> Token:
        """A new stable token; the one before ends."""
        self._forced_at = now
        self.forget_stable()
        self._stable = self._new(now)
        return self._stable

    def ordinary(self, now: datetime) -> Token:
        """A new one at each call; the one before is good for five minutes more."""
        if self._ordinary:
            self._ordinary.ends_at = min(self._ordinary.ends_at, now + OVERLAP)
        self._ordinary = self._new(now)
        return self._ordinary

    def forget_stable(self) -> None:
        """As after a reset of the secret: the stable token is known no more."""
        if self._stable:
            self._given.pop(self._stable.value, None)
        self._stable = None

    def refuse_once(self, value: str) -> None:
        """A machine of WeChat's that has not heard of this token yet."""
        self._refused = value

    def check(self, value: str, now: datetime) -> None:
        """Raises Refusal for a token that is missing, unknown or over."""
        if not value:
            raise Refusal(41001)
        if value == self._refused:
            self._refused = ""
            raise Refusal(40001)
        if value not in self._given:
            raise Refusal(40001)
        if self._given[value].ends_at <= now:
            raise Refusal(42001)

    def _new(self, now: datetime) -> Token:
        token = Token(self._made("token") + PADDING, now + LIFE)
        self._given[token.value] = token
        return token
