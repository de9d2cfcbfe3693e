"""Does every refusal say what is wrong, in the reader's language and with the right status?"""

import sqlite3
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import event, func, select
from werkzeug.test import TestResponse

from server.db import session
from server.models.cases import Case
from tests.api.calls import Caller, fields_of
from tests.build import TestHall
from tests.house.installation import a_settings, installed


@pytest.fixture
def database_url(sqlite_url: str) -> str:
    """One database is enough: these requests are refused before it is asked."""
    return sqlite_url


DEEP = b'{"a":' * 20 + b"1" + b"}" * 20


@pytest.mark.parametrize(
    ("body", "code"),
    [
        (b"", "api.broken_json"),
        (b"{", "api.broken_json"),
        (b'{"level": NaN}', "api.broken_json"),
        (b'{"level": Infinity}', "api.broken_json"),
        (b"{'level': 5}", "api.broken_json"),
        (b'{"level": 5,}', "api.broken_json"),
        ("{“level”: 5}".encode(), "api.broken_json"),
        ('{"text": "很快"}'.encode("gb18030"), "api.broken_json"),
        (b'{"text": "\\ud800"}', "api.broken_json"),
        (b'{"level": 5, "level": 1}', "api.repeated_key"),
        (b'{"text": "a:b", "level": 5, "level": 1}', "api.repeated_key"),
        (b'{"a": {"b": 1, "b": 2}}', "api.repeated_key"),
        (b'{"a":' + DEEP + b"}", "api.too_deep"),
        (b"[" * 50_000 + b"]" * 50_000, "api.too_large"),
        (b"[" * 30_000 + b"]" * 30_000, "api.too_deep"),
    ],
    ids=range(15),
)
def test_what_cannot_be_read_in_one_way_is_refused(caller: Caller, body: bytes, code: str) -> None:
    answer = caller.send("/ratings", body)

    assert answer.get_json()["code"] == code
    assert answer.status_code == (413 if code == "api.too_large" else 400)


def test_broken_json_is_told_with_its_place(caller: Caller) -> None:
    answer = caller.send("/ratings", b'{\n  "level": 5\n  "text": ""}')

    assert "第 3 行" in answer.get_json()["detail"]


def test_twenty_levels_are_read_and_refused_for_their_shape_alone(caller: Caller) -> None:
    answer = caller.send("/ratings", DEEP)

    assert answer.get_json()["code"] == "api.shape"


@pytest.mark.parametrize("body", [b"5", b'"text"', b"[]", b"null", b"true"], ids=str)
def test_a_body_is_an_object(caller: Caller, body: bytes) -> None:
    answer = caller.send("/ratings", body)

    assert fields_of(answer) == {"": "api.not_object"}


@pytest.mark.parametrize(("size", "status"), [(65_536, 422), (65_537, 413)])
def test_a_json_body_has_64_kb_at_most(caller: Caller, size: int, status: int) -> None:
    body = b'{"x": "' + b"a" * (size - 9) + b'"}'
    assert len(body) == size

    assert caller.send("/ratings", body).status_code == status


@pytest.mark.parametrize("kind", ["text/plain", "application/xml", "", "application/jsonx"])
def test_another_content_type_is_refused_with_the_right_one(caller: Caller, kind: str) -> None:
    answer = caller.send("/ratings", b"{}", kind=kind)

    assert answer.status_code == 415
    assert "application/json" in answer.get_json()["detail"]


def test_a_wrong_method_is_answered_with_those_allowed(caller: Caller) -> None:
    answer = caller.client.delete("/api/v1/ratings")

    assert answer.status_code == 405
    assert set(answer.headers["Allow"].split(", ")) == {"POST", "OPTIONS"}
    assert is_problem(answer)


def test_an_address_that_is_not_there_is_a_problem_too(caller: Caller) -> None:
    answer = caller.get("/nowhere")

    assert answer.status_code == 404
    assert is_problem(answer)


def test_a_page_of_another_site_cannot_send_a_rating(caller: Caller) -> None:
    answer = caller.client.post(
        "/api/v1/ratings", json={}, headers={"Sec-Fetch-Site": "cross-site"}
    )

    assert answer.status_code == 403
    assert is_problem(answer)


def test_a_field_in_the_address_that_nobody_reads_is_refused(caller: Caller) -> None:
    answer = caller.post("/ratings?level=5", {})

    assert fields_of(answer) == {"level": "api.unknown_field"}


def test_a_field_twice_in_the_address_is_refused(caller: Caller) -> None:
    answer = caller.get("/public/notices?page=1&page=2")

    assert fields_of(answer) == {"page": "api.repeated_field"}


def test_a_language_that_we_do_not_speak_is_refused(caller: Caller) -> None:
    answer = caller.get("/public/notices?lang=fr")

    assert fields_of(answer) == {"lang": "api.not_a_choice"}


@pytest.mark.parametrize("page", ["0", "-1", "1.5", "٣", "1_0", " 1", "10001", ""])
def test_a_page_is_a_plain_number(caller: Caller, page: str) -> None:
    answer = caller.get("/public/notices", query_string={"page": page})

    assert set(fields_of(answer)) == {"page"}


@pytest.mark.parametrize(
    ("query", "header", "words"),
    [
        ("", None, "没有找到这个窗口码。"),
        ("", "en-GB,en;q=0.9", "No window has this code."),
        ("?lang=zh", "en", "没有找到这个窗口码。"),
        ("?lang=en", "zh-CN", "No window has this code."),
        ("", "fr", "没有找到这个窗口码。"),
    ],
    ids=["nothing said", "browser", "asked zh", "asked en", "foreign"],
)
def test_a_problem_is_told_in_the_readers_language(
    caller: Caller, query: str, header: str | None, words: str
) -> None:
    headers = {"Accept-Language": header} if header else {}

    answer = caller.client.get(f"/api/v1/windows/ZZZZZZZZ{query}", headers=headers)

    assert answer.get_json()["detail"] == words


def test_a_problem_has_the_members_of_its_standard(caller: Caller) -> None:
    answer = caller.rate(level=2)

    said = answer.get_json()
    assert set(said) == {"type", "title", "status", "code", "detail", "errors"}
    assert said["status"] == answer.status_code
    assert said["type"] == "/api/v1/problems/error.form"


def test_the_type_of_a_problem_leads_to_its_explanation(caller: Caller) -> None:
    problem = caller.rate(level=2).get_json()

    told = caller.client.get(problem["type"]).get_json()

    assert told["code"] == "error.form"
    assert told["zh"].startswith("还差一步")


def test_a_problem_that_is_none_is_not_explained(caller: Caller) -> None:
    assert caller.get("/problems/setting.supervision_office").status_code == 404
    assert caller.get("/problems/error.nothing").status_code == 404


def test_a_thousand_unknown_fields_are_told_in_few_words(caller: Caller) -> None:
    answer = caller.post("/ratings", {f"field{number}": 1 for number in range(1000)})

    assert answer.status_code == 422
    assert len(answer.get_json()["errors"]) == 50


def test_a_very_long_name_is_not_thrown_back_whole(caller: Caller) -> None:
    answer = caller.post("/ratings", {"x" * 50_000: 1})

    assert len(answer.data) < 2000


def test_an_unreachable_database_is_told_as_such(tmp_path: Path, place: TestHall) -> None:
    settings = a_settings(
        database_url="postgresql://nobody@127.0.0.1:9/none?connect_timeout=1", var_dir=tmp_path
    )
    with installed(settings) as app:
        answer = Caller(app.test_client(), place).get(f"/windows/{place.codes['A01']}")

    assert answer.status_code == 503
    assert answer.get_json()["code"] == "error.database_unreachable"


def test_an_outdated_database_is_told_as_such(tmp_path: Path, place: TestHall) -> None:
    sqlite3.connect(tmp_path / "empty.db").close()
    settings = a_settings(database_url=f"sqlite:///{tmp_path / 'empty.db'}", var_dir=tmp_path)
    with installed(settings) as app:
        answer = Caller(app.test_client(), place).get(f"/windows/{place.codes['A01']}")

    assert answer.status_code == 503
    assert answer.get_json()["code"] == "error.database_outdated"


def test_a_full_database_refuses_and_loses_nothing(app: Flask, caller: Caller) -> None:
    ticket = caller.ticket()
    with app.app_context():
        engine = app.extensions["sqlalchemy"].engine
    engine.dispose()
    event.listen(engine, "connect", lambda one, _: one.execute("PRAGMA max_page_count=1"))

    answers = [caller.complain(ticket=ticket, text=f"{at} " + "字" * 1900) for at in range(40)]

    kept = [answer for answer in answers if answer.status_code == 201]
    refused = [answer for answer in answers if answer.status_code != 201]
    assert {answer.status_code for answer in refused} == {507}
    assert refused[0].get_json()["code"] == "error.database_full"
    with app.app_context():
        assert session.scalar(select(func.count()).select_from(Case)) == len(kept)


def is_problem(answer: TestResponse) -> bool:
    """Whether the answer is a problem in Chinese, as the API gives it."""
    return answer.mimetype == "application/problem+json" and answer.get_json()["title"] != ""
