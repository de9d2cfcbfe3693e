"""WeChat's view is an extra sign: asked by the worker, forgotten within two hours."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select

from scheduled.safety import ask_what_waits, media_checked
from server.actions.safety.ask_wechat import ask_wechat
from server.db import session
from server.gate import Wiring, token_for
from server.models.safety import HeldWords, SafetyCheck
from server.queries.opinions.questionnaires import questionnaire_named, texts_of
from server.queries.safety.checks import SEALING, doubted_photos
from server.queries.safety.picture_address import LIFE, picture_address
from server.rules.safety.checks import OPENID_LIFE
from server.rules.safety.holding import Place
from server.settings import Settings
from tests.api.calls import Caller, a_picture
from tests.build import MORNING, TestHall, a_hall, on_duty
from tests.house.installation import Clock, a_settings
from tests.safety.build import a_questionnaire
from wechat.client import MemoryStore, Suggest, Wechat
from wechat.standin import StandIn, standing_in

OPENID = "o-of-a-phone"
DOUBTED = "某某主义"
A_TICK = timedelta(minutes=1)


@pytest.fixture
def database_url(sqlite_url: str) -> str:
    """One kind of database is enough for what is sent."""
    return sqlite_url


@pytest.fixture
def standin(clock: Clock) -> Iterator[StandIn]:
    """WeChat, in whose mini-program the person is now."""
    with standing_in(clock.now) as world:
        world.seen_at[OPENID] = MORNING
        world.judge_text(DOUBTED, Suggest.REVIEW, 20001)
        yield world


@pytest.fixture
def settings(database_url: str, tmp_path: Any, clock: Clock, standin: StandIn) -> Settings:
    """An installation with a mini-program."""
    clock.move_to(MORNING)
    wechat = {
        "WECHAT_APPID": standin.account.appid,
        "WECHAT_SECRET": standin.account.secret,
        "WECHAT_API_URL": standin.url,
    }
    return a_settings(database_url=database_url, var_dir=tmp_path, wechat=wechat)


@pytest.fixture
def place(app: Flask, standin: StandIn, clock: Clock) -> TestHall:
    """A hall in which 0137 serves; its client of WeChat rests for nobody."""
    wiring: Wiring = app.extensions["chuangping"]
    account = replace(standin.account, base_url=standin.url)
    vars(wiring)["wechat"] = Wechat(account, MemoryStore(), clock.now, pause=lambda _: None)
    with app.app_context():
        place = a_hall()
        on_duty(place, "0137")
    return place


@pytest.fixture
def phone(app: Flask, place: TestHall) -> Caller:
    """A phone that has signed in by WeChat."""
    with app.test_request_context():
        token = token_for(OPENID, MORNING)
    return Caller(app.test_client(), place, {"Authorization": f"Bearer {token}"})


def tick(app: Flask) -> None:
    """The worker looks."""
    wiring: Wiring = app.extensions["chuangping"]
    with app.app_context():
        ask_what_waits(wiring)


def rows(app: Flask, table: Any) -> list[Any]:
    """All rows of a table."""
    with app.app_context():
        found = list(session.scalars(select(table)))
        session.expunge_all()
        return found


def held(app: Flask) -> list[tuple[str, str, str]]:
    """What waits: where, why, and by which label."""
    return [(one.place, one.why, one.categories) for one in rows(app, HeldWords)]


def checked(standin: StandIn) -> list[str]:
    """Which calls about words and photos WeChat was asked."""
    return [one.path for one in standin.asked if "/wxa/" in one.path]


@pytest.mark.parametrize(
    ("text", "expected"), [(f"讲{DOUBTED}", [("rating", "wechat", "20001")]), ("很好", [])]
)
def test_the_worker_asks_about_the_words_of_a_phone_and_forgets_whose_they_were(
    app: Flask, phone: Caller, standin: StandIn, text: str, expected: list[tuple[str, str, str]]
) -> None:
    answer = phone.rate(text=text)
    asked_at_once = checked(standin)
    tick(app)

    assert answer.status_code == 201
    assert asked_at_once == []
    assert len(checked(standin)) == 1
    assert held(app) == expected
    assert rows(app, SafetyCheck) == []


def test_without_a_phone_nothing_is_asked_and_without_words_neither(
    app: Flask, phone: Caller
) -> None:
    Caller(app.test_client(), phone.place).rate(text="很好")
    phone.rate()

    assert rows(app, SafetyCheck) == []


def test_the_openid_is_nowhere_readable(app: Flask, phone: Caller) -> None:
    phone.rate(text="很好")

    (check,) = rows(app, SafetyCheck)
    assert OPENID.encode() not in check.openid_sealed


def test_while_wechat_is_down_it_is_asked_again_until_two_hours_are_over(
    app: Flask,
    phone: Caller,
    standin: StandIn,
    clock: Clock,
    caplog: pytest.LogCaptureFixture,
) -> None:
    standin.faults.gateways = 1000
    phone.rate(text=f"讲{DOUBTED}")

    for _ in range(int(OPENID_LIFE / A_TICK)):
        tick(app)
        clock.forward(A_TICK)
    tries, left = caplog.text.count("did not judge"), len(rows(app, SafetyCheck))
    tick(app)

    assert 8 <= tries <= 20
    assert left == 1
    assert (rows(app, SafetyCheck), held(app)) == ([], [])


def test_a_wechat_that_comes_back_is_heard(
    app: Flask, phone: Caller, standin: StandIn, clock: Clock
) -> None:
    standin.faults.busy = 1000
    phone.rate(text=f"讲{DOUBTED}")
    tick(app)

    standin.faults.busy = 0
    tick(app)
    too_soon = held(app)
    clock.forward(A_TICK)
    tick(app)

    assert too_soon == []
    assert held(app) == [("rating", "wechat", "20001")]


def test_words_that_wechat_doubts_leave_the_results_of_a_questionnaire(
    app: Flask, phone: Caller
) -> None:
    with app.app_context():
        number = a_questionnaire(phone.place)
    answers = [
        {"question": 1, "chosen": [1]},
        {"question": 2, "text": f"讲{DOUBTED}"},
    ]
    phone.post(f"/questionnaires/{number}/answers", {"answers": answers})

    before = shown(app, phone.place, number)
    tick(app)

    assert (before, shown(app, phone.place, number)) == ([f"讲{DOUBTED}"], [])


def shown(app: Flask, place: TestHall, number: str) -> list[str]:
    """The words in the results."""
    with app.app_context():
        asked = questionnaire_named(place.hall.id, number)
        assert asked is not None
        return list(texts_of(place.hall.id, asked).get(1, ()))


def a_photo_checked(app: Flask, phone: Caller) -> str:
    """The name of a photo that WeChat was asked about."""
    reference = phone.send_photo(a_picture(), ticket=(ticket := phone.ticket())).get_json()
    answer = phone.rate(ticket=ticket, photos=[reference["reference"]], level=1, tags=["115"])
    assert answer.status_code == 201, answer.text
    tick(app)
    (check,) = rows(app, SafetyCheck)
    assert (check.openid_sealed, bool(check.trace_id)) == (None, True)
    return str(check.ref)


@pytest.mark.parametrize(("suggest", "label"), [("risky", 20002), ("review", "20002")])
def test_a_photo_that_wechat_doubts_is_covered_however_often_it_tells(
    app: Flask, phone: Caller, suggest: str, label: object
) -> None:
    name = a_photo_checked(app, phone)
    (check,) = rows(app, SafetyCheck)
    event = {"trace_id": check.trace_id, "result": {"suggest": suggest, "label": label}}

    with app.app_context():
        for _ in range(2):
            media_checked(event, MORNING)
        doubted = doubted_photos(phone.place.hall.id, [name, "another.jpg"])

    assert doubted == {name: "20002"}
    assert rows(app, SafetyCheck) == []


@pytest.mark.parametrize(
    "event",
    [
        {},
        {"trace_id": "another", "result": {"suggest": "risky", "label": 20002}},
        {"trace_id": "", "result": None},
    ],
)
def test_an_event_about_nothing_of_ours_does_nothing(
    app: Flask, phone: Caller, event: dict[str, object]
) -> None:
    a_photo_checked(app, phone)

    with app.app_context():
        media_checked(event, MORNING)

    assert (len(rows(app, SafetyCheck)), held(app)) == (1, [])


def test_the_address_of_a_photo_opens_it_for_half_an_hour(
    app: Flask, phone: Caller, settings: Settings, clock: Clock
) -> None:
    name = a_photo_checked(app, phone)
    path = picture_address(name, settings, now=clock.now()).removeprefix(settings.public_url)
    client = app.test_client()

    opened = client.get(path)
    forged = client.get(path[:-1] + ("A" if path[-1] != "A" else "B"))
    clock.forward(LIFE)
    last = client.get(path)
    clock.forward(timedelta(seconds=1))
    late = client.get(path)

    assert (opened.status_code, opened.mimetype) == (200, "image/jpeg")
    assert [one.status_code for one in (forged, last, late)] == [404, 200, 404]


def test_a_question_is_asked_once_however_often_it_is_put(
    app: Flask, place: TestHall, settings: Settings
) -> None:
    with app.app_context():
        for _ in range(2):
            ask_wechat(
                place.hall.id,
                [(Place.RATING, "1")],
                OPENID,
                key=settings.key(SEALING),
                now=MORNING,
            )

    assert len(rows(app, SafetyCheck)) == 1
