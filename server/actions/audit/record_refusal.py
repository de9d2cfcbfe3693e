"""Somebody tried what they may not do, or failed at it: that stays, though nothing else does."""

from collections.abc import Mapping
from datetime import datetime

from server.actions.audit.record import record
from server.db import transaction
from server.rules.accounts.roles import Actor
from server.rules.audit import AuditResult


def record_refusal(  # noqa: PLR0913 - the same words as record(), which it is
    hall_id: int,
    actor: Actor | str,
    act: str,
    object: str = "",  # noqa: A002 - as in record()
    *,
    facts: Mapping[str, str | int | None] | None = None,
    result: AuditResult = AuditResult.REFUSED,
    now: datetime,
) -> None:
    """Write one line of the hall's audit in a transaction of its own.

    The words are those of ``record``.
    """
    with transaction() as session:
        record(session, hall_id, actor, act, object, facts=facts, result=result, now=now)
