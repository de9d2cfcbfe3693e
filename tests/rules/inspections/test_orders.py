"""A rectification order goes the way of its table, and its lateness is borne month by month."""

from datetime import date

import pytest

from server.errors import StepNotAllowed
from server.rules.accounts.roles import Permission
from server.rules.inspections.kinds import OrderState, Term
from server.rules.inspections.orders import (
    ISSUE,
    STEPS,
    OrderForm,
    Rung,
    order_problems,
    overdue_days,
    overdue_in,
    possible_steps,
    rung_on,
    step_named,
)
from server.rules.months import Month
from server.rules.working_days import Calendar, DayKind

# Saturday the 14th is a working day by the year's notice.
CALENDAR = Calendar({date(2026, 11, 14): DayKind.MAKEUP}, frozenset({2026}))
INSPECT, ANSWER = Permission.INSPECT, Permission.ANSWER_RECTIFICATION


@pytest.mark.parametrize(
    ("state", "permission", "steps"),
    [
        (OrderState.ISSUED, ANSWER, ["answer"]),
        (OrderState.ISSUED, INSPECT, ["cancel"]),
        (OrderState.ANSWERED, ANSWER, []),
        (OrderState.ANSWERED, INSPECT, ["pass", "fail", "cancel"]),
        (OrderState.PASSED, INSPECT, []),
        (OrderState.CANCELLED, INSPECT, []),
    ],
)
def test_from_each_state_each_role_has_its_steps(
    state: OrderState, permission: Permission, steps: list[str]
) -> None:
    assert [step.name for step in possible_steps(state, [permission])] == steps


def test_every_state_is_reached_and_every_open_one_left() -> None:
    assert {step.to for step in STEPS} == set(OrderState)
    assert {state for step in STEPS for state in step.states} == {
        OrderState.ISSUED,
        OrderState.ANSWERED,
    }


def test_a_step_that_is_none_is_not_allowed() -> None:
    with pytest.raises(StepNotAllowed):
        step_named("burn")


def test_an_order_says_to_whom_what_and_until_when() -> None:
    bare = order_problems(ISSUE, OrderForm(""))
    whole = order_problems(ISSUE, OrderForm("清理桌面", term=Term.SHORT, department="D1"))

    assert [one.field for one in bare] == ["words", "term", "department"]
    assert whole == ()


@pytest.mark.parametrize(
    ("today", "rung"),
    [
        (date(2026, 11, 9), None),  # the day of the order
        (date(2026, 11, 13), None),
        (date(2026, 11, 14), Rung.DUE_SOON),  # the Saturday that is worked
        (date(2026, 11, 16), Rung.DUE_SOON),  # its last day
        (date(2026, 11, 17), Rung.OVERDUE),
    ],
)
def test_it_is_due_soon_from_the_last_working_day_before_its_end(
    today: date, rung: Rung | None
) -> None:
    assert rung_on(date(2026, 11, 9), date(2026, 11, 16), today, CALENDAR) is rung


def test_an_order_of_one_day_is_not_due_soon_on_the_day_it_went_out() -> None:
    assert rung_on(date(2026, 11, 9), date(2026, 11, 10), date(2026, 11, 9), CALENDAR) is None


def test_overdue_days_are_working_days_and_each_month_bears_its_own() -> None:
    due, until = date(2026, 10, 29), date(2026, 11, 4)  # a Thursday, a Wednesday

    by_month = [overdue_in(Month(2026, number), due, until, CALENDAR) for number in (9, 10, 11, 12)]

    assert by_month == [0, 1, 3, 0]
    assert overdue_days(due, until, CALENDAR) == sum(by_month)


def test_in_time_nothing_is_overdue() -> None:
    assert overdue_days(date(2026, 11, 4), date(2026, 11, 4), CALENDAR) == 0
    assert overdue_days(date(2026, 11, 4), date(2026, 11, 5), CALENDAR) == 1
