"""Is an appeal taken in time, decided by somebody apart, and does it end in a reversal?"""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime

import pytest
from flask import Flask
from sqlalchemy import select

from server import errors
from server.actions.ledger.decide_appeal import DecisionForm, decide_appeal
from server.actions.ledger.file_appeal import file_appeal
from server.actions.ledger.remind_of_appeals import remind_of_appeals
from server.actions.ledger.withdraw_appeal import withdraw_appeal
from server.actions.publication.approve_publication import approve_publication
from server.actions.publication.publish_month import publish_month
from server.actions.publication.seal_month import seal_month
from server.actions.ratings.approve_exclusion import approve_exclusion
from server.actions.ratings.refuse_exclusion import refuse_exclusion
from server.db import session, transaction
from server.ids import new_number
from server.models.ledger import StaffText
from server.models.messages import Message
from server.models.registry import CalendarDay, CalendarYear
from server.queries.ledger.appeals import FoundAppeal, appeal_numbered
from server.queries.publication.rankings import latest_ranking
from server.queries.ratings.counts import Count, recounted, tallied
from server.queries.ratings.exclusions import waiting_exclusions
from server.rules.accounts.roles import Role
from server.rules.cases.codes import Finding
from server.rules.ledger.appeals import Against, AppealForm, AppealState
from server.rules.months import Month
from tests.actions.ledger.decided import (
    People,
    a_rated_hall,
    decide,
    entries,
    rated,
    the_people,
)
from tests.build import TestHall, at
from tests.house.signed_in import TestAccount, an_account

NOVEMBER = Month(2026, 11)
DECIDED = at("2026-12-01 10:00")  # a Tuesday
FILED = at("2026-12-02 10:00")
YES, NO = (
    DecisionForm(is_upheld=True, answer="复核成立"),
    DecisionForm(is_upheld=False, answer="维持"),
)
BOTH = DecisionForm(is_upheld=True, answer="当时不在窗口", sets_aside=True)


@pytest.fixture
def place(app: Flask) -> Iterator[TestHall]:
    with app.app_context():
        yield a_rated_hall()


@pytest.fixture
def people(place: TestHall) -> People:
    """The clerk was charged for the bad rating on a Tuesday."""
    found = the_people(place)
    decide(place, found.supervisor, now=DECIDED)
    return found


def appeal(
    place: TestHall,
    people: People,
    *,
    now: datetime = FILED,
    form: AppealForm | None = None,
) -> str:
    charged = entries(place)[-1].number
    chosen = form or AppealForm(Against.ENTRY, charged, "当时我在另一个窗口")
    return file_appeal(place.hall, chosen, by=people.clerk.actor, now=now)


def found(place: TestHall, number: str) -> FoundAppeal:
    return appeal_numbered(place.hall.id, number)


def standing(place: TestHall) -> str:
    return next(entry.number for entry in entries(place) if entry.stands)


def decide_as(place: TestHall, number: str, form: DecisionForm, by: TestAccount) -> AppealState:
    return decide_appeal(place.hall, number, form, by=by.actor, now=at("2026-12-03 10:00"))


@pytest.mark.parametrize(
    ("moment", "is_taken"),
    [
        ("2026-12-07 23:59", True),  # working day 4
        ("2026-12-08 23:59", True),  # working day 5
        ("2026-12-09 00:00", False),  # working day 6
    ],
)
def test_an_appeal_is_taken_for_five_working_days(
    place: TestHall, people: People, moment: str, *, is_taken: bool
) -> None:
    if is_taken:
        assert found(place, appeal(place, people, now=at(moment))).state is AppealState.FILED
    else:
        with pytest.raises(errors.AppealTooLate):
            appeal(place, people, now=at(moment))


def test_a_decision_is_due_ten_working_days_after_the_filing(
    place: TestHall, people: People
) -> None:
    filed = found(place, appeal(place, people))

    assert str(filed.due_on) == "2026-12-16"
    assert filed.what == entries(place)[0].number


def test_upheld_the_entry_is_reversed_in_the_month_of_the_decision(
    place: TestHall, people: People
) -> None:
    number = appeal(place, people)

    state = decide_as(place, number, YES, people.officer)

    back, charged = entries(place)
    assert state is AppealState.UPHELD
    assert (back.reverses, back.appeal, back.facts["why"]) == (
        charged.number,
        number,
        "appeal_upheld",
    )
    assert found(place, number).answer == "复核成立"


def test_refused_everything_stays_as_it_was(place: TestHall, people: People) -> None:
    before = entries(place)
    number = appeal(place, people)

    decide_as(place, number, NO, people.officer)

    assert entries(place) == before
    assert found(place, number).state is AppealState.REFUSED


def test_the_person_is_told_of_the_decision_and_of_nothing_before(
    place: TestHall, people: People
) -> None:
    number = appeal(place, people)
    decide_as(place, number, NO, people.officer)

    told = session.execute(
        select(Message.audience, Message.topic).where(Message.topic.startswith("appeal"))
    ).all()
    assert set(told) == {
        ("appraisal", "appeal_filed"),
        (f"staff:{place.staff['0137']}", "appeal_decided"),
    }


def test_who_decided_the_case_does_not_decide_the_appeal(place: TestHall, people: People) -> None:
    number = appeal(place, people)

    with pytest.raises(errors.NotImpartial):
        decide_as(place, number, YES, people.supervisor)

    assert found(place, number).state is AppealState.FILED


def test_neither_the_head_of_the_department_nor_the_person_decides(
    place: TestHall, people: People
) -> None:
    number = appeal(place, people)
    head = an_account(place, Role.SUPERVISOR, Role.DEPARTMENT_HEAD, department="D1")
    own = an_account(place, Role.APPRAISAL_OFFICER, staff="0137")

    for near in (head, own):
        with pytest.raises(errors.NotImpartial):
            decide_as(place, number, YES, near)

    assert len(entries(place)) == 1


def test_an_appeal_is_decided_once(place: TestHall, people: People) -> None:
    number = appeal(place, people)
    decide_as(place, number, NO, people.officer)

    with pytest.raises(errors.StepNotAllowed):
        decide_as(place, number, YES, people.second)

    assert len(entries(place)) == 1


def test_an_appeal_sent_again_is_the_same_and_a_decided_one_is_not_opened_anew(
    place: TestHall, people: People
) -> None:
    first, again = appeal(place, people), appeal(place, people)
    decide_as(place, first, NO, people.officer)

    with pytest.raises(errors.AppealedAlready):
        appeal(place, people)

    assert first == again


def test_another_persons_entry_is_as_unknown_as_one_that_is_none(
    place: TestHall, people: People
) -> None:
    charged = entries(place)[0].number
    other = an_account(place, Role.STAFF, staff="0138")

    for what in (charged, "0000000000"):
        form = AppealForm(Against.ENTRY, what, "理由")
        with pytest.raises(errors.Unknown):
            file_appeal(place.hall, form, by=other.actor, now=FILED)

    assert people.clerk.staff_id != other.staff_id


def test_a_withdrawn_appeal_may_be_filed_again(place: TestHall, people: People) -> None:
    first = appeal(place, people)
    withdraw_appeal(place.hall, first, by=people.clerk.actor, now=FILED)

    second = appeal(place, people)

    assert found(place, first).state is AppealState.WITHDRAWN
    assert found(place, second).state is AppealState.FILED


def test_nobody_withdraws_another_persons_appeal(place: TestHall, people: People) -> None:
    number = appeal(place, people)

    with pytest.raises(errors.Unknown):
        withdraw_appeal(place.hall, number, by=people.officer.actor, now=FILED)

    assert found(place, number).state is AppealState.FILED


def test_a_rating_is_set_aside_for_an_appeal_only_when_a_second_person_agrees(
    place: TestHall, people: People
) -> None:
    number = appeal(place, people)

    state = decide_as(place, number, BOTH, people.officer)
    waiting = found(place, number)
    (proposal,) = waiting_exclusions(place.hall.id)
    with pytest.raises(errors.StepNotAllowed):
        approve_exclusion(place.hall, proposal.number, by=people.officer.actor, now=FILED)
    approve_exclusion(place.hall, proposal.number, by=people.second.actor, now=FILED)

    count = Count("window", place.windows["A01"], "printed", "aside/appeal_upheld/bad")
    assert (state, waiting.waits_for_second, waiting.answer) == (AppealState.FILED, True, "")
    assert found(place, number).state is AppealState.UPHELD
    assert tallied(place.hall.id, "2026-11")[count] == 1
    assert tallied(place.hall.id, "2026-11") == recounted(place.hall.id, "2026-11")
    assert [entry.facts.get("why") for entry in entries(place)] == ["appeal_upheld", None]
    assert entries(place)[0].appeal == number


def test_when_the_second_person_does_not_agree_the_appeal_is_open_again(
    place: TestHall, people: People
) -> None:
    number = appeal(place, people)
    decide_as(place, number, BOTH, people.officer)
    (proposal,) = waiting_exclusions(place.hall.id)
    with pytest.raises(errors.StepNotAllowed):
        decide_as(place, number, NO, people.officer)

    refuse_exclusion(place.hall, proposal.number, answer="", by=people.second.actor, now=FILED)

    assert found(place, number).state is AppealState.FILED
    assert decide_as(place, number, NO, people.officer) is AppealState.REFUSED


def test_nothing_is_set_aside_for_an_appeal_that_was_withdrawn(
    place: TestHall, people: People
) -> None:
    number = appeal(place, people)
    decide_as(place, number, BOTH, people.officer)
    (proposal,) = waiting_exclusions(place.hall.id)
    withdraw_appeal(place.hall, number, by=people.clerk.actor, now=FILED)

    with pytest.raises(errors.StepNotAllowed):
        approve_exclusion(place.hall, proposal.number, by=people.second.actor, now=FILED)

    assert entries(place)[0].stands


def test_a_released_text_may_be_appealed_against_by_its_number(
    place: TestHall, people: People
) -> None:
    number = new_number()
    with transaction() as written:
        written.add(
            StaffText(
                hall_id=place.hall.id,
                rating_id=rated(),
                staff_id=place.staff["0137"],
                number=number,
                until=DECIDED.date(),
                state="released",
                decided_at=DECIDED,
                decided_by=people.second.id,
            )
        )

    filed = appeal(place, people, form=AppealForm(Against.RATING, number, "不是我"))

    assert found(place, filed).what == number
    assert decide_as(place, filed, YES, people.officer) is AppealState.FILED
    assert [each.reason for each in waiting_exclusions(place.hall.id)] == ["appeal_upheld"]


def test_a_month_is_appealed_against_once_it_is_published(place: TestHall, people: People) -> None:
    form = AppealForm(Against.MONTH, "2026-11", "有几条不是我的")
    seal_month(place.hall, NOVEMBER, by="timetable", now=at("2026-12-01 00:10"))
    with pytest.raises(errors.NotToldYet):
        appeal(place, people, form=form)
    approve_publication(place.hall, NOVEMBER, by=people.second.name, now=at("2026-12-07 09:00"))
    publish_month(place.hall, NOVEMBER, now=at("2026-12-07 09:00"))

    number = appeal(place, people, form=form, now=at("2026-12-14 09:00"))
    with pytest.raises(errors.NotImpartial):  # who approved the publication had a part in it
        decide_as(place, number, YES, people.second)

    assert decide_as(place, number, YES, people.officer) is AppealState.UPHELD
    latest = latest_ranking(place.hall.id, NOVEMBER)
    assert latest is not None
    assert latest.revision == 1  # counted again, and nothing had to change


def test_only_whom_the_role_of_staff_was_given_appeals(place: TestHall, people: People) -> None:
    nobody = an_account(place, Role.SUPERVISOR, staff="0137")
    form = AppealForm(Against.ENTRY, entries(place)[0].number, "理由")

    with pytest.raises(errors.StepNotAllowed):
        file_appeal(place.hall, form, by=nobody.actor, now=FILED)

    assert appeal(place, people)


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
