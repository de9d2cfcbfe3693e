"""Can a mini-program do for the citizen what the page of the case does?"""

from datetime import timedelta
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select
from werkzeug.test import TestResponse

from server.db import session
from server.models.cases import CaseRemark, CaseStep, CaseText
from server.models.ratings import Contact, Photo
from server.rules.cases.step_names import StepName
from tests import case_build
from tests.api.calls import Caller, fields_of
from tests.house.installation import Clock

KEY = "a-key-of-the-tests-0001"
WRONG = "ZZZZZZZZZZZZZZZZ"


def filed(caller: Caller, **said: Any) -> dict[str, Any]:
    """Number and secret code of a complaint."""
    opened: dict[str, Any] = caller.complain(**said).get_json()
    return opened


def read(caller: Caller, opened: dict[str, Any]) -> dict[str, Any]:
    """The case as it is told."""
    answer = caller.post("/cases/read", opened)
    assert answer.status_code == 200, answer.text
    told: dict[str, Any] = answer.get_json()
    return told


def take(
    caller: Caller, opened: dict[str, Any], step: str, *, key: str | None = None, **said: Any
) -> TestResponse:
    """The answer to a step."""
    return caller.post("/cases/steps", {**opened, "step": step, **said}, key=key)


def office(app: Flask, caller: Caller, opened: dict[str, Any], *steps: StepName) -> None:
    """The office takes these steps."""
    with app.app_context():
        supervisor = case_build.a_supervisor(caller.place)
        for name in steps:
            case_build.step(caller.place, opened["number"], name, supervisor)


N = StepName
TO_REPLY = (N.ACCEPT, N.START, N.DECIDE, N.REPLY)


def test_number_and_secret_read_the_whole_case(app: Flask, caller: Caller) -> None:
    opened = filed(caller)
    office(app, caller, opened, *TO_REPLY)

    told = read(caller, opened)

    assert (told["kind"], told["state"], told["window"]) == ("complaint", "replied", "A01")
    assert told["words"] == "等候时无人理会"
    assert [step["step"] for step in told["steps"]] == [
        "receive", "accept", "start", "decide", "reply",
    ]  # fmt: skip
    assert told["steps"][-1]["words"] == {"reply": "经核实属实，清单已更新。"}
    assert told["deadline"]["clock"] == "confirm"
    assert told["deadline"]["counted"][-1]["day"] == told["deadline"]["due_on"]
    assert {"confirm", "reopen"} <= {step["step"] for step in told["next_steps"]}


def test_nothing_of_the_office_alone_is_told(app: Flask, caller: Caller) -> None:
    opened = filed(caller)
    office(app, caller, opened, N.ACCEPT, N.NOTE, N.ASK_UNIT, N.START, N.DECIDE)

    told = caller.post("/cases/read", opened).text

    for hidden in ("已调取叫号记录", "请说明当时情况", "记录与所述一致", "supervisor-"):
        assert hidden not in told


def test_a_wrong_secret_and_an_unknown_number_get_the_same_answer(caller: Caller) -> None:
    opened = filed(caller)

    wrong = caller.post("/cases/read", {**opened, "secret_code": WRONG})
    unknown = caller.post("/cases/read", {**opened, "number": "0000000000"})

    assert (wrong.status_code, unknown.status_code) == (404, 404)
    assert wrong.data == unknown.data


def test_the_receipt_of_a_bad_rating_reads_its_case_without_a_number(caller: Caller) -> None:
    receipt = caller.rate(level=1, tags=["115"], text="态度不好").get_json()["receipt"]

    told = read(caller, {"secret_code": receipt})

    assert (told["kind"], told["words"]) == ("bad_rating", "态度不好")


def test_the_receipt_of_a_good_rating_reads_nothing(caller: Caller) -> None:
    receipt = caller.rate(level=5).get_json()["receipt"]

    assert caller.post("/cases/read", {"secret_code": receipt}).status_code == 404


def test_a_step_with_a_key_is_taken_once(app: Flask, caller: Caller) -> None:
    opened = filed(caller)

    first, again = (
        take(caller, opened, "citizen_message", words="补充", key=KEY) for _ in range(2)
    )

    assert (first.status_code, again.status_code) == (201, 201)
    assert first.data == again.data
    with app.app_context():
        assert list(session.scalars(select(CaseRemark.text))) == ["补充"]


def test_a_key_with_other_words_is_refused(caller: Caller) -> None:
    opened = filed(caller)
    take(caller, opened, "citizen_message", words="一", key=KEY)

    assert take(caller, opened, "citizen_message", words="二", key=KEY).status_code == 409


@pytest.mark.parametrize(
    ("step", "said", "state"),
    [
        pytest.param("confirm", {}, "closed", id="satisfied"),
        pytest.param("reopen", {"words": "问题还在"}, "reopened", id="once more"),
        pytest.param("withdraw", {}, "withdrawn", id="taken back"),
        pytest.param("rate_handling", {"level": 4}, "replied", id="rated"),
    ],
)
def test_an_answered_case_takes(
    app: Flask, caller: Caller, step: str, said: dict[str, Any], state: str
) -> None:
    opened = filed(caller)
    office(app, caller, opened, *TO_REPLY)

    answer = take(caller, opened, step, **said)

    assert (answer.status_code, answer.get_json()["state"]) == (201, state)


def test_reopening_needs_a_reason_by_the_name_of_the_field(app: Flask, caller: Caller) -> None:
    opened = filed(caller)
    office(app, caller, opened, *TO_REPLY)

    assert fields_of(take(caller, opened, "reopen")) == {"words": "problem.words_missing"}


def test_a_step_that_is_not_next_is_refused(caller: Caller) -> None:
    assert take(caller, filed(caller), "confirm").status_code == 409


def test_an_older_look_is_told_that_somebody_acted(app: Flask, caller: Caller) -> None:
    opened = filed(caller)
    office(app, caller, opened, *TO_REPLY)
    seen = read(caller, opened)["version"]
    office(app, caller, opened, N.MESSAGE)

    answer = take(caller, opened, "reopen", words="问题还在", seen_version=seen)

    assert (answer.status_code, answer.get_json()["code"]) == (409, "error.case_moved")


def test_a_photo_is_sent_ahead_added_and_seen_again(caller: Caller) -> None:
    opened = filed(caller)
    sent = caller.send_photo(use="case", **opened).get_json()

    take(caller, opened, "add_evidence", photos=[sent["reference"]])

    shown = read(caller, opened)["steps"][-1]["photos"]
    picture = caller.post("/cases/photos", {**opened, "name": shown[0]["name"]})
    assert picture.mimetype == "image/jpeg"
    assert picture.data.startswith(b"\xff\xd8")


def test_a_photo_sent_for_one_case_does_not_serve_another(caller: Caller) -> None:
    reference = caller.send_photo(use="case", **filed(caller)).get_json()["reference"]

    answer = take(caller, filed(caller), "add_evidence", photos=[reference])

    assert fields_of(answer) == {"photos.0": "api.photo_reference"}


def test_a_photo_of_another_case_is_not_found(caller: Caller) -> None:
    opened, other = filed(caller), filed(caller)
    sent = caller.send_photo(use="case", **other).get_json()
    take(caller, other, "add_evidence", photos=[sent["reference"]])
    name = read(caller, other)["steps"][-1]["photos"][0]["name"]

    assert caller.post("/cases/photos", {**opened, "name": name}).status_code == 404


def test_what_is_ones_own_is_seen_masked_and_erased(app: Flask, caller: Caller) -> None:
    opened = filed(caller, contact="13800000000", consent=True)
    assert read(caller, opened)["contact"] == "138****0000"

    take(caller, opened, "erase_contact")
    take(caller, opened, "erase_words")

    told = read(caller, opened)
    assert (told["contact"], told["words"]) == ("", "")
    with app.app_context():
        left = [
            row for table in (Contact, CaseText, Photo) for row in session.scalars(select(table))
        ]
    assert left == []


@pytest.mark.parametrize(("days", "status"), [(15, 201), (16, 409)])
def test_a_closed_case_is_reopened_within_fifteen_days(
    app: Flask, caller: Caller, clock: Clock, days: int, status: int
) -> None:
    opened = filed(caller)
    office(app, caller, opened, *TO_REPLY)
    take(caller, opened, "confirm")
    clock.forward(timedelta(days=days))

    assert take(caller, opened, "reopen", words="问题还在").status_code == status


def test_reading_writes_nothing(app: Flask, caller: Caller) -> None:
    opened = filed(caller)

    for _ in range(3):
        read(caller, opened)

    with app.app_context():
        assert list(session.scalars(select(CaseStep.step))) == ["receive"]
