"""Which case does this taker mean, if it is one for them?"""

import hmac

from sqlalchemy import Select, select

from server import errors
from server.db import session
from server.models.cases import Case
from server.queries.cases.opening import NOBODYS_HASH, opens_by_receipt
from server.rules.accounts.roles import Actor, Permission
from server.rules.cases.kinds import CaseKind
from server.rules.cases.seeing import sight_of
from server.rules.cases.takers import Citizen, Taker


def opened_case(hall_id: int, number: str, taker: Taker) -> Case:
    """The case of that number, to be read.

    Raises UnknownCase: none has the number, or it is not for this taker; the two look the same.
    """
    return _if_for(session.scalar(_of_number(hall_id, number)), taker)


def held_case(hall_id: int, number: str, taker: Taker) -> Case:
    """The case of that number, as it is now; nobody else writes it until the transaction ends.

    Raises UnknownCase, as ``opened_case``.
    """
    wanted = _of_number(hall_id, number).with_for_update()
    fresh = wanted.execution_options(populate_existing=True)
    return _if_for(session.scalar(fresh), taker)


def _of_number(hall_id: int, number: str) -> Select[Case]:
    return select(Case).where(Case.hall_id == hall_id, Case.number == number)


def _if_for(case: Case | None, taker: Taker) -> Case:
    if case is None or not _is_for(case, taker):
        raise errors.UnknownCase
    return case


def _is_for(case: Case, taker: Taker) -> bool:
    if isinstance(taker, Citizen):
        return _is_theirs(case, taker)
    return not isinstance(taker, Actor) or is_seen_by(case, taker)


def is_seen_by(case: Case, actor: Actor) -> bool:
    """Whether the case exists for that actor. A publisher words replies of closed cases."""
    kind = CaseKind(case.kind)
    publishes = actor.may(Permission.PUBLISH_REPLIES, case.hall_id)
    is_publishable = kind is not CaseKind.TIP_OFF and not case.is_open
    seen = sight_of(actor, case.hall_id).covers(kind, case.department_id)
    return seen or (publishes and is_publishable)


def _is_theirs(case: Case, citizen: Citizen) -> bool:
    """Whether the citizen knows its secret code, or the receipt of the rating that opened it."""
    if hmac.compare_digest(case.code_hash or NOBODYS_HASH, citizen.key):
        return case.code_hash is not None
    return case.rating_id is not None and opens_by_receipt(case, citizen.key)
