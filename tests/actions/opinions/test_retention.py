"""What somebody wrote without a name goes two years after the day it was handed in."""

from datetime import date, timedelta

import pytest
from flask import Flask
from sqlalchemy import func, select

from server.actions.operations.erase_expired import erase_expired
from server.actions.opinions.answer_questionnaire import SheetForm, answer_questionnaire
from server.actions.opinions.open_questionnaire import QuestionnaireForm, open_questionnaire
from server.actions.opinions.put_slip import Slip, put_slip
from server.db import session
from server.models.opinions import Answer, AnswerText, BoxSlip
from server.rules.opinions.questions import Answered
from server.rules.retention import DataClass
from tests.build import MORNING, TestHall, a_hall

TWO_YEARS = timedelta(days=731)
DAY_BEFORE = timedelta(days=730)


@pytest.fixture
def database_url(sqlite_url: str) -> str:
    """Plain SQL: one kind of database is enough."""
    return sqlite_url


@pytest.fixture
def place(app: Flask) -> TestHall:
    """Somebody answered with words and put a slip into the box."""
    with app.app_context():
        place = a_hall()
        form = QuestionnaireForm(
            title="满意度",
            intro="",
            key="",
            audience="citizens",
            access="open",
            opens_on=date(2026, 11, 1),
            closes_on=date(2026, 11, 30),
            questions="量表* 打分 | 5\n文字 意见",
        )
        number = open_questionnaire(place.hall, form, by="王某", now=MORNING).number
        sheet = SheetForm(number, "n", Answered({0: (4,)}, {1: "多开窗口"}))
        answer_questionnaire(place.hall, sheet, now=MORNING)
        put_slip(place.hall, Slip("饮水机坏了", "S" * 16, "m"), now=MORNING)
    return place


def erased(place: TestHall, after: timedelta) -> tuple[int, int]:
    """How many texts and slips go after that time."""
    texts, slips = (
        erase_expired(place.hall, one, now=MORNING + after)
        for one in (DataClass.ANSWER_TEXT, DataClass.BOX_SLIP)
    )
    return texts.rows, slips.rows


def test_words_go_after_two_years_and_the_counts_stay(app: Flask, place: TestHall) -> None:
    with app.app_context():
        assert erased(place, DAY_BEFORE) == (0, 0)
        assert erased(place, TWO_YEARS) == (1, 1)

        left = [
            session.scalar(select(func.count()).select_from(table))
            for table in (AnswerText, BoxSlip, Answer)
        ]
    assert left == [0, 0, 1]
