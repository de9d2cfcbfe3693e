"""What the phone of somebody at a window needs: today, a scan, documents, rectifications."""

from datetime import timedelta
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from server.actions.codes.replace_code import replace_code
from server.actions.distribution.send_document import send_document
from server.actions.inspections.take_order_step import take_order_step
from server.queries.distribution.documents import latest_document
from server.queries.ledger.appeals import appeal_numbered
from server.queries.operations.photos import without_row
from server.rules.accounts.roles import Role
from server.rules.distribution.kinds import DocumentKind, Recipient, RecipientKind
from server.rules.inspections.orders import OrderForm, OrderStepName
from server.rules.months import day_of
from tests.actions.inspections.rounds_build import (
    SCHEME,
    Team,
    a_round,
    a_team,
    facts,
    find,
    order,
)
from tests.api.calls import BOUNDARY, KEY, ROOT, a_picture, fields_of, multipart
from tests.appraisal_build import an_adopted_scheme
from tests.build import MORNING, TestHall, a_hall
from tests.house.installation import Clock
from tests.house.signed_in import TestAccount, an_account, sign_in

OWN = f"{ROOT}/staff/me"
MULTIPART = f"multipart/form-data; boundary={BOUNDARY}"
HOST = "https://pingjia.example.gov.cn"


@pytest.fixture
def database_url(sqlite_url: str) -> str:
    """One database is enough: the actions and questions are tested on both."""
    return sqlite_url


@pytest.fixture
def team(app: Flask, place: TestHall) -> Team:
    with app.app_context():
        return a_team(place)


def of(app: Flask, account: TestAccount) -> FlaskClient:
    return sign_in(app.test_client(), account)


@pytest.fixture
def clerk(app: Flask, team: Team) -> FlaskClient:
    """The phone of 0137."""
    return of(app, team.clerk)


def today(client: FlaskClient) -> Any:
    answer = client.get(f"{OWN}/today")
    assert answer.status_code == 200, answer.text
    return answer.get_json()


def sign(client: FlaskClient, **said: str) -> TestResponse:
    return client.post(f"{OWN}/sign", json={"direction": "in", **said})


def test_a_day_begins_with_signing_in_and_ends_with_nothing_more_to_do(
    place: TestHall, clerk: FlaskClient, clock: Clock
) -> None:
    first = today(clerk)
    sign(clerk, code=place.codes["A01"])
    second = today(clerk)
    clock.move_to(MORNING + timedelta(minutes=5))
    sign(clerk, direction="out")
    third = today(clerk)

    assert [one["next_step"] for one in (first, second, third)] == [
        "sign_in", "sign_out", "nothing",
    ]  # fmt: skip
    assert [one["window"] for one in first["duties"]] == ["A01"]
    assert (first["signed_in"], first["hall"]["code"]) == (None, "H1")
    assert second["signed_in"] == {"window": "A01", "since": "10:00"}
    assert [(one["clock"], one["direction"]) for one in third["signs"]] == [
        ("10:00", "in"), ("10:05", "out"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    "scanned",
    [
        "{code}",
        f"{HOST}/w/{{code}}",
        f"{HOST}/W/{{lower}}?k=4471",
        "pages/rate/rate?scene={code}",
        " {spaced} ",
    ],
)
def test_a_code_and_a_whole_link_sign_in_alike(
    place: TestHall, clerk: FlaskClient, scanned: str
) -> None:
    code = place.codes["A01"]
    text = scanned.format(code=code, lower=code.lower(), spaced=f"{code[:4]} {code[4:]}")

    assert sign(clerk, code=text).get_json() == {"is_new": True, "window": "A01"}


def test_a_code_that_is_none_of_theirs_is_told_as_what_it_is(
    app: Flask, place: TestHall, clerk: FlaskClient
) -> None:
    with app.app_context():
        other = a_hall("H2", windows=("B01",))
        replace_code(place.hall.id, "A02", by="王某", now=MORNING)
    scans = {
        "another hall's": other.codes["B01"],
        "revoked": place.codes["A02"],
        "unknown": "7Q2K9FXY",
        "no code": f"{HOST}/public/",
    }

    answers = {name: sign(clerk, code=text).get_json()["code"] for name, text in scans.items()}

    assert answers == {
        "another hall's": "attendance_own.code_elsewhere",
        "revoked": "error.code_revoked",
        "unknown": "error.unknown_code",
        "no code": "error.unknown_code",
    }
    assert today(clerk)["signed_in"] is None


def a_bulletin(app: Flask, place: TestHall, team: Team) -> str:
    """An order as a document, which 0137 was sent and which is signed for."""
    with app.app_context():
        number = order(place, team)
        day = day_of(MORNING, place.hall.zone).isoformat()
        found = latest_document(place.hall.id, DocumentKind.ORDER, day, number)
        assert found is not None
        clerk = Recipient(RecipientKind.STAFF, place.staff["0137"])
        send_document(place.hall, found.number, (clerk,), by="赵某", now=MORNING)
        return found.number


def test_a_document_is_read_part_by_part_and_signed_for_once(
    app: Flask, place: TestHall, team: Team, clerk: FlaskClient
) -> None:
    path = f"{OWN}/documents/{a_bulletin(app, place, team)}"
    waiting = today(clerk)["waiting"]["documents"]
    parts = clerk.get(path).get_json()["parts"]
    read = clerk.post(path, json={}).get_json()
    signed = clerk.post(path, json={"signs": True}).get_json()
    again = clerk.post(path, json={"signs": True}).get_json()

    assert (waiting, today(clerk)["waiting"]["documents"]) == (1, 0)
    assert parts[0]["kind"] == "title"
    assert "统一着装" in str(parts)
    assert (read["read_on"], read["signed_on"]) == ("2026-11-25", None)
    assert signed["signed_on"] == again["signed_on"] == "2026-11-25"


def test_anothers_document_is_as_unknown_as_none(app: Flask, place: TestHall, team: Team) -> None:
    number = a_bulletin(app, place, team)
    with app.app_context():
        other = of(app, an_account(place, Role.STAFF, staff="0138"))

    answers = [other.post(f"{OWN}/documents/{one}", json={}) for one in (number, "AAAAAAAAAA")]

    assert [one.status_code for one in answers] == [404, 404]
    assert answers[0].data == answers[1].data


def a_photo_for(client: FlaskClient, path: str, key: str) -> str:
    body = multipart({"form": path, "sent_with": key}, a_picture())
    sent = client.post(f"{OWN}/photos", data=body, content_type=MULTIPART)
    assert sent.status_code == 201, sent.text
    return str(sent.get_json()["reference"])


def test_a_head_answers_an_order_with_photos_once(app: Flask, place: TestHall, team: Team) -> None:
    with app.app_context():
        number = order(place, team)
    head, path, key = of(app, team.head), f"{OWN}/rectifications/{number}/answer", "k" * 16
    said = {"words": "已经清理", "photos": [a_photo_for(head, path, key)]}

    first = head.post(path, json=said, headers={KEY: key})
    again = head.post(path, json=said, headers={KEY: key})
    late = head.post(path, json={"words": "又一次"})
    shown = head.get(f"{OWN}/rectifications/{number}").get_json()

    assert (first.status_code, again.status_code, late.status_code) == (201, 201, 409)
    assert first.data == again.data
    assert (shown["state"], shown["may_answer"], shown["demand"]) == (
        "answered", False, "统一着装",
    )  # fmt: skip
    assert [one["step"] for one in shown["steps"]] == ["issue", "answer"]
    name = shown["steps"][1]["photos"][0]
    photo = head.get(f"{OWN}/rectifications/{number}/photos/{name}")
    assert (photo.status_code, photo.mimetype) == (200, "image/jpeg")


def test_what_waits_for_a_head_is_counted_and_for_others_is_nothing(
    app: Flask, place: TestHall, team: Team, clerk: FlaskClient
) -> None:
    with app.app_context():
        order(place, team)
        both = an_account(place, Role.STAFF, Role.DEPARTMENT_HEAD, department="D1", staff="0138")

    assert today(of(app, both))["waiting"]["rectifications"] == 1
    assert today(clerk)["waiting"]["rectifications"] is None


def test_an_appeal_keeps_its_photos_and_a_fourth_is_too_many(
    app: Flask, place: TestHall, team: Team, clerk: FlaskClient
) -> None:
    path, key = f"{OWN}/appeals", "k" * 16
    photos = [a_photo_for(clerk, path, key) for _ in range(4)]
    fact = a_fact(app, place, team)
    said = {"against": "fact", "what": fact, "words": "当时我在另一个窗口"}

    four = clerk.post(path, json={**said, "photos": photos}, headers={KEY: key})
    three = clerk.post(path, json={**said, "photos": photos[:3]}, headers={KEY: key})

    assert set(fields_of(four)) == {"photos"}
    assert three.status_code == 201, three.text
    assert three.get_json()["photos"] == 3
    with app.app_context():
        found = appeal_numbered(place.hall.id, three.get_json()["number"])
        assert without_row((*found.photos, "stray.jpg")) == ("stray.jpg",)
    own = clerk.get(f"/staff/appeals/{found.number}/photos/{found.photos[0]}")
    office = of(app, team.second).get(f"/console/appeals/{found.number}/photos/{found.photos[0]}")
    assert (own.mimetype, office.mimetype) == ("image/jpeg", "image/jpeg")


def a_fact(app: Flask, place: TestHall, team: Team) -> str:
    """What an inspection found about 0137; the number of its fact."""
    with app.app_context():
        an_adopted_scheme(place, SCHEME)
        find(place, team, a_round(place, team))
        return facts()[0].number


def test_an_answered_order_waits_for_the_check_and_not_for_the_head(
    app: Flask, place: TestHall, team: Team
) -> None:
    with app.app_context():
        number = order(place, team)
        both = an_account(place, Role.STAFF, Role.DEPARTMENT_HEAD, department="D1", staff="0138")
        form = OrderForm("已办", OrderStepName.ANSWER)
        take_order_step(place.hall, number, form, by=team.head.actor, now=MORNING)

    assert today(of(app, both))["waiting"]["rectifications"] == 0
