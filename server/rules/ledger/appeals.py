"""May a member of staff appeal, until when, who decides by when, and what may come of it?

Domain, cases: within 5 working days of the notice, decided within 10 by somebody who is neither
their supervisor nor took part; no heavier outcome for appealing.
"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from server.errors import AppealTooLate, NotImpartial, Problem, StepNotAllowed
from server.rules.accounts.impartial import Concerned, bar_of
from server.rules.accounts.roles import Actor, Permission
from server.rules.ratings.form import MOST_PHOTOS, CleanedPhoto
from server.rules.working_days import Calendar, Deadline, add_working_days

LONGEST_WORDS = 2000
ONE_DAY = timedelta(days=1)


class Against(StrEnum):
    """What somebody appeals against."""

    RATING = "rating"
    ENTRY = "entry"
    MONTH = "month"
    FACT = "fact"


class AppealState(StrEnum):
    """Where an appeal stands. Nothing heavier can come of it than that all stays as it was."""

    FILED = "filed"
    UPHELD = "upheld"
    REFUSED = "refused"
    WITHDRAWN = "withdrawn"


class Reminder(StrEnum):
    """What whoever decides appeals is reminded of, once each."""

    DUE_SOON = "due_soon"
    OVERDUE = "overdue"


@dataclass(frozen=True)
class AppealForm:
    """An appeal as it was sent; ``against`` is None when it named nothing that can be.

    ``what`` is the number of the entry, the fact or the released text, or the month (``2026-11``).
    """

    against: Against | None
    what: str
    words: str
    photos: tuple[CleanedPhoto, ...] = ()


def problems(form: AppealForm) -> tuple[Problem, ...]:
    """All that is wrong with the form."""
    length = len(form.words)
    most: dict[str, str | int] = {"length": length, "most": LONGEST_WORDS}
    return tuple(
        Problem(field, code, data)
        for is_wrong, field, code, data in (
            (form.against is None, "against", "appeal.against_missing", {}),
            (not form.what.strip(), "what", "appeal.what_missing", {}),
            (not form.words.strip(), "words", "appeal.words_missing", {}),
            (length > LONGEST_WORDS, "words", "problem.text_too_long", most),
            (
                len(form.photos) > MOST_PHOTOS,
                "photos",
                "problem.photos_too_many",
                {"most": MOST_PHOTOS},
            ),
        )
        if is_wrong
    )


def last_day_to_appeal(told_on: date, days: int, calendar: Calendar) -> Deadline:
    """The last day on which an appeal is taken: so many working days after the notice."""
    return add_working_days(told_on, days, calendar)


def check_filing(until: Deadline, today: date) -> None:
    """Raises AppealTooLate after the last day."""
    if today > until.due_on:
        raise AppealTooLate(until=until.due_on.isoformat())


def decision_due(filed_on: date, days: int, calendar: Calendar) -> Deadline:
    """The last day on which a decision is in time."""
    return add_working_days(filed_on, days, calendar)


def check_decider(actor: Actor, concerned: Concerned, *, took_part: Collection[int]) -> None:
    """Raises StepNotAllowed or NotImpartial unless the person may decide the appeal."""
    if not actor.may(Permission.DECIDE_APPEALS, concerned.hall_id):
        raise StepNotAllowed(step="decide_appeal")
    bar = bar_of(actor, concerned, took_part=took_part)
    if bar is not None:
        raise NotImpartial(bar=bar)


def reminder_on(due_on: date, today: date, calendar: Calendar) -> Reminder | None:
    """What is due to be said on that day: from the last working day before the end, and after."""
    if today > due_on:
        return Reminder.OVERDUE
    eve = due_on - ONE_DAY
    while not calendar.is_working(eve):
        eve -= ONE_DAY
    return Reminder.DUE_SOON if today >= eve else None


def days_left(until: date, today: date, calendar: Calendar) -> int:
    """How many working days after today are left; 0 on the last day, -1 once it is over."""
    if today > until:
        return -1
    return sum(
        calendar.is_working(today + ONE_DAY * step) for step in range(1, (until - today).days + 1)
    )
