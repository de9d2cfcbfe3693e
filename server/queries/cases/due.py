"""Which cases of a hall does the clock have something to do in?"""

from dataclasses import dataclass
from datetime import datetime, time, timedelta

from sqlalchemy import ColumnElement, and_, exists, func, or_, select
from sqlalchemy.orm import aliased

from server.db import session
from server.models.cases import Case, CaseStep
from server.models.handling import CaseDeadline, CaseReminder
from server.queries.cases.office import Office
from server.rules.cases.clocks import CLOCKS, CaseClock
from server.rules.cases.codes import Rung
from server.rules.cases.kinds import ENDED, CaseKind, CaseState
from server.rules.cases.ladder import due_rungs
from server.rules.working_days import add_working_days

OFFICES_CLOCKS = tuple(clock for clock, row in CLOCKS.items() if not row.is_citizens)
LAPSES = (CaseState.REPLIED, CaseState.CALLED_BACK)
ARCHIVED_FROM = tuple(sorted(ENDED - {CaseState.ARCHIVED}))


@dataclass(frozen=True)
class DueReminder:
    """One rung of one running clock of one case that has to be taken."""

    number: str
    deadline_id: int
    rung: Rung


def due_reminders(office: Office) -> tuple[DueReminder, ...]:
    """Every rung that is due and was not taken, by deadline and in the order of the ladder.

    Two statements: the running clocks near or past their day, and what was taken of them.
    """
    soonest = add_working_days(office.today, 1, office.calendar).due_on
    rows = session.execute(
        select(Case.number, CaseDeadline)
        .join(Case, and_(Case.hall_id == CaseDeadline.hall_id, Case.id == CaseDeadline.case_id))
        .where(
            CaseDeadline.hall_id == office.hall.id,
            CaseDeadline.ended == "",
            CaseDeadline.due_on <= soonest,
            CaseDeadline.clock.in_(OFFICES_CLOCKS),
            ~_was_taken(Rung.WRITTEN),
        )
        .order_by(CaseDeadline.due_on, Case.number)
    ).all()
    taken = _taken_rungs(office.hall.id)
    return tuple(
        DueReminder(number, deadline.id, rung)
        for number, deadline in rows
        for rung in _due(deadline, office)
        if (deadline.id, rung) not in taken
    )


def _due(deadline: CaseDeadline, office: Office) -> tuple[Rung, ...]:
    return due_rungs(
        deadline.started_on,
        deadline.due_on,
        office.today,
        written_days=office.days("written_reminder_days"),
        calendar=office.calendar,
    )


def _was_taken(rung: Rung) -> ColumnElement[bool]:
    return exists().where(
        CaseReminder.hall_id == CaseDeadline.hall_id,
        CaseReminder.deadline_id == CaseDeadline.id,
        CaseReminder.rung == rung,
    )


def _taken_rungs(hall_id: int) -> set[tuple[int, str]]:
    """The rungs that were taken of clocks that still run."""
    rows = session.execute(
        select(CaseReminder.deadline_id, CaseReminder.rung)
        .join(
            CaseDeadline,
            and_(
                CaseDeadline.hall_id == CaseReminder.hall_id,
                CaseDeadline.id == CaseReminder.deadline_id,
            ),
        )
        .where(CaseDeadline.hall_id == hall_id, CaseDeadline.ended == "")
    )
    return {(deadline_id, rung) for deadline_id, rung in rows}


def lapsed_numbers(office: Office, *, limit: int) -> list[str]:
    """Cases that were answered, whose citizen has not spoken in time; nobody is owed a call."""
    is_owed = and_(Case.kind == CaseKind.BAD_RATING, Case.has_contact.is_(True))
    return list(
        session.scalars(
            select(Case.number)
            .where(
                Case.hall_id == office.hall.id,
                Case.is_open.is_(True),
                Case.due_on < office.today,
                Case.state.in_(LAPSES),
                or_(Case.clock == CaseClock.CONFIRM, ~is_owed),
                Case.clock != "",
            )
            .order_by(Case.due_on, Case.number)
            .limit(limit)
        )
    )


def archivable_numbers(office: Office, *, limit: int) -> list[str]:
    """Cases that ended so long ago that nobody can contest them any more.

    One that goes on inside another has not ended before that one has.
    """
    longest = max(office.days("reopen_days"), office.days("escalate_days"))
    last_day = office.today - timedelta(days=longest)
    before = datetime.combine(last_day, time.min, tzinfo=office.hall.zone)
    ended_at = (
        select(func.max(CaseStep.taken_at))
        .where(CaseStep.hall_id == Case.hall_id, CaseStep.case_id == Case.id)
        .correlate(Case)
        .scalar_subquery()
    )
    other = aliased(Case)
    goes_on = exists().where(
        other.hall_id == Case.hall_id,
        other.id == Case.merged_into_id,
        other.is_open.is_(True),
    )
    return list(
        session.scalars(
            select(Case.number)
            .where(
                Case.hall_id == office.hall.id,
                Case.state.in_(ARCHIVED_FROM),
                ~goes_on,
                ended_at < before,
            )
            .order_by(Case.number)
            .limit(limit)
        )
    )


def miscounted_numbers(office: Office) -> tuple[str, ...]:
    """Cases whose running clock, counted now, ends on another day or is no longer provisional."""
    rows = session.execute(
        select(Case.number, CaseDeadline)
        .join(Case, and_(Case.hall_id == CaseDeadline.hall_id, Case.id == CaseDeadline.case_id))
        .where(CaseDeadline.hall_id == office.hall.id, CaseDeadline.ended == "")
        .order_by(CaseDeadline.due_on, Case.number)
    )
    return tuple(number for number, row in rows if is_miscounted(row, office))


def is_miscounted(row: CaseDeadline, office: Office) -> bool:
    """Whether the calendar as it is now gives another deadline than the row has."""
    fresh = office.due(row.started_on, row.working_days)
    return (fresh.due_on, fresh.is_provisional) != (row.due_on, row.is_provisional)
