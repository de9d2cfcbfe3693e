"""A node says what became of the delivery that it had claimed."""

from datetime import datetime
from typing import Any

from sqlalchemy import update

from senders.outcomes import Delivered, Outcome, Refused, TryLater
from server.actions.messages.claim_message import Claim
from server.actions.operations.statements import count_of
from server.db import transaction
from server.models.messages import MessageDelivery
from server.rules.messages.delivery import DeliveryState, pause_after

LONGEST_WORDS = 200


def settle_message(claim: Claim, outcome: Outcome, *, now: datetime) -> bool:
    """A node says what became of the delivery that it had claimed; False: it was not its own.

    One that may arrive later rests, longer each time, and is given up in the end (``poison``).
    A node that slept through its lease changes nothing: another one has taken it over.
    """
    statement = (
        update(MessageDelivery)
        .where(
            MessageDelivery.hall_id == claim.hall_id,
            MessageDelivery.id == claim.delivery_id,
            MessageDelivery.state == DeliveryState.CLAIMED,
            MessageDelivery.owner == claim.owner,
            MessageDelivery.tries == claim.tries,
        )
        .values(lease_until=None, **_settled(claim, outcome, now))
    )
    with transaction() as session:
        return count_of(session.connection(), statement) == 1


def _settled(claim: Claim, outcome: Outcome, now: datetime) -> dict[str, Any]:
    match outcome:
        case Delivered():
            return {"state": DeliveryState.SENT, "sent_at": now, "error": ""}
        case Refused():
            return {"state": DeliveryState.REFUSED, "error": _words(outcome)}
        case TryLater():
            pause = pause_after(claim.tries, claim.number)
            if pause is None:
                return {"state": DeliveryState.POISON, "error": _words(outcome)}
            later = {"state": DeliveryState.WAITING, "next_try_at": now + pause}
            return {**later, "error": _words(outcome)}


def _words(outcome: Refused | TryLater) -> str:
    """The code of the reason, and its detail behind a blank: ``status 503``."""
    return f"{outcome.reason} {outcome.detail}".strip()[:LONGEST_WORDS]
