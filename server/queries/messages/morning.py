"""How does a supervisor's day begin: what is late, due, new, and waits for a second person?"""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import case as either
from sqlalchemy import func, or_, select

from server.db import session
from server.models.cases import Case
from server.models.handling import Proposal
from server.rules.cases.kinds import CaseKind, CaseState
from server.rules.working_days import Calendar, add_working_days

SOON_DAYS = 3


@dataclass(frozen=True)
class Morning:
    """Numbers of open cases, tip-offs apart, on one day of the hall.

    ``due_soon``: within three working days, today not among them. ``new``: not taken up yet.
    """

    overdue: int
    due_today: int
    due_soon: int
    new: int


def morning(hall_id: int, day: date, calendar: Calendar) -> Morning:
    """The numbers of that day."""
    until = add_working_days(day, SOON_DAYS, calendar).due_on
    conditions = (
        Case.due_on < day,
        Case.due_on == day,
        (Case.due_on > day) & (Case.due_on <= until),
        Case.state == CaseState.RECEIVED,
    )
    counts = [func.coalesce(func.sum(either((one, 1), else_=0)), 0) for one in conditions]
    open_ones = (
        Case.hall_id == hall_id,
        Case.is_open.is_(True),
        Case.kind != CaseKind.TIP_OFF,
    )
    row = session.execute(select(*counts).where(*open_ones)).one()
    return Morning(*(int(count) for count in row))


def proposals_for(hall_id: int, account_id: int) -> int:
    """How many proposals wait for that person: those that somebody else made, of no tip-off."""
    its_case = (Case.hall_id == Proposal.hall_id) & (Case.id == Proposal.case_id)
    waiting = (
        select(func.count())
        .select_from(Proposal)
        .outerjoin(Case, its_case)
        .where(
            Proposal.hall_id == hall_id,
            Proposal.state == "waiting",
            Proposal.asked_by != account_id,
            or_(Case.kind.is_(None), Case.kind != CaseKind.TIP_OFF),
        )
    )
    return session.scalar(waiting) or 0
