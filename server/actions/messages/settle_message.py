"""A node says what became of the delivery that it had claimed."""

from datetime import datetime
from typing import Any

from sqlalchemy import update
from sqlalchemy.orm import Session

from senders.outcomes import Delivered, Outcome, Reason, Refused, TryLater
from server.actions.messages.claim_message import Claim
from server.actions.messages.taking_over import consent_used, consent_void, others_take_over
from server.actions.operations.statements import count_of
from server.db import transaction
from server.models.messages import MessageDelivery
from server.queries.messages.targets import Ways
from server.rules.messages.delivery import (
    FAILED,
    Channel,
    DeliveryState,
    pause_after,
    quota_returns_at,
)

LONGEST_WORDS = 200
LONGEST_ID = 64
NO_WAYS = Ways(frozenset(), ())


def settle_message(claim: Claim, outcome: Outcome, *, now: datetime, ways: Ways = NO_WAYS) -> bool:
    """A node says what became of the delivery that it had claimed; False: it was not its own.

    One that may arrive later rests, longer each time, and is given up in the end (``poison``).
    A node that slept through its lease changes nothing: another one has taken it over. What
    WeChat did with a message changes the consents, and what it did not take goes by the other
    ``ways``, in the same transaction.
    """
    settled = _settled(claim, outcome, now)
    statement = (
        update(MessageDelivery)
        .where(
            MessageDelivery.hall_id == claim.hall_id,
            MessageDelivery.id == claim.delivery_id,
            MessageDelivery.state == DeliveryState.CLAIMED,
            MessageDelivery.owner == claim.owner,
            MessageDelivery.tries == claim.tries,
        )
        .values(lease_until=None, **settled)
    )
    with transaction() as session:
        is_ours = count_of(session.connection(), statement) == 1
        if is_ours and claim.channel is Channel.WECHAT:
            _consequences(session, claim, outcome, ways)
            if settled["state"] in FAILED:
                others_take_over(session, claim, ways, now=now)
        return is_ours


def _consequences(session: Session, claim: Claim, outcome: Outcome, ways: Ways) -> None:
    match outcome:
        case Delivered():
            consent_used(session, claim, ways)
        case Refused(reason=Reason.CONSENT):
            consent_void(session, claim, ways)
        case _:  # nothing was accepted or used up
            pass


def _settled(claim: Claim, outcome: Outcome, now: datetime) -> dict[str, Any]:
    match outcome:
        case Delivered():
            known_as = {"outside_id": outcome.id[:LONGEST_ID]}
            return {"state": DeliveryState.SENT, "sent_at": now, "error": "", **known_as}
        case Refused():
            return {"state": DeliveryState.REFUSED, "error": _words(outcome)}
        case TryLater():
            again_at = _again_at(claim, outcome, now)
            if again_at is None:
                return {"state": DeliveryState.POISON, "error": _words(outcome)}
            later = {"state": DeliveryState.WAITING, "next_try_at": again_at}
            return {**later, "error": _words(outcome)}


def _again_at(claim: Claim, outcome: TryLater, now: datetime) -> datetime | None:
    """When it is tried again; None: it is given up."""
    pause = pause_after(claim.tries, claim.number)
    if pause is None:
        return None
    return quota_returns_at(now, claim.number) if outcome.reason is Reason.QUOTA else now + pause


def _words(outcome: Refused | TryLater) -> str:
    """The code of the reason, and its detail behind a blank: ``status 503``."""
    return f"{outcome.reason} {outcome.detail}".strip()[:LONGEST_WORDS]
