"""Does a complaint come in by JSON, whatever comes twice or is missing?"""

from datetime import timedelta

import pytest
from flask import Flask
from sqlalchemy import select

from qr.receipts import receipt_hash
from server.db import session
from server.models.cases import Case, CaseText
from server.queries.cases.followed import followed_case
from tests.api.calls import Caller, fields_of
from tests.house.installation import Clock


def test_a_complaint_gets_a_number_and_a_code_that_opens_it(app: Flask, caller: Caller) -> None:
    filed = caller.complain().get_json()

    with app.app_context():
        case = followed_case(filed["number"], receipt_hash(filed["secret_code"]))
    assert (case.kind, case.state, case.window_number) == ("complaint", "received", "A01")


def test_a_complaint_about_the_hall_names_no_window(app: Flask, caller: Caller) -> None:
    caller.complain(is_about_window=False)

    with app.app_context():
        assert session.scalars(select(Case.window_id)).one() is None


@pytest.mark.parametrize("kind", ["tip_off", "suggestion", "praise", "inquiry"])
def test_other_kinds_need_no_category(caller: Caller, kind: str) -> None:
    answer = caller.post("/complaints", {"ticket": caller.ticket(), "kind": kind, "text": "说明"})

    assert answer.status_code == 201


def test_a_complaint_without_category_is_refused(caller: Caller) -> None:
    answer = caller.post(
        "/complaints", {"ticket": caller.ticket(), "kind": "complaint", "text": "说明"}
    )

    assert fields_of(answer) == {"category": "problem.category_missing"}


def test_a_bad_rating_is_not_filed_as_a_complaint(caller: Caller) -> None:
    answer = caller.complain(kind="bad_rating")

    assert fields_of(answer) == {"kind": "api.not_a_choice"}


def test_the_same_words_from_one_ticket_are_one_case(caller: Caller) -> None:
    ticket = caller.ticket()

    first, again = caller.complain(ticket=ticket), caller.complain(ticket=ticket)

    assert first.data == again.data


def test_other_words_from_one_ticket_are_not_lost(app: Flask, caller: Caller) -> None:
    ticket = caller.ticket()

    first = caller.complain(ticket=ticket, text="第一件")
    second = caller.complain(ticket=ticket, text="第二件")

    assert first.get_json()["number"] != second.get_json()["number"]
    with app.app_context():
        assert set(session.scalars(select(CaseText.text))) == {"第一件", "第二件"}


def test_an_old_ticket_still_files_a_complaint(caller: Caller, clock: Clock) -> None:
    ticket = caller.ticket()

    clock.forward(timedelta(days=3))

    assert caller.complain(ticket=ticket).status_code == 201


@pytest.mark.parametrize(("length", "status"), [(2000, 201), (2001, 422)])
def test_a_complaint_has_2000_characters_at_most(caller: Caller, length: int, status: int) -> None:
    assert caller.complain(text="字" * length).status_code == status
