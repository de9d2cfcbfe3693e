"""What may another system read and do with its token, and what not?"""

from datetime import timedelta

import pytest
from flask import Flask
from sqlalchemy import select

from server.actions.operations.issue_token import issue_token
from server.actions.operations.revoke_token import revoke_token
from server.db import session
from server.gate import Door, door_of
from server.models.codes import WindowCode
from server.models.operations import AccessToken
from server.models.ratings import Rating
from tests.api.calls import Caller, fields_of
from tests.build import MORNING, TestHall, a_hall
from tests.house.installation import Clock

BEHIND_A_TOKEN = [
    "/registry/windows",
    "/registry/staff",
    "/registry/duties",
    "/codes",
    "/applications/counts?month=2026-11",
]


def behind_a_token(app: Flask) -> list[tuple[str, str]]:
    """Every route with Door.SYSTEM and each of its methods."""
    with app.test_request_context():
        return [
            (rule.rule.replace("<window>", "A01"), method)
            for rule in app.url_map.iter_rules()
            if door_of(app.view_functions[rule.endpoint]) is Door.SYSTEM
            for method in (rule.methods or set()) - {"OPTIONS", "HEAD"}
        ]


def link(system: Caller, visit: str = "A012", window: str = "A01") -> str:
    """The part of a visit link that a client hands to the scan."""
    answer = system.post("/tickets", {"window": window, "visit_number": visit})
    url: str = answer.get_json()["url"]
    return url.partition("?v=")[2]


def test_a_visit_link_leads_to_the_window_in_the_verified_lane(
    system: Caller, caller: Caller
) -> None:
    answer = system.post("/tickets", {"window": "A01", "visit_number": "A012"})

    url = answer.get_json()["url"]
    code = system.place.codes["A01"]
    assert url.startswith(f"https://pingjia.example.gov.cn/w/{code}?v=")
    assert caller.scan(query=f"?v={url.partition('?v=')[2]}")["lane"] == "verified"


def test_one_visit_is_rated_once_through_whichever_link(
    app: Flask, system: Caller, caller: Caller
) -> None:
    tickets = [caller.scan(query=f"?v={link(system)}")["ticket"] for _ in range(2)]

    first, second = (caller.rate(ticket=ticket) for ticket in tickets)

    assert (first.status_code, second.status_code) == (201, 409)
    with app.app_context():
        assert session.scalars(select(Rating.lane)).all() == ["verified"]


def test_the_same_number_on_another_day_is_another_visit(
    system: Caller, caller: Caller, clock: Clock
) -> None:
    today = caller.scan(query=f"?v={link(system)}")["ticket"]
    first = caller.rate(ticket=today)

    clock.forward(timedelta(days=1))
    tomorrow = caller.scan(query=f"?v={link(system)}")["ticket"]
    second = caller.rate(ticket=tomorrow)

    assert (first.status_code, second.status_code) == (201, 201)


def test_a_link_of_another_window_proves_nothing(system: Caller, caller: Caller) -> None:
    foreign = link(system, window="A02")

    assert caller.scan("A01", query=f"?v={foreign}")["lane"] == "printed"


def test_an_unknown_window_gets_no_link(system: Caller) -> None:
    answer = system.post("/tickets", {"window": "Z99", "visit_number": "1"})

    assert answer.status_code == 404
    assert "Z99" in answer.get_json()["detail"]


def test_the_longest_names_fit_into_a_link(app: Flask, clock: Clock) -> None:
    clock.move_to(MORNING)
    with app.app_context():
        place = a_hall("H" * 32, windows=["窗" * 16])
        token = issue_token(place.hall.id, "queue", now=MORNING)
    system = Caller(app.test_client(), place, {"Authorization": f"Bearer {token}"})

    answer = system.post("/tickets", {"window": "窗" * 16, "visit_number": "9" * 64})

    assert answer.status_code == 201


def test_windows_staff_and_duties_are_read(system: Caller) -> None:
    windows = system.get("/registry/windows").get_json()["windows"]
    staff = system.get("/registry/staff").get_json()["staff"]
    duties = system.get("/registry/duties").get_json()

    assert [window["number"] for window in windows] == ["A01", "A02"]
    assert [person["number"] for person in staff] == ["0137", "0138"]
    assert duties["day"] == "2026-11-25"
    assert [duty["staff_number"] for duty in duties["duties"]] == ["0137"]


def test_a_day_without_duties_has_none(system: Caller) -> None:
    answer = system.get("/registry/duties?day=2026-11-24")

    assert answer.get_json() == {"day": "2026-11-24", "duties": []}


@pytest.mark.parametrize("day", ["2026-13-01", "20261125", "yesterday", "2026-11-25T00:00:00"])
def test_a_day_is_written_in_one_way(system: Caller, day: str) -> None:
    answer = system.get(f"/registry/duties?day={day}")

    assert fields_of(answer) == {"day": "api.not_a_date"}


def test_codes_are_read_with_their_addresses(system: Caller) -> None:
    codes = system.get("/codes").get_json()["codes"]

    own = system.place.codes["A01"]
    url = f"https://pingjia.example.gov.cn/w/{own}"
    assert codes[0] == {"window": "A01", "code": own, "url": url}


def test_a_code_is_replaced_under_the_name_of_the_system(app: Flask, system: Caller) -> None:
    old = system.place.codes["A01"]

    fresh = system.post("/codes/A01/replace", {"code": old}).get_json()["code"]

    assert fresh != old
    with app.app_context():
        by = session.scalar(select(WindowCode.issued_by).where(WindowCode.code == fresh))
    assert by == "queue"


def test_replacing_again_by_mistake_changes_nothing(system: Caller) -> None:
    said = {"code": system.place.codes["A01"]}
    fresh = system.post("/codes/A01/replace", said).get_json()["code"]

    again = system.post("/codes/A01/replace", said)

    assert again.status_code == 404
    assert system.get("/codes").get_json()["codes"][0]["code"] == fresh


@pytest.mark.parametrize(
    "header", ["", "Bearer ", "Bearer wrong", "Basic cXVldWU6", "queue"], ids=lambda text: text
)
def test_without_a_valid_token_no_route_behind_one_opens(
    app: Flask, caller: Caller, header: str
) -> None:
    headers = {"Authorization": header} if header else {}

    answers = [
        caller.client.open(path, method=method, headers=headers)
        for path, method in behind_a_token(app)
    ]

    assert len(answers) >= len(BEHIND_A_TOKEN) + 2
    assert {answer.status_code for answer in answers} == {401}
    assert {answer.headers["WWW-Authenticate"] for answer in answers} == {"Bearer"}


def test_a_revoked_token_opens_nothing(app: Flask, system: Caller) -> None:
    assert system.get("/codes").status_code == 200

    with app.app_context():
        revoke_token(system.place.hall.id, "queue", now=MORNING)

    assert system.get("/codes").status_code == 401


def test_a_token_sees_its_own_hall_only(app: Flask, system: Caller) -> None:
    with app.app_context():
        a_hall("H2", windows=("B01",), staff=("0999",))

    told = [system.get(path).text for path in BEHIND_A_TOKEN]

    assert not [text for text in told if "B01" in text or "0999" in text]


def test_a_token_does_not_reach_a_window_of_another_hall(app: Flask, system: Caller) -> None:
    with app.app_context():
        other = a_hall("H2", windows=("B01",))

    link_there = system.post("/tickets", {"window": "B01", "visit_number": "1"})
    code_there = system.post("/codes/B01/replace", {"code": other.codes["B01"]})

    assert (link_there.status_code, code_there.status_code) == (404, 404)


def test_the_operator_sees_a_token_once_and_only_its_hash_stays(
    app: Flask, place: TestHall
) -> None:
    run = app.test_cli_runner().invoke(args=["tokens", "create", "roster"])

    token = run.stdout.strip()
    assert (
        Caller(app.test_client(), place, {"Authorization": f"Bearer {token}"})
        .get("/codes")
        .status_code
        == 200
    )
    with app.app_context():
        assert token not in str(session.execute(select(AccessToken)).scalars().one().__dict__)


def test_two_valid_tokens_of_one_name_would_be_confused(app: Flask, place: TestHall) -> None:
    runner = app.test_cli_runner()
    runner.invoke(args=["tokens", "create", "roster"])

    second = runner.invoke(args=["tokens", "create", "roster"])
    runner.invoke(args=["tokens", "revoke", "roster"])
    third = runner.invoke(args=["tokens", "create", "roster"])

    assert place.hall.code == "H1"
    assert (second.exit_code, third.exit_code) == (1, 0)
    assert "roster" in second.output


def test_revoking_a_token_that_is_not_there_says_so(app: Flask, place: TestHall) -> None:
    run = app.test_cli_runner().invoke(args=["tokens", "revoke", "nobody"])

    assert place.hall.code == "H1"
    assert run.exit_code == 1
    assert "nobody" in run.output


def an_application(number: str = "B1", **more: object) -> dict[str, object]:
    sound = {"window": "A01", "staff": "0137", "received_on": "2026-11-02"}
    return {"number": number, **sound, "finished_on": "2026-11-03", **more}


def test_a_business_system_sends_applications_and_reads_the_counts(system: Caller) -> None:
    told = an_application(told_once=True, supplements=0, faults=["error"], harm="some")
    first = system.post("/applications", {"applications": [told, an_application("B2")]})
    again = system.post("/applications", {"applications": [told]})

    [count] = system.get("/applications/counts?month=2026-11").get_json()["counts"]
    assert first.get_json() == {"added": 2, "changed": 0, "unchanged": 0}
    assert again.get_json() == {"added": 0, "changed": 0, "unchanged": 1}
    assert (count["finished"], count["told_known"], count["errors"]) == (2, 1, 1)


def test_one_bad_application_keeps_all_out_and_is_named(system: Caller) -> None:
    bad = an_application("B2", window="B09", finished_on="2026-11-01")
    answer = system.post("/applications", {"applications": [an_application(), bad]})

    named = [(one["field"], one["code"]) for one in answer.get_json()["errors"]]
    assert (answer.status_code, named) == (
        422,
        [
            ("applications.1.window", "source.unknown_window"),
            ("applications.1.finished_on", "source.finished_before_received"),
        ],
    )
    assert system.get("/applications/counts?month=2026-11").get_json()["counts"] == []
