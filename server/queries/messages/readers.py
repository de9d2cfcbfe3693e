"""Which accounts does an audience mean, at this moment?"""

from collections.abc import Iterable
from dataclasses import dataclass

from sqlalchemy import ColumnElement, Select, or_, select

from server.db import session
from server.models.accounts import Account, AccountRole
from server.queries.messages.consents import subscribers
from server.rules.accounts.roles import Role
from server.rules.messages.audience import Audience, Circle

ROLES = {
    Circle.SUPERVISION: Role.SUPERVISOR,
    Circle.DISCIPLINE: Role.DISCIPLINE,
    Circle.APPRAISAL: Role.APPRAISAL_OFFICER,
    Circle.PUBLICATION: Role.PUBLISHER,
    Circle.HEAD: Role.DEPARTMENT_HEAD,
}
"""Who stands in a circle that an office has: somebody must hear of it."""
TO_NOTICES = "notice"
"""The template that one subscribes to notices with."""


@dataclass(frozen=True)
class Reader:
    """One account that a message reaches."""

    account_id: int
    number: str
    has_email: bool


def readers(hall_id: int, audience: Audience, *, is_tip_off: bool) -> tuple[Reader, ...]:
    """The accounts of that audience in the hall, each once; none of a citizen.

    Of a tip-off only those hear who are discipline contacts, whatever the audience says.
    """
    found = _asked(_meant(hall_id, audience))
    if not is_tip_off:
        return found
    trusted = {one.account_id for one in _asked(_meant(hall_id, Audience(Circle.DISCIPLINE)))}
    return tuple(one for one in found if one.account_id in trusted)


def _meant(hall_id: int, audience: Audience) -> Iterable[ColumnElement[bool]]:
    match audience.circle:
        case Circle.CITIZEN:
            return (Account.id.is_(None),)
        case Circle.ACCOUNT:
            # Who is invited cannot sign in yet, but may be told of it.
            return (Account.id == audience.of, Account.state != "disabled")
        case Circle.STAFF:
            return (Account.staff_id == audience.of, Account.state == "active")
        case Circle.NOTICES:
            publishers = Account.id.in_(_holders(hall_id, Role.PUBLISHER, None))
            return (
                or_(publishers, subscribers(hall_id, TO_NOTICES)),
                Account.state == "active",
            )
        case circle:
            return (Account.id.in_(_holders(hall_id, ROLES[circle], audience.of)),)


def _holders(hall_id: int, role: Role, department_id: int | None) -> Select[int]:
    wanted = select(AccountRole.account_id).where(
        AccountRole.role == role,
        AccountRole.ended_at.is_(None),
        or_(AccountRole.hall_id.is_(None), AccountRole.hall_id == hall_id),
        AccountRole.account_id == Account.id,
        Account.state == "active",
    )
    if department_id is None:
        return wanted
    own = AccountRole.department_id
    return wanted.where(or_(own.is_(None), own == department_id))


def _asked(conditions: Iterable[ColumnElement[bool]]) -> tuple[Reader, ...]:
    rows = session.execute(
        select(Account.id, Account.number, Account.email).where(*conditions).order_by(Account.id)
    )
    return tuple(Reader(account_id, number, bool(email)) for account_id, number, email in rows)
