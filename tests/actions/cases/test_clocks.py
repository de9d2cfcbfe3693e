"""Deadlines over New Year, reminders once a rung, silence that ends a case, and the archive."""

from datetime import datetime

import pytest
from sqlalchemy import select, update

from server import errors
from server.actions.cases.lapse_cases import archive_cases, lapse_cases
from server.actions.cases.recompute_deadlines import recompute_deadlines
from server.actions.cases.remind import remind
from server.actions.cases.start_missing_clocks import start_missing_clocks
from server.actions.registry.seed_calendar import seed_calendar
from server.actions.registry.set_calendar_day import set_calendar_day
from server.actions.registry.set_calendar_year import set_calendar_year
from server.db import session, transaction
from server.models.cases import Case, CaseStep
from server.models.handling import CaseDeadline, CaseReminder
from server.models.messages import Message
from server.queries.cases.due import due_reminders
from server.queries.cases.office import office_of
from server.queries.cases.own_story import own_story
from server.queries.registry.halls import hall_named
from server.rules.calendar_notice import NoticeDay, read_notice
from server.rules.cases.kinds import CaseKind, CaseState
from server.rules.cases.step_names import StepName as N
from server.rules.working_days import DayKind
from tests.build import TestHall, a_hall, at
from tests.case_build import CITIZEN, CONTACT, a_case, a_supervisor, case_row, step, walked_to

pytestmark = pytest.mark.usefixtures("in_app")
S = CaseState
NOTICE_OF_2027 = [
    ("2027-01-01", "放假", "元旦"),
    ("2027-01-02", "放假", "元旦"),
    ("2027-01-03", "放假", "元旦"),
    ("2027-01-04", "放假", "元旦"),
]


@pytest.fixture
def place(in_app: object) -> TestHall:
    """A hall in a country whose calendar is known to the end of 2026."""
    del in_app
    seed_calendar(now=at("2026-11-01 08:00"))
    return a_hall()


def load_2027(moment: datetime) -> None:
    notice = read_notice(NOTICE_OF_2027, source="国办发明电〔2026〕7号", version=1)
    set_calendar_year(notice, by="李某", now=moment)


def run_ladder(moment: datetime) -> list[str]:
    """What the reminders' job does then; the rungs that it took, in order."""
    hall = hall_named("H1")
    found = due_reminders(office_of(hall, moment))
    return [due.rung for due in found if remind(hall, due, now=moment)]


def told(topic: str) -> list[str]:
    return sorted(session.scalars(select(Message.audience).where(Message.topic == topic)))


def test_a_deadline_over_new_year_says_that_it_is_provisional_until_the_notice_is_loaded(
    place: TestHall,
) -> None:
    number = a_case(place, CaseKind.INQUIRY, moment=at("2026-12-30 10:00"))
    before = case_row(place, number)
    assert (str(before.due_on), before.is_due_provisional) == ("2027-01-04", True)

    load_2027(at("2026-12-31 09:00"))
    moved = recompute_deadlines(place.hall.id, now=at("2026-12-31 09:00"))

    after = case_row(place, number)
    assert moved == 1
    assert (str(after.due_on), after.is_due_provisional) == ("2027-01-06", False)
    shown = own_story(hall_named("H1"), number, CITIZEN, now=at("2026-12-31 10:00"))
    last = shown.steps[-1]
    assert (last.step, last.by) == ("deadline_moved", "clock")
    assert dict(last.facts) == {"before": "2027-01-04", "due_on": "2027-01-06"}
    assert [str(day.day) for day in shown.counted if day.number] == [
        "2026-12-31",
        "2027-01-05",
        "2027-01-06",
    ]


def test_counting_anew_moves_nothing_twice_and_no_deadline_that_is_certain(
    place: TestHall,
) -> None:
    certain = a_case(place, moment=at("2026-11-25 10:00"))
    a_case(place, CaseKind.INQUIRY, moment=at("2026-12-30 10:00"))
    load_2027(at("2026-12-31 09:00"))
    recompute_deadlines(place.hall.id, now=at("2026-12-31 09:00"))

    again = recompute_deadlines(place.hall.id, now=at("2026-12-31 09:01"))

    assert again == 0
    assert case_row(place, certain).version == 1


def test_a_day_that_is_corrected_moves_what_it_touches(place: TestHall) -> None:
    number = a_case(place, CaseKind.INQUIRY, moment=at("2026-11-25 10:00"))
    assert str(case_row(place, number).due_on) == "2026-11-30"

    day = NoticeDay(at("2026-11-26 00:00").date(), DayKind.HOLIDAY, "临时放假")
    set_calendar_day(day, by="李某", now=at("2026-11-25 11:00"))
    recompute_deadlines(place.hall.id, now=at("2026-11-25 11:00"))

    assert str(case_row(place, number).due_on) == "2026-12-01"


def test_a_single_day_does_not_make_a_year_known(place: TestHall) -> None:
    day = NoticeDay(at("2027-01-01 00:00").date(), DayKind.HOLIDAY, "元旦")

    with pytest.raises(errors.FormProblems):
        set_calendar_day(day, by="李某", now=at("2026-11-25 11:00"))

    assert place.hall.code == "H1"


def test_the_ladder_is_climbed_rung_by_rung_each_once(place: TestHall) -> None:
    number = a_case(place, CaseKind.INQUIRY, moment=at("2026-11-25 10:00"))  # due Monday, 30th

    climbed = {
        day: run_ladder(at(f"{day} 08:00"))
        for day in (
            "2026-11-26",
            "2026-11-27",
            "2026-11-28",
            "2026-11-30",
            "2026-12-01",
            "2026-12-02",
            "2026-12-04",
            "2026-12-07",
            "2026-12-08",
        )
    }

    assert {day: rungs for day, rungs in climbed.items() if rungs} == {
        "2026-11-27": ["day_before"],
        "2026-12-01": ["day_after"],
        "2026-12-07": ["written"],
    }
    assert told("case_due_soon") == ["supervision"]
    assert told("case_overdue") == ["supervision"]
    assert case_row(place, number).version == 4


def test_after_an_outage_the_missed_rungs_are_taken_in_order_without_a_stale_one(
    place: TestHall,
) -> None:
    a_case(place, CaseKind.INQUIRY, moment=at("2026-11-25 10:00"))

    assert run_ladder(at("2026-12-20 08:00")) == ["day_after", "written"]
    assert run_ladder(at("2026-12-21 08:00")) == []


def test_two_workers_take_a_rung_once(place: TestHall) -> None:
    a_case(place, CaseKind.INQUIRY, moment=at("2026-11-25 10:00"))
    (due,) = due_reminders(office_of(place.hall, at("2026-11-27 08:00")))

    taken = [remind(place.hall, due, now=at("2026-11-27 08:00")) for _ in range(2)]

    assert taken == [True, False]
    assert len(session.scalars(select(CaseReminder)).all()) == 1


def test_who_was_quicker_than_the_reminder_is_not_reminded(place: TestHall) -> None:
    supervisor = a_supervisor(place)
    number = a_case(place, CaseKind.INQUIRY, moment=at("2026-11-25 10:00"))
    (due,) = due_reminders(office_of(place.hall, at("2026-11-27 08:00")))
    step(place, number, N.ANSWER, supervisor, now=at("2026-11-27 08:01"))

    assert not remind(place.hall, due, now=at("2026-11-27 08:02"))
    assert told("case_due_soon") == []


def test_a_clock_of_one_day_reminds_on_its_last_day_and_a_citizens_clock_never(
    place: TestHall,
) -> None:
    a_case(place, moment=at("2026-11-25 10:00"))  # acknowledge: due the 26th
    replied = a_case(place, moment=at("2026-11-25 10:00"))
    walked_to(place, replied, S.REPLIED, a_supervisor(place), now=at("2026-11-25 11:00"))

    assert run_ladder(at("2026-11-25 23:00")) == []
    assert run_ladder(at("2026-11-26 08:00")) == ["day_before"]
    assert run_ladder(at("2026-12-31 08:00")) == ["day_after", "written"]
    assert case_row(place, replied).version == 5


def test_silence_closes_a_case_the_day_after_its_last_day(place: TestHall) -> None:
    number = a_case(place, moment=at("2026-11-25 10:00"))
    walked_to(place, number, S.REPLIED, a_supervisor(place), now=at("2026-11-25 11:00"))
    assert str(case_row(place, number).due_on) == "2026-12-16"

    assert lapse_cases(place.hall, now=at("2026-12-16 23:59")) == 0
    assert lapse_cases(place.hall, now=at("2026-12-17 00:01")) == 1
    assert case_row(place, number).state == S.CLOSED
    assert lapse_cases(place.hall, now=at("2026-12-17 00:02")) == 0


def test_a_real_name_bad_rating_is_never_closed_by_silence(place: TestHall) -> None:
    number = a_case(place, CaseKind.BAD_RATING, contact=CONTACT)
    walked_to(place, number, S.REPLIED, a_supervisor(place))

    assert lapse_cases(place.hall, now=at("2027-03-01 00:01")) == 0
    assert case_row(place, number).clock == "call_back"


def test_a_case_is_archived_when_its_days_for_contesting_are_over(place: TestHall) -> None:
    number = a_case(place)
    walked_to(place, number, S.CLOSED, a_supervisor(place), now=at("2026-11-25 11:00"))

    assert archive_cases(place.hall, now=at("2026-12-10 23:59")) == 0
    assert archive_cases(place.hall, now=at("2026-12-11 00:01")) == 1
    assert case_row(place, number).state == S.ARCHIVED


@pytest.mark.parametrize(
    ("moment", "is_allowed"), [("2026-12-10 23:59", True), ("2026-12-11 00:00", False)]
)
def test_a_closed_case_is_reopened_within_fifteen_days_and_once(
    place: TestHall, moment: str, is_allowed: bool
) -> None:
    number = a_case(place)
    supervisor = a_supervisor(place)
    walked_to(place, number, S.CLOSED, supervisor, now=at("2026-11-25 11:00"))

    if not is_allowed:
        with pytest.raises(errors.StepNotAllowed) as caught:
            step(place, number, N.REOPEN, CITIZEN, now=at(moment))
        assert caught.value.data["reason"] == "reopen_over"
        return
    step(place, number, N.REOPEN, CITIZEN, now=at(moment))
    case = case_row(place, number)
    assert (case.state, case.round, case.clock, case.is_open) == (S.REOPENED, 2, "ordinary", True)
    for name in (N.START, N.DECIDE, N.REPLY):
        step(place, number, name, supervisor, now=at(moment))
    with pytest.raises(errors.StepNotAllowed):
        step(place, number, N.REOPEN, CITIZEN, now=at(moment))


def test_an_extension_moves_the_deadline_once_and_the_citizen_reads_it(place: TestHall) -> None:
    first, second = a_supervisor(place), a_supervisor(place)
    number = walked_to(place, a_case(place, contact=CONTACT), S.INVESTIGATING, first)

    step(place, number, N.ASK_EXTENSION, first)
    with pytest.raises(errors.StepNotAllowed):
        step(place, number, N.APPROVE_EXTENSION, first)
    step(place, number, N.APPROVE_EXTENSION, second)

    case = case_row(place, number)
    row = session.scalars(select(CaseDeadline).where(CaseDeadline.ended == "")).one()
    assert (str(case.due_on), row.working_days, row.extended_days) == ("2026-12-09", 10, 5)
    assert f"citizen:{case.id}" in told("extension_decided")
    with pytest.raises(errors.StepNotAllowed) as caught:
        step(place, number, N.ASK_EXTENSION, first)
    assert caught.value.data["reason"] == "extended_before"


def test_a_case_of_a_release_without_clocks_gets_its_first_one(place: TestHall) -> None:
    number = a_case(place)
    with transaction() as writing:
        writing.execute(update(Case).values(clock=""))
        writing.query(CaseDeadline).delete()
        writing.execute(update(CaseStep).values(step="received"))

    started = start_missing_clocks(office_of(place.hall, at("2026-11-26 00:30")))

    case = case_row(place, number)
    assert (started, case.clock, str(case.due_on)) == (1, "acknowledge", "2026-11-26")
    step(place, number, N.ACCEPT, a_supervisor(place))
