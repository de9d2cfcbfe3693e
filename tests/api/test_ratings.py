"""Does a rating come in by JSON once and whole, and is everything else refused in clear words?"""

from datetime import timedelta
from typing import Any

from flask import Flask
from sqlalchemy import func, select

from server.db import session
from server.models.cases import Case
from server.models.ratings import Contact, Rating, RatingText, Receipt
from tests.api.calls import Caller, fields_of
from tests.house.installation import Clock


def how_many(app: Flask, table: Any) -> int:
    """How many rows a table has."""
    with app.app_context():
        return session.scalar(select(func.count()).select_from(table)) or 0


def test_a_rating_is_answered_with_its_receipt(app: Flask, caller: Caller) -> None:
    answer = caller.rate(tags=["510"], text="很快")

    assert answer.status_code == 201
    assert len(answer.get_json()["receipt"]) == 16
    with app.app_context():
        rating = session.scalars(select(Rating)).one()
        assert (rating.level, rating.tags, rating.lane) == (5, "510", "printed")
        assert session.scalars(select(RatingText.text)).one() == "很快"


def test_the_receipt_is_nowhere_in_the_database(app: Flask, caller: Caller) -> None:
    receipt = caller.rate(key="a key of sixteen.".replace(" ", "-")).get_json()["receipt"]

    with app.app_context():
        dump = str(session.connection().exec_driver_sql("SELECT * FROM receipt").all())
        kept = str(session.connection().exec_driver_sql("SELECT * FROM kept_reply").all())
    assert receipt not in dump
    assert receipt not in kept


def test_the_same_form_again_is_the_same_rating_byte_for_byte(app: Flask, caller: Caller) -> None:
    ticket = caller.ticket()

    first, again = caller.rate(ticket=ticket), caller.rate(ticket=ticket)

    assert first.data == again.data
    assert (first.status_code, again.status_code) == (201, 201)
    assert [one.headers.get("Idempotency-Replayed") for one in (first, again)] == [None, "true"]
    assert how_many(app, Rating) == how_many(app, Receipt) == 1


def test_a_bad_rating_needs_a_tag_or_a_word(app: Flask, caller: Caller) -> None:
    answer = caller.rate(level=2)

    assert answer.status_code == 422
    assert fields_of(answer) == {"tags": "problem.reason_missing"}
    assert how_many(app, Rating) == 0


def test_a_bad_rating_with_a_reason_opens_a_case(app: Flask, caller: Caller) -> None:
    caller.rate(level=1, tags=["115"])

    assert how_many(app, Case) == 1


def test_a_contact_is_kept_sealed(app: Flask, caller: Caller) -> None:
    caller.rate(contact="13800000000", consent=True)

    with app.app_context():
        sealed = session.scalars(select(Contact.sealed)).one()
    assert b"13800000000" not in sealed


def test_a_ticket_is_good_for_two_hours(caller: Caller, clock: Clock) -> None:
    early, late = caller.ticket(), caller.ticket()

    clock.forward(timedelta(hours=2))
    on_time = caller.rate(ticket=early)
    clock.forward(timedelta(seconds=1))
    too_late = caller.rate(ticket=late)

    assert (on_time.status_code, too_late.status_code) == (201, 410)
    assert "重新扫码" in too_late.get_json()["detail"]


def test_a_changed_ticket_is_refused(caller: Caller) -> None:
    ticket = caller.ticket()
    changed = ticket[:-1] + ("A" if ticket[-1] != "A" else "B")

    answer = caller.rate(ticket=changed)

    assert answer.status_code == 400
    assert answer.get_json()["code"] == "error.ticket_unreadable"


def test_a_second_rating_is_given_once_by_receipt(app: Flask, caller: Caller) -> None:
    receipt = caller.rate(level=1, text="久等").get_json()["receipt"]

    first = caller.post("/ratings/second", {"receipt": receipt, "level": 4})
    again = caller.post("/ratings/second", {"receipt": receipt, "level": 5})

    assert (first.status_code, again.status_code) == (201, 409)
    assert how_many(app, Rating) == 2


def test_a_receipt_may_be_typed_as_it_is_shown(caller: Caller) -> None:
    receipt = caller.rate().get_json()["receipt"].lower()
    typed = " ".join(receipt[at : at + 4] for at in range(0, 16, 4))

    answer = caller.post("/ratings/second", {"receipt": typed, "level": 4})

    assert answer.status_code == 201


def test_a_receipt_that_never_was_is_not_found(caller: Caller) -> None:
    answer = caller.post("/ratings/second", {"receipt": "0" * 16, "level": 4})

    assert answer.status_code == 404
    assert answer.get_json()["code"] == "error.unknown_receipt"
