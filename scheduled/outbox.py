"""How do messages leave? Claimed, sent, settled: each a step of its own, and each may be repeated.

A message is sent at least once. A process that dies between sending and settling leaves a
claim that runs out; then it is sent again under the same number, by which the receiver knows
it, but for WeChat (subscribe.py). Nothing of the database is held while something is sent.
"""

import logging
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from flask import Flask

from scheduled.parcels import Desk, Parcel, pack
from scheduled.steps import OnStep, Step, walk_on
from senders.outcomes import Outcome, Reason, TryLater
from server import clock
from server.actions.messages.claim_message import Claim, Wanted, claim_message
from server.actions.messages.postpone_message import postpone_message
from server.actions.messages.settle_message import settle_message
from server.actions.messages.spread_message import spread_message
from server.queries.messages.targets import Ways
from server.queries.messages.waiting import waiting
from server.rules.messages.delivery import Channel

log = logging.getLogger("chuangping.outbox")

# After these the way itself is the trouble, and the next message would meet it too.
OF_THE_WAY = frozenset(
    {Reason.CONNECTION, Reason.TIMEOUT, Reason.LOGIN, Reason.LACKING, Reason.CERTIFICATE}
    | {Reason.HOST_UNKNOWN, Reason.NOT_LET_IN, Reason.QUOTA}
)


@dataclass
class Postman:
    """One process that carries messages out. ``owner`` is its name (at most 64 letters)."""

    app: Flask
    desk: Desk
    owner: str
    clock: Callable[[], datetime] = clock.now
    on_step: OnStep = walk_on
    is_stopping: Callable[[], bool] = lambda: False
    ways: Ways = field(init=False)

    def __post_init__(self) -> None:
        templates = self.desk.phones.templates if self.desk.phones else ()
        self.ways = Ways(self.desk.channels, self.desk.settings.keys("contact"), templates)

    @property
    def lease(self) -> timedelta:
        """How long a claim lasts; longer than the longest sending."""
        return timedelta(seconds=self.desk.settings.lease_seconds)


def spread_waiting(postman: Postman) -> None:
    """Put every message that waits before its recipients; one that fails stops no other."""
    with postman.app.app_context():
        while any(_spread_some(postman)):
            pass  # after an outage, or a migration, there are more than are read at once


def send_waiting(postman: Postman, channel: Channel) -> None:
    """Send what waits on that channel until nothing does, or the way is blocked.

    A receiver that could not be reached is left alone until the next time; a mail server, an
    SMS gateway or WeChat is the way of all, so that they all wait.
    """
    blocked: frozenset[str] = frozenset()
    while not postman.is_stopping():
        wanted = Wanted(channel, postman.owner, postman.lease, blocked)
        claim = _send_next(postman, wanted)
        if claim is None:
            return
        recipient, outcome = claim
        if isinstance(outcome, TryLater) and outcome.reason in OF_THE_WAY:
            if channel is not Channel.WEBHOOK:
                return
            blocked |= {recipient}


def _spread_some(postman: Postman) -> list[bool]:
    """Of each of the next messages, whether it was spread."""
    return [
        _spread(postman, hall_id, message_id)
        for hall_id, message_id in waiting(postman.clock())
        if not postman.is_stopping()
    ]


def _spread(postman: Postman, hall_id: int, message_id: int) -> bool:
    try:
        is_spread = spread_message(hall_id, message_id, postman.ways, now=postman.clock())
    except Exception:  # it rests, is tried again, and rings in the end
        log.exception("message could not be spread: %s", message_id)
        postpone_message(hall_id, message_id, now=postman.clock())
        return False
    postman.on_step(Step.MESSAGE_SPREAD, str(message_id))
    return is_spread


def _send_next(postman: Postman, wanted: Wanted) -> tuple[str, Outcome] | None:
    with postman.app.app_context():
        claim = claim_message(wanted, now=postman.clock())
        if claim is None:
            return None
        postman.on_step(Step.MESSAGE_CLAIMED, claim.number)
        parcel = _packed(postman, claim)
    outcome = _sent(parcel, claim)
    postman.on_step(Step.MESSAGE_SENT, claim.number)
    with postman.app.app_context():
        is_ours = settle_message(claim, outcome, now=postman.clock(), ways=postman.ways)
    postman.on_step(Step.MESSAGE_SETTLED, claim.number)
    told = type(outcome).__name__ if is_ours else "taken over by another node"
    log.info("message %s by %s: %s", claim.number, claim.channel, told)
    return claim.recipient, outcome


def _packed(postman: Postman, claim: Claim) -> Parcel:
    try:
        return pack(claim, postman.desk, now=postman.clock())
    except Exception:  # the fault is here: it is logged, shown with the delivery, tried again
        log.exception("message could not be packed: %s", claim.number)
        return _fault


def _sent(parcel: Parcel, claim: Claim) -> Outcome:
    try:
        return parcel()
    except Exception:  # as above; what the other side does never raises
        log.exception("message could not be sent: %s", claim.number)
        return _fault()


def _fault() -> Outcome:
    return TryLater(Reason.FAULT)
