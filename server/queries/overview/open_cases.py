"""What is open, where does it stand, and what is late?"""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import case, func, select

from server.db import session
from server.models.cases import Case
from server.queries.cases.scope import seen_by
from server.queries.registry.halls import Hall
from server.rules.accounts.roles import Actor
from server.rules.cases.kinds import CaseState

LATE, TODAY, AHEAD = "late", "today", "ahead"


@dataclass(frozen=True)
class StateCount:
    """How many open cases stand in a state, and how many of them are overdue."""

    state: CaseState
    cases: int
    late: int


@dataclass(frozen=True)
class OpenCases:
    """All open cases that somebody sees. ``oldest_due_on``: of the overdue ones, None for none."""

    states: tuple[StateCount, ...]
    late: int
    due_today: int
    oldest_due_on: date | None

    @property
    def total(self) -> int:
        """How many are open."""
        return sum(each.cases for each in self.states)


def open_cases(hall: Hall, actor: Actor, today: date) -> OpenCases:
    """The open cases that the person may see, at that day of the hall; one statement."""
    when = case((Case.due_on < today, LATE), (Case.due_on == today, TODAY), else_=AHEAD)
    rows = session.execute(
        select(Case.state, when.label("when"), func.count(), func.min(Case.due_on))
        .where(seen_by(actor, hall.id), Case.is_open.is_(True))
        .group_by(Case.state, "when")
    ).all()
    late = [(state, many, oldest) for state, due, many, oldest in rows if due == LATE]
    return OpenCases(
        states=tuple(
            StateCount(state, cases, sum(many for found, many, _ in late if found == state))
            for state in CaseState
            if (cases := sum(many for found, _, many, _ in rows if found == state))
        ),
        late=sum(many for _, many, _ in late),
        due_today=sum(many for _, due, many, _ in rows if due == TODAY),
        oldest_due_on=min((oldest for _, _, oldest in late), default=None),
    )
