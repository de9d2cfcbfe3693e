"""The clock, or an officer, lets the days of a month be assessed: rows, facts and figures."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from sqlalchemy import case, delete, func, select
from sqlalchemy.orm import Session

from server.actions.appraisal.give_figures import GivenFigure, give_figures
from server.actions.appraisal.state_fact import (
    Concerned,
    NewFact,
    Source,
    Stating,
    WhyReversed,
    reverse_fact,
    state_facts,
)
from server.actions.attendance.day_rows import RowOf, day_row
from server.actions.attendance.signing import one_at_a_time
from server.actions.operations.statements import table_of
from server.db import transaction
from server.models.attendance import AttendanceDay
from server.queries.attendance.known import Days, Known, known_days, leaves_between
from server.queries.attendance.stated import Placed, places, stated_of_day, stated_of_leaves
from server.queries.registry.halls import Hall
from server.rules.accounts.roles import Actor
from server.rules.attendance.day import DayOutcome, PersonDay, assess
from server.rules.attendance.figures import NAMES, PersonMonth, figures_of
from server.rules.attendance.stating import Restated, WantedFact, day_facts, leave_facts, restate
from server.rules.attendance.words import Event, RequestState
from server.rules.months import Month, day_of


@dataclass
class Assessed:
    """What an assessment came to; ``waiting``: days of which no sign is there yet."""

    days: int = 0
    people: int = 0
    stated: int = 0
    reversed: int = 0
    waiting: list[date] = field(default_factory=list)


@dataclass(frozen=True)
class Assessing:
    """One assessment: what is known, who belongs where, whose days, in whose name."""

    known: Known
    placed: Mapping[int, Placed]
    people: Collection[int] | None
    stating: Stating

    @property
    def hall_id(self) -> int:
        """The hall's id."""
        return self.stating.hall_id


def assess_attendance(
    hall: Hall,
    month: Month,
    *,
    by: Actor | str,
    now: datetime,
    people: Collection[int] | None = None,
) -> Assessed:
    """An officer or the clock assesses the days of a month that are over, of these people or all.

    Each day is a transaction, so that citizens never wait long; it may be repeated, and what is
    learned better reverses the old facts and states others.
    """
    today = day_of(now, hall.zone)
    days = [day for day in month.days() if day < today]
    if not days:
        return Assessed()
    known = known_days(Days(hall, days[0], days[-1]), people)
    one = Assessing(known, places(hall.id), people, Stating(hall.id, by, now))
    assessed = Assessed(days=len(days))
    whose: set[int] = set()
    for day in days:
        whose |= _assess_day(one, day, assessed)
    assessed.people = len(whose)
    with transaction() as session:
        one_at_a_time(session, hall.id, month)
        _restate(session, one, _leaves(one, month), assessed)
        give_figures(session, month, NAMES, _figures(session, hall.id, month), one.stating)
    return assessed


def _assess_day(one: Assessing, day: date, assessed: Assessed) -> set[int]:
    """One day of everybody; the ids of who was due."""
    outcomes = dict(_outcomes(one, day))
    no_signs = one.known.is_waiting(day)
    waiting = {who for who, (known, _) in outcomes.items() if no_signs and not known.is_signed}
    if waiting:
        assessed.waiting.append(day)
    of = RowOf(one.hall_id, day, one.known.facts.calendar.is_settled(day), one.stating.now)
    rows = [day_row(of, who, *found, is_waiting=who in waiting) for who, found in outcomes.items()]
    wanted = [
        fact
        for who, (_, outcome) in outcomes.items()
        if who not in waiting
        for fact in day_facts(who, day, outcome)
    ]
    with transaction() as session:
        one_at_a_time(session, one.hall_id, day)
        _replace(session, one, day, rows)
        stated = stated_of_day(one.hall_id, day, one.people)
        _restate(session, one, restate(wanted, stated), assessed)
    return set(outcomes)


def _outcomes(one: Assessing, day: date) -> Iterator[tuple[int, tuple[PersonDay, DayOutcome]]]:
    opening, manner = one.known.opening(day), one.known.manner(day)
    for staff_id, person in one.known.people.items():
        of_day = person.day(day, opening)
        if of_day is not None:
            yield staff_id, (of_day, assess(of_day, manner))


def _replace(session: Session, one: Assessing, day: date, rows: list[dict[str, Any]]) -> None:
    table = AttendanceDay
    gone = delete(table).where(table.hall_id == one.hall_id, table.day == day)
    if one.people is not None:
        gone = gone.where(table.staff_id.in_(one.people))
    session.execute(gone)
    if rows:
        session.connection().execute(table_of(table).insert(), rows)


def _leaves(one: Assessing, month: Month) -> Restated:
    """The facts of leave that has begun, as it stands in that month."""
    days = month.days()
    leaves = leaves_between(Days(one.known.days.hall, days[0], days[-1]), one.people)
    calendar, last = one.known.facts.calendar, one.known.days.last
    wanted = [
        fact
        for leave in leaves
        if leave.state is RequestState.APPROVED and leave.span.from_on <= last
        for fact in leave_facts(leave, calendar, month)
    ]
    numbers = [leave.number for leave in leaves]
    return restate(wanted, stated_of_leaves(one.hall_id, numbers, str(month)))


def _restate(session: Session, one: Assessing, restated: Restated, assessed: Assessed) -> None:
    for name in restated.reversed:
        changed = WhyReversed.SOURCE_CHANGED
        assessed.reversed += reverse_fact(session, name, changed, one.stating)
    facts = [_fact(one, name, want) for name, want in restated.stated]
    state_facts(session, facts, one.stating)
    assessed.stated += len(facts)


def _fact(one: Assessing, name: str, want: WantedFact) -> NewFact:
    place = one.placed[want.staff_id]
    return NewFact(
        dedupe=name,
        event=want.event,
        happened_on=want.day,
        established_on=want.day,
        source=Source.ATTENDANCE,
        number=want.number,
        concerned=Concerned(
            staff_id=want.staff_id,
            chief_id=place.chief_id,
            window_id=want.window_id,
            department_id=place.department_id,
        ),
        fields=want.fields,
        has_evidence=True,
        is_approved=want.event is Event.LEAVE,
    )


def _figures(session: Session, hall_id: int, month: Month) -> Iterator[GivenFigure]:
    """The month's figures from its rows; days that wait for signs are left out."""
    table, days = AttendanceDay, month.days()
    rows = session.execute(
        select(
            table.staff_id,
            func.sum(table.due_halves),
            func.sum(table.attended_halves),
            func.sum(case((table.breaks_full, 1), else_=0)),
        )
        .where(
            table.hall_id == hall_id,
            table.day.between(days[0], days[-1]),
            table.is_waiting.is_(False),
        )
        .group_by(table.staff_id)
    )
    months = (
        PersonMonth(staff_id, due, attended, bool(broken))
        for staff_id, due, attended, broken in rows
    )
    for who, name, figure in figures_of(months):
        yield GivenFigure(who, name, figure)
