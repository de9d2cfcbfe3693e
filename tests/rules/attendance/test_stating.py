"""What is stated, what is reversed, and what is left alone?"""

from dataclasses import replace
from datetime import date
from fractions import Fraction

from server.rules.attendance.day import DayOutcome
from server.rules.attendance.leaves import KnownLeave, LeaveSpan
from server.rules.attendance.stating import (
    StatedFact,
    WantedFact,
    day_facts,
    leave_facts,
    restate,
)
from server.rules.attendance.words import LeaveKind, Procedure, RequestState
from server.rules.months import Month
from server.rules.schemes.events import EVENTS
from server.rules.working_days import Calendar
from tests.rules.attendance.days import a_day, business, outcome

DAY = date(2026, 11, 25)
GREATEST_ID = 2**63 - 1


def wanted(*signed: str) -> list[WantedFact]:
    return list(day_facts(GREATEST_ID, DAY, outcome(a_day(*signed))))


def stated(facts: list[WantedFact], *, count: int = 0) -> list[StatedFact]:
    return [StatedFact(f"{fact.base}/{count}", fact.fields) for fact in facts]


def test_what_is_stated_fits_the_events_of_the_scheme_and_its_names_are_short() -> None:
    found = [
        *wanted("in 09:01", "out 10:00", "in 11:00", "out 16:00"),
        *wanted("in 09:00"),
        *wanted(),
        *day_facts(1, DAY, DayOutcome()),
    ]

    assert [str(fact.event) for fact in found] == [
        "late",
        "off_post",
        "early",
        "missing_sign",
        "absent",
    ]
    assert all(set(fact.fields) <= set(EVENTS[fact.event].fields) for fact in found)
    assert all(len(f"{fact.base}/99") <= 64 for fact in found)


def test_an_unsigned_errand_states_a_purpose_that_the_scheme_knows() -> None:
    errands = (business("09:00-17:00", is_approved=False),)
    (first, *_) = day_facts(1, DAY, outcome(a_day(errands=errands)))

    assert first.fields == {"edge": "both", "purpose": "official"}


def test_the_same_again_states_nothing() -> None:
    facts = wanted("in 09:01", "out 17:00")

    again = restate(facts, stated(facts))

    assert (again.stated, again.reversed) == ((), ())


def test_what_is_learned_better_reverses_and_states_under_the_next_name() -> None:
    before, after = wanted("in 09:10", "out 17:00"), wanted("in 09:01", "out 17:00")

    found = restate(after, stated(before))

    assert found.reversed == (f"{before[0].base}/0",)
    assert [name for name, _ in found.stated] == [f"{before[0].base}/1"]


def test_what_no_longer_is_so_is_reversed_only() -> None:
    found = restate([], stated(wanted("in 09:10", "out 17:00")))

    assert len(found.reversed) == 1
    assert found.stated == ()


def test_what_is_so_again_is_stated_anew() -> None:
    facts = wanted("in 09:10", "out 17:00")
    gone = [replace(one, is_reversed=True) for one in stated(facts)]

    found = restate(facts, gone)

    assert [name for name, _ in found.stated] == [f"{facts[0].base}/1"]
    assert found.reversed == ()


def test_what_an_appeal_took_back_is_not_stated_again() -> None:
    facts = wanted("in 09:10", "out 17:00")
    upheld = [replace(one, is_reversed=True, is_settled=True) for one in stated(facts)]

    assert restate(facts, upheld).stated == ()


def test_a_leave_states_its_days_of_the_month() -> None:
    span = LeaveSpan(date(2026, 10, 30), date(2026, 11, 2))
    leave = KnownLeave(
        "L000000001", 7, LeaveKind.PERSONAL, span, Procedure.NONE, RequestState.APPROVED
    )
    calendar = Calendar({}, frozenset({2026}))

    (october,) = leave_facts(leave, calendar, Month(2026, 10))
    (november,) = leave_facts(leave, calendar, Month(2026, 11))

    assert october.fields == {"days": Fraction(1), "kind": "personal", "procedure": "none"}
    assert (october.day, november.day) == (date(2026, 10, 30), date(2026, 11, 1))
