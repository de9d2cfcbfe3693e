"""How is another system told of an event, so that it can tell it is from us?"""

from dataclasses import dataclass, field

from senders.outcomes import Delivered, Outcome, Reason, Refused, TryLater
from senders.places import Network
from senders.post import Answer, Parcel, post
from senders.signature import EVENT_HEADER, HEADER, signature

# Too early, too many, not in time: the request itself was all right (RFC 9110, 8470, 6585).
LATER = frozenset({408, 425, 429})
SUCCESS, REDIRECT, SERVER = 200, 300, 500
CLIENT = 400


@dataclass(frozen=True)
class Hook:
    """Where another system listens, and the secret that it shares with us."""

    url: str
    secret: bytes = field(repr=False)


@dataclass(frozen=True)
class Event:
    """What it is told. ``id`` and ``body`` (JSON) are the same when it is sent again."""

    id: str
    body: bytes
    sent_at: int  # Unix time of this sending


def send_event(event: Event, hook: Hook, network: Network) -> Outcome:
    """Post one event, signed. Delivered is any answer from 200 to 299, whatever it says.

    Raises OSError where the operator's file of certificates cannot be read.
    """
    headers = {
        "Content-Type": "application/json",
        "User-Agent": "Chuangping",
        EVENT_HEADER: event.id,
        "Idempotency-Key": event.id,
        HEADER: signature(hook.secret, event.id, event.body, at=event.sent_at),
    }
    answer = post(Parcel(hook.url, headers, event.body), network)
    return by_status(answer.status) if isinstance(answer, Answer) else answer


def by_status(status: int) -> Outcome:
    """What an HTTP status means for a message."""
    if SUCCESS <= status < REDIRECT:
        return Delivered()
    if REDIRECT <= status < CLIENT:
        return Refused(Reason.REDIRECT, str(status))
    if status >= SERVER or status in LATER:
        return TryLater(Reason.STATUS, str(status))
    return Refused(Reason.STATUS, str(status))
