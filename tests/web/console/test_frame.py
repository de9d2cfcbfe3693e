"""The frame of the console: where a person begins, and what they are offered."""

from sqlalchemy import update

from server.db import transaction
from server.models.accounts import AccountRole
from server.rules.accounts.roles import Role
from tests.build import a_hall
from tests.house.signed_in import an_account, sign_in
from tests.web.console.desk import Desk, words_of

BEGINNINGS = {
    Role.SUPERVISOR: "/console/cases",
    Role.DEPARTMENT_HEAD: "/console/cases",
    Role.APPRAISAL_OFFICER: "/console/dashboard",
    Role.DISCIPLINE: "/console/cases",
    Role.SYSTEM_ADMIN: "/console/registry",
    Role.SECURITY_ADMIN: "/console/accounts",
    Role.AUDIT_ADMIN: "/console/audit",
    Role.STAFF: "/staff/",
}


def test_everybody_begins_where_their_work_is(desk: Desk) -> None:
    begun = {role: desk.page("/console/", role).headers["Location"] for role in BEGINNINGS}

    assert begun == BEGINNINGS


def test_the_language_and_the_hall_go_along(desk: Desk) -> None:
    answer = desk.page("/console/?lang=en&hall=H1", Role.SUPERVISOR)

    assert answer.headers["Location"] == "/console/cases?lang=en&hall=H1"


def test_the_look_is_for_everybody_and_kept_for_good(desk: Desk) -> None:
    answer = desk.app.test_client().get("/console/style.css")

    assert answer.status_code == 200
    assert "immutable" in answer.headers["Cache-Control"]
    assert "[data-side=console]" in answer.text


def test_a_page_that_is_not_there_and_one_of_others_look_the_same(desk: Desk) -> None:
    client = desk.of(Role.SUPERVISOR)

    absent, foreign = client.get("/console/nothing"), client.get("/console/settings")

    assert (absent.status_code, foreign.status_code) == (404, 404)
    assert words_of(absent) == words_of(foreign)
    assert "我的账号" in words_of(absent)


def test_a_stranger_is_told_nothing_of_the_console(desk: Desk) -> None:
    answer = desk.app.test_client().get("/console/nothing")

    assert answer.status_code == 404
    assert "我的账号" not in words_of(answer)


def test_who_works_in_several_halls_changes_between_them(desk: Desk) -> None:
    with desk.app.app_context():
        a_hall("H2")
        everywhere = an_account(desk.place, Role.SUPERVISOR)
        with transaction() as current:
            current.execute(update(AccountRole).values(hall_id=None))
    client = sign_in(desk.app.test_client(), everywhere)

    first, second = client.get("/console/inbox"), client.get("/console/inbox?hall=H2")

    assert 'href="/console/?hall=H2"' in first.text
    assert 'href="/console/?hall=H1"' in second.text
    assert 'href="/console/cases?hall=H2"' in second.text


def test_who_works_in_one_hall_is_offered_no_other(desk: Desk) -> None:
    with desk.app.app_context():
        a_hall("H2")
    client = desk.of(Role.SUPERVISOR)

    assert "换一个大厅" not in words_of(client.get("/console/inbox"))
    assert client.get("/console/inbox?hall=H2").status_code == 404
