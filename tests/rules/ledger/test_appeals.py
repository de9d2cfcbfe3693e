"""Until when may one appeal, by when is it decided, and who may decide?"""

from datetime import date

import pytest

from server import errors
from server.rules.accounts.impartial import Concerned
from server.rules.accounts.roles import Actor, Grant, Role
from server.rules.ledger.appeals import (
    Against,
    AppealForm,
    AppealState,
    Reminder,
    check_decider,
    check_filing,
    days_left,
    decision_due,
    last_day_to_appeal,
    problems,
    reminder_on,
)
from server.rules.working_days import Calendar, DayKind

HALL, DEPARTMENT, PERSON, COLLEAGUE = 1, 3, 7, 8
# The year's notice moved a working day to Saturday the 14th.
CALENDAR = Calendar({date(2026, 11, 14): DayKind.MAKEUP}, frozenset({2026}))
FRIDAY = date(2026, 11, 6)


def an_actor(*grants: Grant, staff_id: int | None = None, account: int = 1) -> Actor:
    return Actor(account, "appraisal", grants or (Grant(Role.APPRAISAL_OFFICER, HALL),), staff_id)


def concerned(staff_id: int | None = PERSON) -> Concerned:
    return Concerned(HALL, staff_id, frozenset({DEPARTMENT}), frozenset({PERSON, COLLEAGUE}))


@pytest.mark.parametrize(
    ("today", "is_taken"),
    [
        (date(2026, 11, 12), True),  # working day 4
        (date(2026, 11, 13), True),  # working day 5
        (date(2026, 11, 14), False),  # working day 6, a Saturday on which people work
    ],
)
def test_five_working_days_after_the_notice_are_the_last(today: date, *, is_taken: bool) -> None:
    until = last_day_to_appeal(FRIDAY, 5, CALENDAR)

    if is_taken:
        check_filing(until, today)
    else:
        with pytest.raises(errors.AppealTooLate):
            check_filing(until, today)
    assert until.due_on == date(2026, 11, 13)


def test_ten_working_days_after_the_filing_the_decision_is_due() -> None:
    assert decision_due(FRIDAY, 10, CALENDAR).due_on == date(2026, 11, 19)


def test_a_deadline_over_new_year_is_provisional() -> None:
    assert decision_due(date(2026, 12, 28), 10, CALENDAR).is_provisional


@pytest.mark.parametrize(
    ("today", "said"),
    [
        (date(2026, 11, 5), None),
        (date(2026, 11, 6), Reminder.DUE_SOON),  # Friday, the working day before
        (date(2026, 11, 8), Reminder.DUE_SOON),
        (date(2026, 11, 9), Reminder.DUE_SOON),
        (date(2026, 11, 10), Reminder.OVERDUE),
    ],
)
def test_whoever_decides_is_reminded_before_and_after(today: date, said: Reminder | None) -> None:
    assert reminder_on(date(2026, 11, 9), today, CALENDAR) is said


@pytest.mark.parametrize(
    ("today", "left"),
    [
        (date(2026, 11, 6), 5),
        (date(2026, 11, 12), 1),
        (date(2026, 11, 13), 0),
        (date(2026, 11, 14), -1),
    ],
)
def test_the_days_left_are_working_days(today: date, left: int) -> None:
    assert days_left(date(2026, 11, 13), today, CALENDAR) == left


def test_somebody_who_took_no_part_and_leads_nobody_of_theirs_may_decide() -> None:
    check_decider(an_actor(), concerned(), took_part={2})

    assert AppealState.UPHELD


@pytest.mark.parametrize(
    ("actor", "part"),
    [
        (an_actor(staff_id=PERSON), set()),
        (an_actor(staff_id=COLLEAGUE), set()),
        (
            an_actor(
                Grant(Role.APPRAISAL_OFFICER, HALL), Grant(Role.DEPARTMENT_HEAD, HALL, DEPARTMENT)
            ),
            set(),
        ),
        (an_actor(Grant(Role.SUPERVISOR, HALL), Grant(Role.DEPARTMENT_HEAD, HALL)), set()),
        (an_actor(Grant(Role.SUPERVISOR, HALL), Grant(Role.DEPARTMENT_HEAD)), set()),
        (an_actor(), {1}),
    ],
    ids=[
        "themselves",
        "a colleague",
        "the head of their department",
        "a head of the hall",
        "a head of all",
        "who took part",
    ],
)
def test_does_not_decide(actor: Actor, part: set[int]) -> None:
    with pytest.raises(errors.NotImpartial):
        check_decider(actor, concerned(), took_part=part)


@pytest.mark.parametrize(
    "grant",
    [
        Grant(Role.DEPARTMENT_HEAD, HALL, DEPARTMENT + 1),
        Grant(Role.DEPARTMENT_HEAD, HALL + 1, DEPARTMENT),
    ],
)
def test_the_head_of_another_department_leads_nobody_here(grant: Grant) -> None:
    actor = an_actor(Grant(Role.SUPERVISOR, HALL), grant)

    check_decider(actor, concerned(), took_part=())

    assert actor.grants[1] is grant


@pytest.mark.parametrize("role", sorted(set(Role) - {Role.APPRAISAL_OFFICER, Role.SUPERVISOR}))
def test_no_other_role_decides(role: Role) -> None:
    with pytest.raises(errors.StepNotAllowed):
        check_decider(an_actor(Grant(role, HALL)), concerned(), took_part=())


@pytest.mark.parametrize(("length", "count"), [(2000, 0), (2001, 1)])
def test_an_appeal_has_two_thousand_signs_at_most(length: int, count: int) -> None:
    assert len(problems(AppealForm(Against.MONTH, "2026-11", "理" * length))) == count


def test_all_that_is_missing_is_said_at_once() -> None:
    found = problems(AppealForm(None, " ", ""))

    assert [each.field for each in found] == ["against", "what", "words"]


def test_nothing_heavier_can_come_of_an_appeal() -> None:
    assert set(AppealState) == {"filed", "upheld", "refused", "withdrawn"}
