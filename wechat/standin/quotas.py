"""How often may each call be made?"""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta, timezone

from wechat.standin.refusal import Refusal

# Days end at midnight in Beijing.
BEIJING = timezone(timedelta(hours=8))


@dataclass(frozen=True)
class Quota:
    """The most calls a minute and a day, and with which codes a further one is refused."""

    minute: int = 10**9
    day: int = 10**9
    minute_code: int = 45011
    day_code: int = 45009


LOGIN_EACH = Quota(minute=100)  # a person, not altogether
FORCED = Quota(day=20)
QUOTAS: Mapping[str, Quota] = {
    "/sns/jscode2session": LOGIN_EACH,
    "/cgi-bin/token": Quota(day=2000),
    "/cgi-bin/stable_token": Quota(minute=10_000, day=500_000),
    "/cgi-bin/stable_token?force": FORCED,
    "/wxa/getwxacodeunlimit": Quota(minute=5000, minute_code=45009),
    "/cgi-bin/message/subscribe/send": Quota(day=10_000_000),
    "/wxa/msg_sec_check": Quota(minute=4000, day=2_000_000),
    "/wxa/media_check_async": Quota(minute=2000, day=200_000),
}


class Quotas:
    """What was used of the quotas."""

    def __init__(self) -> None:
        self._used: Counter[tuple[str, str]] = Counter()

    def spend(self, name: str, quota: Quota, now: datetime) -> None:
        """One more call. Raises Refusal when it is one too many; it is not counted then."""
        there = now.astimezone(BEIJING)
        minute, day = (name, f"{there:%Y-%m-%d %H:%M}"), (name, f"{there:%Y-%m-%d}")
        if self._used[day] >= quota.day:
            raise Refusal(quota.day_code)
        if self._used[minute] >= quota.minute:
            raise Refusal(quota.minute_code)
        self._used[day] += 1
        self._used[minute] += 1
