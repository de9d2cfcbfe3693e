"""By which channels does a message travel, and when is one that did not arrive tried again?"""

import hashlib
from datetime import datetime, time, timedelta, timezone
from enum import StrEnum

from server.rules.messages.audience import Circle
from server.rules.messages.topics import Topic

SECOND, MINUTE, HOUR = timedelta(seconds=1), timedelta(minutes=1), timedelta(hours=1)
# The pause after each try that failed; after the last one it is given up: 32 hours in all.
PAUSES = (
    30 * SECOND,
    2 * MINUTE,
    10 * MINUTE,
    30 * MINUTE,
    HOUR,
    3 * HOUR,
    6 * HOUR,
    9 * HOUR,
    12 * HOUR,
)
MOST_TRIES = len(PAUSES) + 1
# What failed together is not tried again at one moment: each pause is up to a tenth longer.
SPREAD = 0.1
# Where WeChat counts its days.
BEIJING = timezone(timedelta(hours=8))
# So that what waited for a new quota is not tried in one moment.
QUOTA_SPREAD = timedelta(minutes=30)


class Channel(StrEnum):
    """A way to a recipient."""

    INBOX = "inbox"  # in the console; it cannot fail
    EMAIL = "email"
    WEBHOOK = "webhook"
    SMS = "sms"
    WECHAT = "wechat"  # a subscribe message, where one was accepted


class DeliveryState(StrEnum):
    """How far one message has come on one channel to one recipient."""

    WAITING = "waiting"
    CLAIMED = "claimed"
    SENT = "sent"
    REFUSED = "refused"  # trying again would change nothing, until a person says otherwise
    POISON = "poison"  # it was tried for a day and more, and waits for a person


UNSETTLED = (DeliveryState.WAITING, DeliveryState.CLAIMED)
FAILED = (DeliveryState.REFUSED, DeliveryState.POISON)

# Who subscribed on a phone hears there; their mailbox was not what they asked for.
NEVER_A_LETTER = frozenset({Topic.NOTICE_PUBLISHED})
# Of these supervisors hear in the console and in the digest of the morning, not one by one.
IN_THE_DIGEST = frozenset({Topic.CASE_RECEIVED})
# Between us and one person; no other system is told.
PERSONAL = frozenset({Topic.DIGEST, Topic.ACCOUNT_INVITED})
NOT_FOR_SYSTEMS = frozenset({Circle.DISCIPLINE, Circle.CITIZEN})


def goes_by_email(topic: Topic, circle: Circle) -> bool:
    """Whether such a message is also sent as a letter of its own."""
    is_in_digest = topic in IN_THE_DIGEST and circle is Circle.SUPERVISION
    return not is_in_digest and topic not in NEVER_A_LETTER


def is_for_systems(topic: Topic, circle: Circle) -> bool:
    """Whether other systems of the hall may be told of it; of a tip-off never."""
    return topic not in PERSONAL and circle not in NOT_FOR_SYSTEMS


def pause_after(tries: int, number: str) -> timedelta | None:
    """How long to wait after that many failed tries (1 the first); None: it is given up.

    ``number`` is the delivery's: it spreads what failed together.
    """
    if tries > len(PAUSES):
        return None
    return PAUSES[tries - 1] * (1 + SPREAD * _drawn(f"{number}/{tries}"))


def quota_returns_at(now: datetime, number: str) -> datetime:
    """When a delivery is tried again that met the end of WeChat's quota of the day."""
    tomorrow = now.astimezone(BEIJING).date() + timedelta(days=1)
    return datetime.combine(tomorrow, time.min, tzinfo=BEIJING) + QUOTA_SPREAD * _drawn(number)


def _drawn(words: str) -> float:
    """A number from 0 to 1 that is always the same for those words."""
    return hashlib.sha256(words.encode()).digest()[0] / 0xFF
