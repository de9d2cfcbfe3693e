"""A person says on their page that they have seen their result, and may object all the same."""

import pytest
from flask import Flask
from flask.testing import FlaskClient

from server.actions.appraisal.compute_period import compute_period
from server.rules.accounts.roles import Role
from server.rules.appraisal.periods import Period
from tests.actions.appraisal.worked import LI, a_worked_hall
from tests.appraisal_build import ENTERED
from tests.house.installation import Clock
from tests.house.signed_in import an_account, sign_in

PAGE = "/staff/score/2026-01"


@pytest.fixture
def database_url(sqlite_url: str) -> str:
    """Plain SQL: one kind of database is enough."""
    return sqlite_url


@pytest.fixture
def clerk(app: Flask, clock: Clock) -> FlaskClient:
    """李, whose January is computed and may be objected to."""
    clock.move_to(ENTERED)
    with app.app_context():
        place = a_worked_hall()
        compute_period(place.hall, Period.parse("2026-01"), by="李某", now=ENTERED)
        account = an_account(place, Role.STAFF, staff=LI)
    return sign_in(app.test_client(), account)


def test_a_press_is_kept_with_its_day_and_objecting_stays_possible(clerk: FlaskClient) -> None:
    before = clerk.get(PAGE).text
    pressed = clerk.post(f"{PAGE}/seen", data={"revision": "1"})
    after = clerk.get(PAGE).text

    assert "我看过了，确认" in before
    assert (pressed.status_code, pressed.headers["Location"]) == (303, f"{PAGE}#seen")
    assert "您已于 2026年4月1日 确认看过" in after
    assert "我看过了，确认" not in after
    assert "against=month" in after


@pytest.mark.parametrize("revision", ["2", "0", "", "x", "9" * 40])
def test_another_revision_than_the_latest_is_not_taken(clerk: FlaskClient, revision: str) -> None:
    answer = clerk.post(f"{PAGE}/seen", data={"revision": revision})

    assert answer.status_code == 409
    assert "我看过了，确认" in clerk.get(PAGE).text
