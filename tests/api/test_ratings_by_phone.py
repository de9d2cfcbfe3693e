"""Does a phone's account stop a repeat, refuse nobody, and tell nothing of who it was?"""

from collections.abc import Callable
from datetime import timedelta

import pytest
from flask import Flask
from sqlalchemy import func, select

from server.columns import Base
from server.db import session
from server.gate import token_for
from server.models.cases import Case
from server.models.ratings import Rating
from server.models.wechat_accounts import AccountVisit
from server.queries.wechat.phones import HASHING
from server.rules.accounts.roles import Role
from server.settings import Settings
from server.texts import say
from tests.api.calls import Caller
from tests.build import MORNING, TestHall
from tests.house.installation import Clock
from tests.house.signed_in import an_account
from tests.rater_build import bind

OPENID = "o-of-somebody-in-the-hall"


@pytest.fixture
def phone(app: Flask, place: TestHall) -> Caller:
    """A phone that has signed in by WeChat."""
    with app.app_context():
        token = token_for(OPENID, MORNING)
    return Caller(app.test_client(), place, {"Authorization": f"Bearer {token}"})


def asides(app: Flask) -> list[str | None]:
    """Why each rating is not counted; those that count first."""
    with app.app_context():
        return sorted(session.scalars(select(Rating.set_aside)), key=str)


def visits(app: Flask) -> int:
    with app.app_context():
        return session.scalar(select(func.count()).select_from(AccountVisit)) or 0


def rate(caller: Caller, clock: Clock, **said: object) -> str:
    """The receipt of a rating that was read for a minute."""
    ticket = caller.ticket()
    clock.forward(timedelta(minutes=1))
    answer = caller.post("/ratings", {"level": 5, "ticket": ticket, **said})
    assert answer.status_code == 201, answer.text
    receipt: str = answer.get_json()["receipt"]
    return receipt


def test_further_ones_that_day_are_taken_answered_handled_and_not_counted(
    app: Flask, phone: Caller, clock: Clock
) -> None:
    rate(phone, clock)
    receipt = rate(phone, clock, level=4)
    rate(phone, clock, level=1, tags=["115"])

    page = app.test_client().post("/r", data={"receipt": receipt})
    told = phone.post("/ratings/read", {"receipt": receipt}).get_json()["first"]
    with app.app_context():
        assert session.scalars(select(Case.kind)).all() == ["bad_rating"]
    assert asides(app) == [None, "same_account", "same_account"]
    assert say("aside.same_account", "zh") in page.text
    assert told["not_counted_because"] == say("aside.same_account", "zh")


def test_the_same_form_again_is_the_same_answer(app: Flask, phone: Caller, clock: Clock) -> None:
    ticket = phone.ticket()
    clock.forward(timedelta(minutes=1))

    first, again = phone.rate(ticket=ticket), phone.rate(ticket=ticket)

    assert first.data == again.data
    assert (asides(app), visits(app)) == ([None], 1)


def test_a_phone_that_is_bound_to_the_hall_does_not_count(
    app: Flask, phone: Caller, clock: Clock, settings: Settings
) -> None:
    with app.app_context():
        account = an_account(phone.place, Role.STAFF, staff="0138")
        bind(account, OPENID, key=settings.key(HASHING))

    rate(phone, clock)

    assert (asides(app), visits(app)) == (["own_account"], 0)


BEARERS: dict[str, Callable[[Flask], str]] = {
    "none at all": lambda _app: "",
    "forged": lambda _app: "Bearer " + "A" * 91,
    "of another system": lambda _app: "Bearer cp_0123456789",
    "no bearer": lambda _app: "Basic bzox",
    "empty": lambda _app: "Bearer ",
}


@pytest.mark.parametrize("bearer", BEARERS.values(), ids=BEARERS.keys())
def test_whatever_a_phone_shows_instead_it_is_not_refused(
    app: Flask, place: TestHall, clock: Clock, bearer: Callable[[Flask], str]
) -> None:
    shown = bearer(app)
    caller = Caller(app.test_client(), place, {"Authorization": shown} if shown else {})

    for _visit in range(2):
        rate(caller, clock)

    assert (asides(app), visits(app)) == ([None, None], 0)


def test_a_token_that_is_over_is_no_account_and_no_reason_to_refuse(
    app: Flask, phone: Caller, clock: Clock
) -> None:
    clock.forward(timedelta(hours=2, seconds=1))

    rate(phone, clock)

    assert (asides(app), visits(app)) == ([None], 0)


def test_the_openid_is_nowhere_in_the_database(app: Flask, phone: Caller, clock: Clock) -> None:
    ticket = phone.ticket()
    clock.forward(timedelta(minutes=1))
    phone.rate(ticket=ticket, key="a-key-of-sixteen-letters")

    with app.app_context():
        reading = session.connection()
        stored = {
            table.name: str(reading.execute(select(table)).all())
            for table in Base.metadata.sorted_tables
        }
    assert len(stored["account_visit"]) > len("[]") < len(stored["kept_reply"])
    assert [name for name, rows in stored.items() if OPENID in rows] == []


def test_a_page_knows_no_account(app: Flask, phone: Caller, clock: Clock) -> None:
    rate(phone, clock)
    client = app.test_client()
    for _visit in range(2):
        ticket = phone.ticket()
        clock.forward(timedelta(minutes=10))
        said = {"ticket": ticket, "level": "5", "go": "send"}
        client.post(f"/w/{phone.place.codes['A01']}", data=said)

    assert (asides(app), visits(app)) == ([None, None, None], 1)
