"""May this person give that role to this account?"""

import unicodedata
from collections.abc import Collection

from server.rules.accounts.refusals import (
    AdministratorsApart,
    NameTaken,
    OwnRoles,
    RoleNotThere,
    UnknownAccount,
)
from server.rules.accounts.roles import (
    ADMINISTRATORS,
    OF_ONE_DEPARTMENT,
    Actor,
    Grant,
    Permission,
)

__all__ = ["NameTaken", "check_grant", "check_manages", "plain_name"]


def plain_name(typed: str) -> str:
    """The name that is signed in with, however it was typed: full width, capitals, spaces."""
    return unicodedata.normalize("NFKC", typed).strip().casefold()


def check_grant(grant: Grant, held: Collection[Grant], *, by: Actor | str, account_id: int) -> None:
    """Lets a role be given to an account that holds others, by a person or by a command.

    Raises OwnRoles, AdministratorsApart, RoleNotThere or UnknownAccount (of a hall that is not
    the giver's, whatever the reason: what is not theirs looks absent).
    """
    check_manages(by, account_id, grant.hall_id)
    others = {one.role for one in held} & ADMINISTRATORS - {grant.role}
    if grant.role in ADMINISTRATORS and others:
        raise AdministratorsApart
    if grant.department_id is not None and grant.role not in OF_ONE_DEPARTMENT:
        raise RoleNotThere


def check_manages(by: Actor | str, account_id: int, hall_id: int | None) -> None:
    """Lets a person change an account's place in a hall (None: all). A command may.

    Raises OwnRoles or UnknownAccount.
    """
    if isinstance(by, str):
        return
    if by.account_id == account_id:
        raise OwnRoles
    everywhere = by.halls() is None
    if not by.may(Permission.MANAGE_ACCOUNTS, hall_id or 0) or (hall_id is None and not everywhere):
        raise UnknownAccount(name="")
