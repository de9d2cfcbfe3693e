"""What a phone may do: never what belongs to roles that it stands for in nobody's hand."""

from datetime import UTC, datetime, timedelta

import pytest

from server.rules.accounts.phones import (
    CLOSED_TO_PHONES,
    NOT_ON_PHONES,
    grants_on_phone,
    is_in_force,
)
from server.rules.accounts.roles import PERMISSIONS, Actor, Grant, Permission, Role

ISSUED = datetime(2026, 11, 25, 2, 0, tzinfo=UTC)
HALL = 1


def test_what_only_roles_of_no_phone_hold_is_closed_by_itself() -> None:
    """Should such a role be let onto phones one day, its permissions stay shut until reviewed."""
    theirs = {one for one, roles in PERMISSIONS.items() if roles <= NOT_ON_PHONES}

    assert theirs <= CLOSED_TO_PHONES
    assert CLOSED_TO_PHONES - theirs == {
        Permission.SEE_IDENTITY,
        Permission.EXPORT,
        Permission.MANAGE_CALENDAR,
    }


@pytest.mark.parametrize("permission", sorted(CLOSED_TO_PHONES))
def test_a_closed_permission_is_nobodys_on_a_phone(permission: Permission) -> None:
    grants = tuple(Grant(role, HALL) for role in Role)

    at_the_console = Actor(7, "a", grants)
    on_a_phone = Actor(7, "a", grants_on_phone(grants), None, CLOSED_TO_PHONES)

    assert at_the_console.may(permission, HALL)
    assert not on_a_phone.may(permission, HALL)
    assert on_a_phone.departments(permission, HALL) == frozenset()


def test_the_other_permissions_are_as_at_the_console() -> None:
    grants = (Grant(Role.SUPERVISOR, HALL), Grant(Role.DISCIPLINE, HALL))
    supervisor = Actor(7, "a", grants[:1])

    on_a_phone = Actor(7, "a", grants_on_phone(grants), None, CLOSED_TO_PHONES)

    held = {one for one in Permission if supervisor.may(one, HALL)} - CLOSED_TO_PHONES
    assert {one for one in Permission if on_a_phone.may(one, HALL)} == held
    assert not on_a_phone.may(Permission.SEE_CASES, 2)


@pytest.mark.parametrize(
    ("age", "holds"),
    [(-61, False), (-60, True), (0, True), (7200, True), (7201, False)],
)
def test_a_phones_sign_in_holds_for_two_hours(age: int, holds: bool) -> None:
    assert is_in_force(ISSUED, ISSUED + timedelta(seconds=age)) is holds
