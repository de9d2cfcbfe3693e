"""The frame of the console: where a person begins, and what they are offered."""

from server.rules.accounts.roles import Role
from tests.web.console.desk import Desk

BEGINNINGS = {
    Role.SUPERVISOR: "/console/cases",
    Role.DEPARTMENT_HEAD: "/console/cases",
    Role.APPRAISAL_OFFICER: "/console/dashboard",
    Role.DISCIPLINE: "/console/cases",
    Role.SYSTEM_ADMIN: "/console/registry",
    Role.SECURITY_ADMIN: "/console/accounts",
    Role.AUDIT_ADMIN: "/console/audit",
    Role.STAFF: "/console/inbox",
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
