"""A node says what became of the event that it had claimed."""

from datetime import datetime
from typing import Any

from sqlalchemy import update

from server.actions.operations.statements import count_of
from server.actions.wechat.claim_event import EventClaim
from server.db import transaction
from server.models.wechat_accounts import WechatEvent
from server.rules.wechat_events import EventState, pause_after

LONGEST_ERROR = 200


def settle_event(claim: EventClaim, trouble: str | None, *, now: datetime) -> bool:
    """A node has dealt with an event (``trouble`` None), or could not and says why.

    What is dealt with loses its text; what is not rests, longer each time, and is given up in
    the end. False: another node had taken it over, and nothing changes.
    """
    return _settle(claim, _dealt_with() if trouble is None else _troubled(claim, trouble, now))


def ignore_event(claim: EventClaim) -> bool:
    """A node has found that nothing is to be done with events of that name."""
    return _settle(claim, _dealt_with() | {"state": EventState.IGNORED})


def _settle(claim: EventClaim, values: dict[str, Any]) -> bool:
    statement = (
        update(WechatEvent)
        .where(
            WechatEvent.key == claim.key,
            WechatEvent.state == EventState.CLAIMED,
            WechatEvent.owner == claim.owner,
            WechatEvent.tries == claim.tries,
        )
        .values(owner="", **values)
    )
    with transaction() as session:
        return count_of(session.connection(), statement) == 1


def _dealt_with() -> dict[str, Any]:
    return {"state": EventState.DONE, "sealed": None, "error": ""}


def _troubled(claim: EventClaim, trouble: str, now: datetime) -> dict[str, Any]:
    pause, words = pause_after(claim.tries, claim.key), trouble[:LONGEST_ERROR]
    if pause is None:
        return {"state": EventState.POISON, "error": words}
    return {"state": EventState.WAITING, "next_try_at": now + pause, "error": words}
