"""Whatever words somebody uses, what they send is taken, at once and whole: by every way in."""

from collections.abc import Callable

import pytest
from flask import Flask
from sqlalchemy import select
from werkzeug.test import TestResponse

from server.db import session
from server.gate import Door
from server.models.cases import Case, CaseRemark, CaseText
from server.models.opinions import AnswerText, BoxSlip
from server.models.ratings import RatingText
from server.rules.cases.kinds import CaseKind
from tests.api.calls import Caller
from tests.build import MORNING, TestHall, a_hall, on_duty
from tests.house.installation import Clock
from tests.safety.build import RUDEST, a_questionnaire, break_the_list
from tests.web.case_visits import a_complaint
from tests.web.forms import form_of
from tests.web.visitors import Visitor

# Ways in for citizens that take no words: codes, secrets, pictures, proofs, one's own reading.
WORDLESS = {
    *("/api/v1/cases/read", "/api/v1/ratings/read", "/api/v1/box/read", "/api/v1/photos"),
    "/api/v1/cases/unsubscribe",
    *("/api/v1/cases/photos", "/api/v1/wechat/login", "/c", "/c/close", "/c/<number>"),
    *("/box/answer", "/r", "/verify", "/verify/proof.json"),
}


@pytest.fixture
def place(app: Flask, clock: Clock) -> TestHall:
    """A hall at ten in the morning; 0137 serves at A01 all day."""
    clock.move_to(MORNING)
    with app.app_context():
        place = a_hall()
        on_duty(place, "0137")
    return place


@pytest.fixture(params=["with the list", "without a list that can be read"])
def visitor(app: Flask, place: TestHall, clock: Clock, request: pytest.FixtureRequest) -> Visitor:
    """A citizen at the window, whether the list works or not."""
    if request.param != "with the list":
        break_the_list(app)
    return Visitor(app, app.test_client(), place, clock)


@pytest.fixture
def caller(visitor: Visitor) -> Caller:
    """The same with a phone."""
    return Caller(visitor.client, visitor.place)


def _rate(visitor: Visitor, _: Caller) -> TestResponse:
    return visitor.rate(level="1", text=RUDEST)


def _rate_again(visitor: Visitor, _: Caller) -> TestResponse:
    receipt = visitor.rated()
    visitor.client.post("/r", data={"receipt": receipt})
    page = visitor.client.post("/r", data={"receipt": receipt})
    page = visitor.client.get("/r/rating") if page.status_code == 303 else page
    return form_of(page).send(visitor.client, level="4", text=RUDEST)


def _answer(visitor: Visitor, _: Caller) -> TestResponse:
    with visitor.app.app_context():
        number = a_questionnaire(visitor.place)
    return form_of(visitor.client.get(f"/q/{number}")).send(visitor.client, q0="1", q1=RUDEST)


def _put_slip(visitor: Visitor, _: Caller) -> TestResponse:
    return form_of(visitor.client.get("/box")).send(visitor.client, text=RUDEST)


def _complain(visitor: Visitor, _: Caller) -> TestResponse:
    code = visitor.place.codes["A01"]
    form = form_of(visitor.client.get(f"/w/{code}/complain"))
    return form.send(visitor.client, kind="complaint", category="attitude", text=RUDEST)


def _say_more(visitor: Visitor, _: Caller) -> TestResponse:
    case = a_complaint(visitor)
    case.open()
    return case.take("citizen_message", words=RUDEST)


def _rate_by_phone(_: Visitor, caller: Caller) -> TestResponse:
    return caller.rate(level=1, text=RUDEST)


def _rate_again_by_phone(_: Visitor, caller: Caller) -> TestResponse:
    receipt = caller.rate().get_json()["receipt"]
    return caller.post("/ratings/second", {"receipt": receipt, "level": 4, "text": RUDEST})


def _complain_by_phone(_: Visitor, caller: Caller) -> TestResponse:
    return caller.complain(text=RUDEST)


def _say_more_by_phone(_: Visitor, caller: Caller) -> TestResponse:
    opened = caller.complain().get_json()
    said = {**opened, "step": "citizen_message", "words": RUDEST}
    return caller.post("/cases/steps", said)


def _answer_by_phone(visitor: Visitor, caller: Caller) -> TestResponse:
    with visitor.app.app_context():
        number = a_questionnaire(visitor.place)
    answers = [{"question": 1, "chosen": [1]}, {"question": 2, "text": RUDEST}]
    return caller.post(f"/questionnaires/{number}/answers", {"answers": answers})


def _put_slip_by_phone(_: Visitor, caller: Caller) -> TestResponse:
    return caller.post("/box", {"text": RUDEST})


Way = Callable[[Visitor, Caller], TestResponse]
WAYS: dict[str, Way] = {
    "/w/<code>": _rate,
    "/r/second": _rate_again,
    "/q/<number>": _answer,
    "/box": _put_slip,
    "/w/<code>/complain": _complain,
    "/c/<number>/steps": _say_more,
    "/api/v1/ratings": _rate_by_phone,
    "/api/v1/ratings/second": _rate_again_by_phone,
    "/api/v1/complaints": _complain_by_phone,
    "/api/v1/cases/steps": _say_more_by_phone,
    "/api/v1/questionnaires/<number>/answers": _answer_by_phone,
    "/api/v1/box": _put_slip_by_phone,
}
KEPT = {
    "ratings": RatingText.text,
    "cases": CaseText.text,
    "remarks": CaseRemark.text,
    "answers": AnswerText.text,
    "slips": BoxSlip.text,
}


@pytest.mark.parametrize("way", WAYS)
def test_the_rudest_words_are_taken_at_once_and_whole(
    way: str, visitor: Visitor, caller: Caller
) -> None:
    answer = WAYS[way](visitor, caller)

    assert answer.status_code in {200, 201, 303}, answer.text
    assert "＊" not in answer.text
    with visitor.app.app_context():
        kept = [text for column in KEPT.values() for text in session.scalars(select(column))]
    assert RUDEST in kept


@pytest.mark.parametrize("kind", CaseKind)
def test_no_kind_of_case_is_later_for_its_words(
    kind: CaseKind, visitor: Visitor, caller: Caller
) -> None:
    if kind is CaseKind.BAD_RATING:
        caller.rate(level=1, text=RUDEST)
    else:
        caller.complain(kind=kind.value, text=RUDEST)

    case = visitor.only(Case)

    assert (case.kind, case.state, case.is_open) == (kind, "received", True)
    assert case.received_at == visitor.clock.now()


def test_no_way_in_for_words_is_forgotten(app: Flask) -> None:
    """A new route for citizens stands in one of the two lists."""
    ways = {
        rule.rule
        for rule in app.url_map.iter_rules()
        if "POST" in (rule.methods or ())
        and getattr(app.view_functions[rule.endpoint], "door", None) is Door.CITIZEN
    }

    assert ways == {*WAYS, *WORDLESS}
