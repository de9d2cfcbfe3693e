"""How much is a leave, what is wrong with one, and who decides it?"""

from datetime import date

import pytest

from server.rules.attendance.leaves import LeaveForm, LeaveSpan, half_days, leave_problems
from server.rules.attendance.requests import Asked, Decider, Refusal, Step, refusal
from server.rules.attendance.words import LeaveKind, RequestState
from server.rules.months import HalfDay, Month
from server.rules.working_days import Calendar, DayKind

# National Day 2026: off from Thursday 1 October; Saturday the 10th is worked.
CALENDAR = Calendar(
    {
        **{date(2026, 10, day): DayKind.HOLIDAY for day in range(1, 8)},
        date(2026, 10, 10): DayKind.MAKEUP,
    },
    frozenset({2026}),
)


def on(first: str, last: str | None = None, *halves: HalfDay) -> LeaveSpan:
    days = date.fromisoformat(first), date.fromisoformat(last or first)
    return LeaveSpan(*days, *halves)


@pytest.mark.parametrize(
    ("span", "halves"),
    [
        (on("2026-11-25"), 2),
        (on("2026-11-25", None, HalfDay.PM), 1),
        (on("2026-11-25", "2026-11-26", HalfDay.PM, HalfDay.AM), 2),
        (on("2026-11-27", "2026-11-30"), 4),
        (on("2026-09-30", "2026-10-08"), 4),
        (on("2026-10-10"), 2),
        (on("2027-01-01"), 2),
    ],
    ids=[
        "a day",
        "an afternoon",
        "from noon to noon",
        "a weekend costs nothing",
        "a holiday costs nothing",
        "a worked Saturday counts",
        "in an unknown year weekdays count",
    ],
)
def test_leave_is_counted_in_halves_of_working_days(span: LeaveSpan, halves: int) -> None:
    assert half_days(span, CALENDAR) == halves


def test_a_leave_over_the_end_of_a_month_is_parted() -> None:
    span = on("2026-10-29", "2026-11-03")

    assert [half_days(span, CALENDAR, month) for month in span.months()] == [4, 4]
    assert span.months() == (Month(2026, 10), Month(2026, 11))


def found(form: LeaveForm, *others: LeaveSpan) -> list[str]:
    return [problem.code.partition(".")[2] for problem in leave_problems(form, CALENDAR, others)]


def test_everything_wrong_is_told_at_once() -> None:
    assert found(LeaveForm(None, None, " ")) == ["kind_missing", "days_missing", "reason_missing"]


@pytest.mark.parametrize(
    ("span", "code"),
    [
        (on("2026-11-26", "2026-11-25"), "ends_before_start"),
        (on("2026-11-25", None, HalfDay.PM, HalfDay.AM), "ends_before_start"),
        (on("2026-11-25", "2027-11-26"), "leave_too_long"),
        (on("2026-10-03"), "no_working_day"),
        (on("2026-11-20"), "leave_overlaps"),
    ],
)
def test_a_span_that_cannot_be(span: LeaveSpan, code: str) -> None:
    form = LeaveForm(LeaveKind.PERSONAL, span, "家中有事")

    assert found(form, on("2026-11-19", "2026-11-20")) == [code]


def test_the_other_half_of_a_day_is_no_overlap() -> None:
    form = LeaveForm(LeaveKind.SICK, on("2026-11-20", None, HalfDay.PM), "看病")

    assert found(form, on("2026-11-20", None, HalfDay.AM, HalfDay.AM)) == []


HEAD, CLERK, OFFICER = Decider(1, None), Decider(2, 7), Decider(3, None)
BY_CLERK, FOR_CLERK = Asked(7, 2), Asked(7, 3)


@pytest.mark.parametrize(
    ("step", "state", "asked", "by", "why"),
    [
        (Step.APPROVE, "asked", BY_CLERK, HEAD, None),
        (Step.APPROVE, "approved", BY_CLERK, HEAD, None),
        (Step.APPROVE, "refused", BY_CLERK, HEAD, Refusal.NOT_OPEN),
        (Step.APPROVE, "asked", BY_CLERK, CLERK, Refusal.OWN),
        (Step.APPROVE, "asked", FOR_CLERK, OFFICER, Refusal.ASKED_IT),
        (Step.REFUSE, "asked", BY_CLERK, HEAD, Refusal.ANSWER_MISSING),
        (Step.WITHDRAW, "asked", BY_CLERK, CLERK, None),
        (Step.WITHDRAW, "asked", FOR_CLERK, OFFICER, None),
        (Step.WITHDRAW, "asked", BY_CLERK, HEAD, Refusal.NOT_THEIRS),
        (Step.WITHDRAW, "approved", BY_CLERK, CLERK, Refusal.NOT_OPEN),
    ],
)
def test_who_may_decide(
    step: Step, state: str, asked: Asked, by: Decider, why: Refusal | None
) -> None:
    assert refusal(step, RequestState(state), asked, by, "") is why


def test_a_refusal_with_its_reason_is_taken() -> None:
    assert refusal(Step.REFUSE, RequestState.ASKED, BY_CLERK, HEAD, "人手不足") is None
