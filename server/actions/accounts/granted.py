"""How is a role written down, and who may write it?"""

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from server.ids import new_id
from server.models.accounts import Account, AccountRole
from server.models.registry import Department, Hall
from server.queries.accounts.sign_ins import grants_of
from server.rules.accounts.granting import check_grant, check_manages, plain_name
from server.rules.accounts.refusals import RoleNotThere, UnknownAccount
from server.rules.accounts.roles import Actor, Grant, name_of


def managed_account(session: Session, name: str, by: Actor | str) -> Account:
    """The account of that name, for somebody who may manage all of it, locked until the end.

    Who manages accounts of one hall alone manages those whose every role is of that hall.
    Raises UnknownAccount and OwnRoles.
    """
    wanted = select(Account).where(Account.name == plain_name(name)).with_for_update()
    found = session.scalars(wanted).first()
    if found is None:
        raise UnknownAccount(name=name)
    for hall_id in {grant.hall_id for grant in grants_of(found.id)} or {None}:
        check_manages(by, found.id, hall_id)
    return found


def facts_of(session: Session, grant: Grant) -> dict[str, str]:
    """A role as the audit writes it: where it holds, by the codes that people know."""
    hall = session.get(Hall, grant.hall_id) if grant.hall_id else None
    department = session.get(Department, grant.department_id) if grant.department_id else None
    return {
        "role": grant.role,
        "hall": hall.code if hall else "*",
        "department": department.code if department else "*",
    }


def add_grant(
    session: Session, account_id: int, grant: Grant, *, by: Actor | str, now: datetime
) -> None:
    """The account holds that role from now on. Raises what ``check_grant`` does."""
    # Two administrators at one moment must see each other's role: the three stay three people.
    session.get_one(Account, account_id, with_for_update=True)
    check_grant(grant, grants_of(account_id), by=by, account_id=account_id)
    if grant.department_id is not None:
        department = session.get(Department, grant.department_id)
        if department is None or department.hall_id != grant.hall_id:
            raise RoleNotThere
    session.add(
        AccountRole(
            id=new_id(now.date()),
            account_id=account_id,
            role=grant.role,
            hall_id=grant.hall_id,
            department_id=grant.department_id,
            granted_at=now,
            granted_by=name_of(by),
        )
    )
    session.flush()
