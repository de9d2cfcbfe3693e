"""A citizen has the phone in their hand hear of their case."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from sqlalchemy.orm import Session

from server.actions.messages.consents import accept, void
from server.db import transaction
from server.envelope import seal
from server.models.subscriptions import CaseOpenid
from server.queries.cases.opened import opened_case
from server.queries.messages.consents import Holder
from server.queries.messages.followers import follower_context, openid_of_case
from server.queries.registry.halls import Hall
from server.rules.cases.takers import Citizen


@dataclass(frozen=True)
class Follower:
    """The phone, the templates it accepts one message more of, and the keys that seal its name.

    The present key stands first.
    """

    openid: str = field(repr=False)
    accepted: Collection[str]
    keys: Sequence[bytes] = field(repr=False)


def follow_case(
    hall: Hall, number: str, citizen: Citizen, follower: Follower, *, now: datetime
) -> Holder:
    """A citizen has their phone hear of their case, one message of each accepted template.

    The case's consents come back, as they are to be looked up. What WeChat calls the phone is
    kept sealed with the case, only where something was accepted, and erased with the contact.
    Another phone takes the place of the one before, whose consents are void. Raises UnknownCase.
    """
    with transaction() as session:
        case = opened_case(hall.id, number, citizen)
        holder = Holder(hall.id, f"case/{case.number}")
        if follower.accepted:
            _keep(session, holder, case.id, follower, now)
        for template in sorted(follower.accepted):
            accept(session, holder, template, now=now)
        return holder


def _keep(
    session: Session, holder: Holder, case_id: int, follower: Follower, now: datetime
) -> None:
    kept = openid_of_case(holder.hall_id, case_id, follower.keys)
    if kept == follower.openid:
        return
    void(session, holder)
    context = follower_context(holder.hall_id, case_id)
    sealed = seal(follower.openid, follower.keys[0], context=context)
    session.merge(CaseOpenid(hall_id=holder.hall_id, case_id=case_id, sealed=sealed, kept_at=now))
