"""Which steps has a rectification order, from where to where, and who may take each?

This table, nothing else: 催办单 issued → answered by the department → checked again: passed, or not
passed, which begins another term.
"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from server.errors import Problem, StepNotAllowed
from server.rules.accounts.roles import Permission
from server.rules.inspections.kinds import OrderState, Term
from server.rules.months import Month
from server.rules.ratings.form import MOST_PHOTOS, CleanedPhoto
from server.rules.working_days import Calendar, count_working_days

LONGEST_WORDS = 1000
ONE_DAY = timedelta(days=1)
P, S = Permission, OrderState


class OrderStepName(StrEnum):
    """What can happen to an order."""

    ISSUE = "issue"
    ANSWER = "answer"
    PASS = "pass"  # noqa: S105 - a step, no password
    FAIL = "fail"
    CANCEL = "cancel"


@dataclass(frozen=True)
class OrderStep:
    """One row: who may do what, from where to where.

    ``needs_words``: something must be written. ``begins_term``: another term begins.
    ``may_hold_photos``: up to three pictures come with it.
    """

    name: OrderStepName
    permission: Permission
    states: frozenset[OrderState]
    to: OrderState
    needs_words: bool = True
    begins_term: bool = False
    may_hold_photos: bool = False


N = OrderStepName
ISSUE = OrderStep(N.ISSUE, P.INSPECT, frozenset(), S.ISSUED, begins_term=True)
STEPS: tuple[OrderStep, ...] = (
    ISSUE,
    OrderStep(N.ANSWER, P.ANSWER_RECTIFICATION, frozenset({S.ISSUED}), S.ANSWERED,
              may_hold_photos=True),
    OrderStep(N.PASS, P.INSPECT, frozenset({S.ANSWERED}), S.PASSED, needs_words=False,
              may_hold_photos=True),
    OrderStep(N.FAIL, P.INSPECT, frozenset({S.ANSWERED}), S.ISSUED, begins_term=True,
              may_hold_photos=True),
    OrderStep(N.CANCEL, P.INSPECT, frozenset({S.ISSUED, S.ANSWERED}), S.CANCELLED),
)  # fmt: skip
"""Every step of an order."""


class Rung(StrEnum):
    """What is said about a running term, once each."""

    DUE_SOON = "due_soon"
    OVERDUE = "overdue"


@dataclass(frozen=True)
class OrderForm:
    """A step as it was sent: which, its words, its photos, the term where one begins.

    ``department`` (its code) and ``findings`` (their numbers) belong to the issue alone.
    """

    words: str
    step: OrderStepName = OrderStepName.ISSUE
    term: Term | None = None
    photos: tuple[CleanedPhoto, ...] = ()
    department: str = ""
    findings: tuple[str, ...] = ()
    nonce: str = ""


class OrderMoved(StepNotAllowed):
    """Somebody else took a step meanwhile."""

    code = "inspections.order_moved"


def step_named(name: str) -> OrderStep:
    """The row of that name. Raises StepNotAllowed for none."""
    found = next((step for step in STEPS if step.name == name), None)
    if found is None:
        raise StepNotAllowed(step=name)
    return found


def possible_steps(state: OrderState, permissions: Collection[Permission]) -> tuple[OrderStep, ...]:
    """The steps that lead on from there, for somebody with these permissions."""
    return tuple(step for step in STEPS if state in step.states and step.permission in permissions)


def order_problems(step: OrderStep, form: OrderForm) -> tuple[Problem, ...]:
    """What is wrong with the form of a step."""
    length, most = len(form.words), {"most": MOST_PHOTOS}
    too_many = len(form.photos) > (MOST_PHOTOS if step.may_hold_photos else 0)
    is_issue = step is ISSUE
    checks: tuple[tuple[bool, str, str, dict[str, str | int]], ...] = (
        (step.needs_words and not form.words.strip(), "words", "inspections.words_missing", {}),
        (
            length > LONGEST_WORDS,
            "words",
            "problem.text_too_long",
            {"length": length, "most": LONGEST_WORDS},
        ),
        (step.begins_term and form.term is None, "term", "inspections.term_missing", {}),
        (too_many, "photos", "problem.photos_too_many", dict(most)),
        (is_issue and not form.department, "department", "inspections.department_missing", {}),
    )
    return tuple(Problem(name, code, data) for is_wrong, name, code, data in checks if is_wrong)


def rung_on(term_from: date, due_on: date, today: date, calendar: Calendar) -> Rung | None:
    """What is due to be said today: from the last working day before the end on, and after it.

    Nobody is reminded on the day on which the term began.
    """
    if today > due_on:
        return Rung.OVERDUE
    eve = due_on - ONE_DAY
    while not calendar.is_working(eve):
        eve -= ONE_DAY
    return Rung.DUE_SOON if today >= max(eve, term_from + ONE_DAY) else None


def overdue_days(due_on: date, until: date, calendar: Calendar) -> int:
    """Working days after the last day in time, up to and with ``until``."""
    return count_working_days(due_on, until, calendar)


def overdue_in(month: Month, due_on: date, until: date, calendar: Calendar) -> int:
    """Those of the overdue days that lie in the month: each month bears its own."""
    days = month.days()
    after = max(due_on, days[0] - ONE_DAY)
    return count_working_days(after, min(until, days[-1]), calendar)
