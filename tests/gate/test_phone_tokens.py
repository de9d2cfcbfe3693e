"""What a phone shows: whose it is, for how long, and that nobody else can make one."""

from base64 import urlsafe_b64decode, urlsafe_b64encode
from dataclasses import replace
from datetime import datetime, timedelta

import pytest
from flask import Flask

from server.envelope import seal
from server.gate import Wiring, phone_openid, token_for
from server.gate.phones import CONTEXT, PURPOSE
from server.settings import Settings
from tests.api.calls import Caller
from tests.build import MORNING, TestHall, a_hall, on_duty
from tests.house.installation import NOW, Clock
from tests.house.phones import an_openid, holding, showing

OPENID = an_openid()


@pytest.fixture(autouse=True)
def at_ten(clock: Clock) -> None:
    """It is ten in the morning."""
    clock.move_to(NOW)


def given(app: Flask, now: datetime = NOW) -> str:
    with app.app_context():
        return token_for(OPENID, now)


def told(app: Flask, header: str) -> str | None:
    """Whom the program takes for the owner of a phone that shows this."""
    with app.test_request_context(headers={"Authorization": header}):
        return phone_openid()


def bearer(settings: Settings, purpose: str, context: str, words: str) -> str:
    token = seal(words, settings.key(purpose), context=context)
    return f"Bearer {urlsafe_b64encode(token).decode().rstrip('=')}"


def test_a_token_says_whose_phone_it_is(app: Flask) -> None:
    assert told(app, f"Bearer {given(app)}") == OPENID


def test_no_two_tokens_are_alike_and_none_shows_the_openid(app: Flask) -> None:
    first, second = given(app), given(app)

    assert first != second
    assert OPENID.encode() not in urlsafe_b64decode(first + "=" * (-len(first) % 4))


@pytest.mark.parametrize(
    ("age", "holds"),
    [
        (timedelta(hours=2), True),
        (timedelta(hours=2, seconds=1), False),
        (-timedelta(seconds=60), True),
        (-timedelta(seconds=61), False),
    ],
    ids=["two hours old", "older", "of a clock that goes a minute ahead", "from the future"],
)
def test_a_token_holds_for_two_hours(app: Flask, age: timedelta, holds: bool) -> None:
    assert (told(app, f"Bearer {given(app, NOW - age)}") == OPENID) is holds


def test_a_token_outlives_a_change_of_the_secret_while_the_old_one_is_known(
    app: Flask, settings: Settings
) -> None:
    token, store = given(app), app.extensions["chuangping"].photo_store
    renewed = replace(settings, secret_key="x" * 40)

    app.extensions["chuangping"] = Wiring(
        replace(renewed, old_secret_keys=(settings.secret_key,)), store
    )
    while_known = told(app, f"Bearer {token}")
    app.extensions["chuangping"] = Wiring(renewed, store)

    assert while_known == OPENID
    assert told(app, f"Bearer {token}") is None


def forged(app: Flask, settings: Settings) -> dict[str, str]:
    """What is not a token of ours, by what is wrong with it."""
    token, words = given(app), f"{int(NOW.timestamp())} {OPENID}"
    elsewhere = replace(settings, secret_key="y" * 40)
    other = "A" if token[-5] != "A" else "B"
    return {
        "one letter changed": f"Bearer {token[:-5]}{other}{token[-4:]}",
        "the first letter changed": f"Bearer {'B' if token[0] != 'B' else 'C'}{token[1:]}",
        "cut off": f"Bearer {token[:40]}",
        "too short for any": "Bearer AAAA",
        "half a byte": "Bearer A",
        "no letters": "Bearer 甲乙丙",
        "too long": f"Bearer {token}{'A' * 400}",
        "nothing": "Bearer ",
        "another scheme": f"Basic {token}",
        "sealed for another purpose": bearer(settings, "wechat/openid", CONTEXT, words),
        "sealed for another place": bearer(settings, PURPOSE, "draft", words),
        "of another installation": bearer(elsewhere, PURPOSE, CONTEXT, words),
    }


FORGED = (
    "one letter changed",
    "the first letter changed",
    "cut off",
    "too short for any",
    "half a byte",
    "no letters",
    "too long",
    "nothing",
    "another scheme",
    "sealed for another purpose",
    "sealed for another place",
    "of another installation",
)


@pytest.mark.parametrize("wrong", FORGED)
def test_what_is_not_ours_says_nothing(app: Flask, settings: Settings, wrong: str) -> None:
    header = forged(app, settings)[wrong]

    assert told(app, header.encode().decode("latin-1")) is None


def test_a_citizen_rates_whatever_their_phone_shows(app: Flask, settings: Settings) -> None:
    """A token that is over, forged or nobody's is no reason to refuse a rating."""
    with app.app_context():
        place = a_hall()
        on_duty(place, "0137")
    late = given(app, MORNING - timedelta(hours=3))
    headers = [f"Bearer {late}", *forged(app, settings).values()]

    statuses = [
        Caller(app.test_client(), place, {"Authorization": each.encode().decode("latin-1")})
        .rate()
        .status_code
        for each in headers
    ]

    assert set(statuses) == {201}


def test_a_phone_that_nobody_has_bound_is_told_so(app: Flask) -> None:
    with app.app_context():
        a_hall()
    phone = holding(app.test_client(), OPENID)

    assert phone.get("/api/v1/wechat/me").get_json() == {"person": None}
    assert phone.get("/api/v1/staff/me/ratings").status_code == 401


def test_who_shows_nothing_is_nobodys_phone(app: Flask) -> None:
    answers = [
        app.test_client().get("/api/v1/wechat/me"),
        app.test_client().post("/api/v1/wechat/bind", json={"code": "0123456789"}),
        app.test_client().delete("/api/v1/wechat/bind"),
        showing(app.test_client(), "A" * 91).get("/api/v1/wechat/me"),
    ]

    assert [answer.status_code for answer in answers] == [401] * 4
    assert {answer.get_json()["code"] for answer in answers} == {"error.sign_in_needed"}


def test_no_other_site_can_make_a_phone_act(app: Flask) -> None:
    """The token is added by the phone's program alone, so its origin may be anybody's."""
    with app.app_context():
        place: TestHall = a_hall()
    del place
    phone = holding(app.test_client(), OPENID)
    foreign = {"Sec-Fetch-Site": "cross-site", "Origin": "https://elsewhere.example"}

    by_token = phone.delete("/api/v1/wechat/bind", headers=foreign)
    without = app.test_client().delete("/api/v1/wechat/bind", headers=foreign)

    assert (by_token.status_code, without.status_code) == (409, 401)
