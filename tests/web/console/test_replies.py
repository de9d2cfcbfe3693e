"""Is a reply reviewed before everybody reads it, and does it name nobody?"""

from datetime import timedelta

import pytest
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from server.actions.registry.set_hall_setting import set_hall_setting
from server.rules.accounts.roles import Role
from server.rules.cases.kinds import CaseState
from server.rules.hall_settings import SettingRow
from tests.actions.ledger.decided import a_rated_hall
from tests.build import TestHall, at
from tests.case_build import a_case, a_supervisor, walked_to
from tests.house.installation import Clock
from tests.house.signed_in import TestAccount, an_account, sign_in

TODAY = at("2026-12-02 10:00")


@pytest.fixture
def place(app: Flask, clock: Clock) -> TestHall:
    """It is the 2nd of December."""
    clock.move_to(TODAY)
    with app.app_context():
        return a_rated_hall()


def browser(app: Flask, who: TestAccount) -> FlaskClient:
    return sign_in(app.test_client(), who)


def seen(answer: TestResponse) -> str:
    assert answer.status_code == 200, answer.text
    return answer.text


@pytest.fixture
def closed(app: Flask, place: TestHall) -> str:
    """The number of a complaint that was answered and closed, in a hall that publishes replies."""
    with app.app_context():
        number = walked_to(place, a_case(place), CaseState.CLOSED, a_supervisor(place))
        row = SettingRow("replies_published", "", "yes", at("2026-11-01 00:00").date())
        set_hall_setting(place.hall.id, row, by="李某", now=TODAY)
    return number


@pytest.fixture
def publisher(app: Flask, place: TestHall) -> FlaskClient:
    with app.app_context():
        who = an_account(place, Role.PUBLISHER)
    return browser(app, who)


SAID = {"asked": "材料清单和窗口要求不一样。", "reply": "清单已更新，窗口和网上一致。"}


def test_a_reply_is_reviewed_published_and_withdrawn(
    app: Flask, publisher: FlaskClient, closed: str
) -> None:
    stranger = app.test_client()

    assert closed in seen(publisher.get("/console/replies"))
    sent = publisher.post(f"/console/replies/{closed}", data=SAID)
    public = seen(stranger.get("/public/replies"))
    said = stranger.get("/api/v1/public/replies").get_json()
    withdrawn = publisher.post(f"/console/replies/{closed}/withdraw", data={"reason": "措辞"})

    assert (sent.status_code, withdrawn.status_code) == (303, 303)
    assert SAID["asked"] in public
    assert closed not in public
    assert [set(one) for one in said["replies"]] == [
        {"number", "kind", "asked", "reply", "published_on"}
    ]
    assert SAID["asked"] not in seen(stranger.get("/public/replies"))
    assert stranger.get("/api/v1/public/replies").get_json()["replies"] == []


@pytest.mark.parametrize(
    "words",
    [
        {"reply": "请打 13800000000"},
        {"asked": "张某态度不好"},
        {"reply": "案号 {case} 已办结"},
        {"asked": "问" * 501},
    ],
    ids=["phone", "name", "case number", "too long"],
)
def test_what_tells_who_it_is_is_not_published(
    app: Flask, publisher: FlaskClient, closed: str, words: dict[str, str]
) -> None:
    said = {**SAID, **{part: text.format(case=closed) for part, text in words.items()}}

    answer = publisher.post(f"/console/replies/{closed}", data=said)

    assert answer.status_code == 422
    assert SAID["reply"] in answer.text or SAID["asked"] in answer.text
    assert app.test_client().get("/api/v1/public/replies").get_json()["total"] == 0


def test_a_hall_that_publishes_no_replies_shows_none(
    app: Flask, place: TestHall, publisher: FlaskClient, closed: str
) -> None:
    publisher.post(f"/console/replies/{closed}", data=SAID)
    with app.app_context():
        row = SettingRow("replies_published", "", "no", at("2026-11-02 00:00").date())
        set_hall_setting(place.hall.id, row, by="李某", now=TODAY + timedelta(hours=1))

    refused = publisher.post(f"/console/replies/{closed}", data=SAID)

    assert app.test_client().get("/public/replies").status_code == 404
    assert app.test_client().get("/api/v1/public/replies").get_json()["replies"] == []
    assert refused.status_code in {404, 409}
