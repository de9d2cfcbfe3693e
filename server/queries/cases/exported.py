"""Which cases does somebody take out as a table, and how far is each?"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from sqlalchemy import and_, func, select
from sqlalchemy.orm import aliased

from server.db import session
from server.ids import first_id
from server.models.accounts import Account
from server.models.cases import Case
from server.models.handling import CaseFinding
from server.models.registry import Department, Window
from server.queries.cases.scope import seen_by
from server.queries.registry.halls import Hall
from server.rules.accounts.roles import Actor
from server.rules.cases.codes import Cause, Finding, Outcome
from server.rules.cases.kinds import CaseKind, CaseState
from server.rules.months import day_of

AT_ONCE = 1_000
ONE_DAY = timedelta(days=1)


@dataclass(frozen=True)
class CasesAsked:
    """Which cases: received on those days of the hall (both included), of those kinds.

    ``only_open``: in which something is still owed. ``only_overdue``: late on ``today``.
    """

    since: date
    until: date
    today: date
    kinds: frozenset[CaseKind] = frozenset(CaseKind)
    only_open: bool = False
    only_overdue: bool = False


@dataclass(frozen=True)
class ExportedCase:
    """One case: what it is, where it stands, what was found last; never what anybody wrote."""

    number: str
    kind: CaseKind
    state: CaseState
    window: str
    department: str
    received_on: date
    due_on: date | None
    is_provisional: bool
    is_overdue: bool
    finding: Finding | None
    cause: Cause | None
    outcome: Outcome | None
    handler: str
    round: int


def exported_cases(hall: Hall, actor: Actor, asked: CasesAsked) -> Iterator[ExportedCase]:
    """The cases that the actor may see, by the day on which they came, a thousand at a time.

    An open case with no deadline running has none; a case that has ended is not overdue.
    """
    found = _found(hall, actor, asked).execution_options(yield_per=AT_ONCE)
    for row in session.execute(found):
        yield _case(row, hall, asked.today)


def _found(hall: Hall, actor: Actor, asked: CasesAsked) -> Any:
    last = aliased(CaseFinding)
    of_case = and_(CaseFinding.hall_id == Case.hall_id, CaseFinding.case_id == Case.id)
    last_round = (
        select(func.max(last.round))
        .where(last.hall_id == Case.hall_id, last.case_id == Case.id)
        .scalar_subquery()
    )
    return (
        select(
            Case.number,
            Case.kind,
            Case.state,
            Case.received_at,
            Case.due_on,
            Case.is_due_provisional,
            Case.is_open,
            Case.clock,
            Case.round,
            Window.number.label("window"),
            Department.name.label("department"),
            Account.title.label("handler"),
            CaseFinding.finding,
            CaseFinding.cause,
            CaseFinding.outcome,
        )
        .outerjoin(Window, Window.id == Case.window_id)
        .outerjoin(Department, Department.id == Case.department_id)
        .outerjoin(Account, Account.id == Case.handler_id)
        .outerjoin(CaseFinding, and_(of_case, CaseFinding.round == last_round))
        .where(seen_by(actor, hall.id), *_asked_for(hall, asked))
        .order_by(Case.id)
    )


def _asked_for(hall: Hall, asked: CasesAsked) -> Iterator[Any]:
    begin = datetime.combine(asked.since, time.min, tzinfo=hall.zone)
    end = datetime.combine(asked.until + ONE_DAY, time.min, tzinfo=hall.zone)
    yield Case.received_at >= begin
    yield Case.received_at < end
    # The id holds the day: the index goes to it at once. A day to spare, for the time zone.
    yield Case.id >= first_id(asked.since - ONE_DAY)
    yield Case.id < first_id(asked.until + 2 * ONE_DAY)
    if asked.kinds != frozenset(CaseKind):
        yield Case.kind.in_(sorted(asked.kinds))
    if asked.only_open or asked.only_overdue:
        yield Case.is_open.is_(True)
    if asked.only_overdue:
        yield and_(Case.clock != "", Case.due_on < asked.today)


def _case(row: Any, hall: Hall, today: date) -> ExportedCase:
    is_running = row.is_open and row.clock != ""
    return ExportedCase(
        number=row.number,
        kind=CaseKind(row.kind),
        state=CaseState(row.state),
        window=row.window or "",
        department=row.department or "",
        received_on=day_of(row.received_at, hall.zone),
        due_on=row.due_on if is_running else None,
        is_provisional=is_running and row.is_due_provisional,
        is_overdue=is_running and row.due_on < today,
        finding=Finding(row.finding) if row.finding else None,
        cause=Cause(row.cause) if row.cause else None,
        outcome=Outcome(row.outcome) if row.outcome else None,
        handler=row.handler or "",
        round=row.round,
    )
