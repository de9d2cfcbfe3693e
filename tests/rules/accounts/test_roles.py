"""Is the table of roles whole, printed as it is, and are the three administrators three people?"""

from pathlib import Path

import pytest

from server.rules.accounts.granting import check_grant, plain_name
from server.rules.accounts.printed import printed_table
from server.rules.accounts.refusals import (
    AdministratorsApart,
    OwnRoles,
    RoleNotThere,
    UnknownAccount,
)
from server.rules.accounts.roles import (
    ADMINISTRATORS,
    PERMISSIONS,
    Actor,
    Grant,
    Permission,
    Role,
)
from server.texts import LANGUAGES, say

ROOT = Path(__file__).resolve().parents[3]
HALL, OTHER = 1, 2
OF_CITIZENS = {
    Permission.SEE_CASES,
    Permission.SEE_IDENTITY,
    Permission.SEE_RATINGS,
    Permission.HANDLE_CASES,
}
SECURITY = Actor(7, "li-mou", (Grant(Role.SECURITY_ADMIN, HALL),))
EVERYWHERE = Actor(8, "zhao-mou", (Grant(Role.SECURITY_ADMIN),))


def test_the_printed_table_is_the_one_in_the_docs() -> None:
    def in_both(code: str) -> str:
        return " · ".join(say(code, lang) for lang in LANGUAGES)

    printed = (ROOT / "docs/roles.md").read_text(encoding="utf-8")

    assert printed == printed_table(in_both), "flask --app wsgi accounts roles > docs/roles.md"


def test_every_permission_is_held_by_somebody() -> None:
    assert {one for one, roles in PERMISSIONS.items() if roles} == set(Permission)


@pytest.mark.parametrize("role", sorted(ADMINISTRATORS))
def test_an_administrator_sees_nothing_of_citizens(role: Role) -> None:
    assert not [one for one in OF_CITIZENS if role in PERMISSIONS[one]]


@pytest.mark.parametrize("held", sorted(ADMINISTRATORS))
@pytest.mark.parametrize("given", sorted(ADMINISTRATORS))
def test_the_three_administrators_are_never_one_person(held: Role, given: Role) -> None:
    grants = [Grant(held, OTHER)]

    if held == given:
        check_grant(Grant(given, HALL), grants, by=SECURITY, account_id=9)
    else:
        with pytest.raises(AdministratorsApart):
            check_grant(Grant(given, HALL), grants, by=SECURITY, account_id=9)


def test_nobody_gives_themselves_a_role() -> None:
    with pytest.raises(OwnRoles):
        check_grant(Grant(Role.SUPERVISOR, HALL), (), by=SECURITY, account_id=7)


def test_only_who_manages_accounts_gives_roles() -> None:
    supervisor = Actor(6, "wang-mou", (Grant(Role.SUPERVISOR, HALL),))

    with pytest.raises(UnknownAccount):
        check_grant(Grant(Role.STAFF, HALL), (), by=supervisor, account_id=9)


@pytest.mark.parametrize("hall", [OTHER, None])
def test_a_role_elsewhere_is_not_theirs_to_give(hall: int | None) -> None:
    with pytest.raises(UnknownAccount):
        check_grant(Grant(Role.SUPERVISOR, hall), (), by=SECURITY, account_id=9)


@pytest.mark.parametrize("hall", [HALL, OTHER, None])
def test_who_manages_all_halls_and_a_command_give_roles_everywhere(hall: int | None) -> None:
    for by in (EVERYWHERE, "operator"):
        check_grant(Grant(Role.SUPERVISOR, hall), (), by=by, account_id=9)


@pytest.mark.parametrize("role", list(Role))
def test_only_staff_and_heads_are_limited_to_a_department(role: Role) -> None:
    grant = Grant(role, HALL, department_id=5)

    if role in {Role.STAFF, Role.DEPARTMENT_HEAD}:
        check_grant(grant, (), by="operator", account_id=9)
    else:
        with pytest.raises(RoleNotThere):
            check_grant(grant, (), by="operator", account_id=9)


@pytest.mark.parametrize("typed", ["Wang-Mou", " wang-mou ", "ＷＡＮＧ-ｍｏｕ"])
def test_a_name_is_one_however_it_is_typed(typed: str) -> None:
    assert plain_name(typed) == "wang-mou"
