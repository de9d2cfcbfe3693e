"""Is somebody told once, in the action's own transaction, and of nothing more than facts?"""

import pytest
from flask import Flask
from sqlalchemy import select

from server.actions.messages.tell import News, tell
from server.db import session, transaction
from server.models.cases import Case
from server.models.messages import Message
from server.rules.messages.audience import SUPERVISION, to_account
from server.rules.messages.topics import FactsUnfit, Topic
from tests.build import MORNING, TestHall, a_hall, rate
from tests.house.signed_in import an_account
from tests.message_build import facts_of, messages, told


@pytest.fixture
def place(in_app: Flask) -> TestHall:
    del in_app
    return a_hall()


def test_the_same_happening_is_told_once(place: TestHall) -> None:
    assert told(place, dedupe="overdue/1")
    assert not told(place, dedupe="overdue/1")
    assert told(place, dedupe="overdue/2")

    assert [one["state"] for one in messages()] == ["waiting", "waiting"]


def test_another_hall_has_happenings_of_its_own(place: TestHall) -> None:
    other = a_hall("H2")

    assert told(place, dedupe="overdue/1")
    assert told(other, dedupe="overdue/1")


def test_a_happening_has_a_short_name(place: TestHall) -> None:
    assert told(place, dedupe="x" * 64)

    with pytest.raises(ValueError, match=r"x{65}"):
        told(place, dedupe="x" * 65)


def test_what_is_rolled_back_is_not_told(place: TestHall) -> None:
    with pytest.raises(ZeroDivisionError):
        tell_and_fail(place)

    assert messages() == []


def tell_and_fail(place: TestHall) -> None:
    news = News(Topic.CASE_OVERDUE, SUPERVISION, facts_of(Topic.CASE_OVERDUE))
    with transaction() as writing:
        tell(writing, place.hall.id, news, dedupe="overdue/1", now=MORNING)
        raise ZeroDivisionError


def test_a_citizens_words_are_no_fact(place: TestHall) -> None:
    with pytest.raises(FactsUnfit):
        told(place, facts={"text": "他让我等了两小时"})

    assert messages() == []


def test_messages_of_one_case_are_counted(place: TestHall) -> None:
    rate(place, level=1)
    case_id = session.scalars(select(Case.id)).one()

    told(place, Topic.CASE_OVERDUE, case_id=case_id)
    told(place, Topic.CASE_WRITTEN_REMINDER, case_id=case_id)
    told(place, Topic.NOTICE_READY)

    found = {one["topic"]: one["position"] for one in messages()}
    assert found == {
        "case_received": 1,
        "case_overdue": 2,
        "case_written_reminder": 3,
        "notice_ready": 0,
    }


def test_a_message_to_one_account_names_it(place: TestHall) -> None:
    account = an_account(place)

    told(place, Topic.APPEAL_DECIDED, audience=to_account(account.id))

    assert session.scalars(select(Message.recipient_id)).one() == account.id
