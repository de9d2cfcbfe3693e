"""Is whoever decides appeals reminded in time, once, and of the right day?"""

from dataclasses import replace
from datetime import date

import pytest
from sqlalchemy import select

from server.actions.ledger.decide_appeal import decide_appeal
from server.actions.ledger.remind_of_appeals import remind_of_appeals
from server.db import session, transaction
from server.models.messages import Message
from server.models.registry import CalendarDay, CalendarYear
from server.rules.cases.codes import Finding
from server.rules.ledger.appeals import Against, AppealForm, AppealState
from tests.actions.ledger.appealing import (
    YES,
    appeal,
    found,
    standing,
)
from tests.actions.ledger.decided import (
    People,
    decide,
)
from tests.build import TestHall, at


@pytest.mark.parametrize(
    ("moment", "topics"),
    [
        ("2026-12-14 08:05", set()),  # working day 8
        ("2026-12-15 08:05", {"appeal_due_soon"}),  # working day 9
        ("2026-12-16 08:05", {"appeal_due_soon"}),  # working day 10, the last
        ("2026-12-17 08:05", {"appeal_overdue"}),  # working day 11
    ],
)
def test_whoever_decides_is_reminded_once(
    place: TestHall, people: People, moment: str, topics: set[str]
) -> None:
    appeal(place, people)

    reminded = [remind_of_appeals(place.hall, now=at(moment)) for _ in range(2)]

    told = session.scalars(select(Message.topic).where(Message.topic.contains("_due_"))).all()
    late = session.scalars(select(Message.topic).where(Message.topic.contains("overdue"))).all()
    assert reminded == [len(topics), 0]
    assert {*told, *late} == topics


def test_a_late_decision_is_taken_all_the_same(place: TestHall, people: People) -> None:
    number = appeal(place, people)

    state = decide_appeal(
        place.hall, number, YES, by=people.officer.actor, now=at("2026-12-17 10:00")
    )

    assert state is AppealState.UPHELD


def test_a_provisional_last_day_is_counted_anew_when_the_year_is_known(
    place: TestHall, people: People
) -> None:
    now = at("2026-12-28 10:00")
    decide(place, people.supervisor, number=2, finding=Finding.PARTLY, now=now)
    number = appeal(place, people, form=AppealForm(Against.ENTRY, standing(place), "理由"), now=now)
    before = found(place, number)
    with transaction() as written:
        for year in (2026, 2027):
            written.add(CalendarYear(year=year, source="测试", loaded_at=now))
        written.add(CalendarDay(day=date(2027, 1, 1), kind="holiday", name="元旦"))

    hall = replace(place.hall, registry_version=place.hall.registry_version + 1)
    remind_of_appeals(hall, now=now)

    after = found(place, number)
    assert (str(before.due_on), before.is_due_provisional) == ("2027-01-11", True)
    assert (str(after.due_on), after.is_due_provisional) == ("2027-01-12", False)
