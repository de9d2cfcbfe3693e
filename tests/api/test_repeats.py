"""Does the same request with the same key get the same answer, whatever it does?"""

import pytest
from flask import Flask
from sqlalchemy import event, func, select

from server.db import session
from server.models.cases import Case
from server.models.operations import KeptReply
from server.models.ratings import Rating
from tests.api.calls import Caller, fields_of

KEY_OF_16 = "0123456789abcdef"


def test_the_same_key_and_content_get_the_first_answer(app: Flask, caller: Caller) -> None:
    ticket = caller.ticket()

    first = caller.complain(ticket=ticket, key=KEY_OF_16)
    again = caller.complain(ticket=ticket, key=KEY_OF_16)

    assert (first.status_code, first.data) == (again.status_code, again.data)
    assert again.headers["Idempotency-Replayed"] == "true"
    with app.app_context():
        assert session.scalar(select(func.count()).select_from(Case)) == 1


def test_the_same_key_with_other_content_is_refused(app: Flask, caller: Caller) -> None:
    ticket = caller.ticket()
    caller.rate(ticket=ticket, key=KEY_OF_16)

    answer = caller.rate(ticket=ticket, level=4, key=KEY_OF_16)

    assert answer.status_code == 409
    assert answer.get_json()["code"] == "error.key_reused"
    with app.app_context():
        assert session.scalars(select(Rating.level)).all() == [5]


def test_a_second_rating_is_safe_to_repeat_with_a_key(caller: Caller) -> None:
    said = {"receipt": caller.rate().get_json()["receipt"], "level": 4}

    answers = [caller.post("/ratings/second", said, key=KEY_OF_16) for _ in range(2)]

    assert [answer.status_code for answer in answers] == [201, 201]
    assert answers[0].data == answers[1].data


def test_a_refusal_is_not_kept(app: Flask, caller: Caller) -> None:
    ticket = caller.ticket()
    refused = caller.rate(ticket=ticket, level=1, key=KEY_OF_16)

    taken = caller.rate(ticket=ticket, level=1, text="久等", key=KEY_OF_16)

    assert (refused.status_code, taken.status_code) == (422, 201)
    with app.app_context():
        assert session.scalar(select(func.count()).select_from(KeptReply)) == 1


def test_a_key_belongs_to_one_route(caller: Caller) -> None:
    ticket = caller.ticket()

    rated = caller.rate(ticket=ticket, key=KEY_OF_16)
    filed = caller.complain(ticket=ticket, key=KEY_OF_16)

    assert "receipt" in rated.get_json()
    assert "number" in filed.get_json()


@pytest.mark.parametrize(
    ("key", "status"),
    [("x" * 15, 422), ("x" * 16, 201), ("x" * 128, 201), ("x" * 129, 422), ("键" * 16, 422)],
    ids=["15", "16", "128", "129", "not ascii"],
)
def test_a_key_has_16_to_128_letters(caller: Caller, key: str, status: int) -> None:
    answer = caller.rate(key=key.encode().decode("latin-1"))

    assert answer.status_code == status
    assert status == 201 or fields_of(answer) == {"Idempotency-Key": "api.ill_formed"}


def test_without_a_key_no_statement_asks_for_one(app: Flask, caller: Caller) -> None:
    ticket = caller.ticket()
    statements: list[str] = []
    with app.app_context():
        engine = app.extensions["sqlalchemy"].engine
    event.listen(engine, "before_cursor_execute", lambda *args: statements.append(args[2]))

    caller.rate(ticket=ticket)

    assert statements
    assert not [one for one in statements if "kept_reply" in one]
