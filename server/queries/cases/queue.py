"""Which open cases wait for somebody, the most urgent first?"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Integer, Select, and_, case, func, or_, select

from server.db import session
from server.models.cases import Case
from server.queries.cases.lines import CaseLine, line_of, lines
from server.queries.cases.office import Office
from server.queries.cases.scope import seen_by
from server.rules.accounts.roles import Actor
from server.rules.cases.codes import WaitsFor
from server.rules.cases.kinds import CaseKind, CaseState
from server.rules.cases.queue import Borders, QueueFilter, Urgency, borders_on

PAGE = 50
PRESSED = "pressed"


@dataclass(frozen=True)
class Cursor:
    """The last case of the page before: what comes after it is wanted."""

    due_on: date
    number: str


@dataclass(frozen=True)
class Part:
    """A part of the queue: of one filter, one group, one state; None lets everything pass."""

    filter: QueueFilter = QueueFilter.ALL
    urgency: Urgency | None = None
    state: CaseState | None = None


@dataclass(frozen=True)
class Queue:
    """One page of the queue, how many cases each filter has, and each group of the chosen one."""

    rows: tuple[CaseLine, ...]
    after: Cursor | None
    by_filter: Mapping[QueueFilter, int]
    by_urgency: Mapping[Urgency, int]


def queue(
    office: Office,
    actor: Actor,
    wanted: QueueFilter | Part = QueueFilter.ALL,
    *,
    after: Cursor | None = None,
    size: int = PAGE,
) -> Queue:
    """The open cases that the actor may see, overdue first, then by their deadline.

    Two statements, however many cases there are. The counts by filter are of everything, those by
    group of what is wanted.
    """
    part = wanted if isinstance(wanted, Part) else Part(wanted)
    borders = borders_on(office.today, office.calendar)
    scope = and_(seen_by(actor, office.hall.id), Case.is_open.is_(True))
    filters = _filters(actor)
    by_filter, by_urgency = _counts(scope, filters, part, borders)
    chosen = and_(scope, filters[part.filter], *_narrowed(part, borders))
    found = session.execute(_page(chosen, after).limit(size + 1)).all()
    rows = tuple(line_of(row, office, borders) for row in found[:size])
    more = Cursor(rows[-1].due_on, rows[-1].number) if len(found) > size else None
    return Queue(rows, more, by_filter, by_urgency)


def _filters(actor: Actor) -> dict[QueueFilter, ColumnElement[bool]]:
    return {
        QueueFilter.ALL: Case.is_open.is_(True),
        QueueFilter.MINE: Case.handler_id == actor.account_id,
        QueueFilter.REAL_NAME: and_(Case.kind == CaseKind.BAD_RATING, Case.has_contact.is_(True)),
        QueueFilter.FOR_CITIZEN: Case.waits_for == WaitsFor.CITIZEN,
        QueueFilter.FOR_UNIT: Case.waits_for == WaitsFor.UNIT,
        QueueFilter.PRESSED: Case.category == PRESSED,
    }


def _counts(
    scope: ColumnElement[bool],
    filters: Mapping[QueueFilter, ColumnElement[bool]],
    part: Part,
    borders: Borders,
) -> tuple[dict[QueueFilter, int], dict[Urgency, int]]:
    """Every count of the page in one pass over the open cases."""
    chosen = and_(filters[part.filter], *_narrowed(replace(part, urgency=None), borders))
    groups = _groups(borders)
    sums = [*map(_how_many, filters.values())]
    sums += [_how_many(and_(chosen, group)) for group in groups.values()]
    counted = [int(count) for count in session.execute(select(*sums).where(scope)).one()]
    of_filters = dict(zip(filters, counted, strict=False))
    return of_filters, dict(zip(groups, counted[len(filters) :], strict=True))


def _groups(borders: Borders) -> dict[Urgency, ColumnElement[bool]]:
    return {
        Urgency.OVERDUE: Case.due_on < borders.today,
        Urgency.TODAY: Case.due_on == borders.today,
        Urgency.SOON: and_(Case.due_on > borders.today, Case.due_on <= borders.soon_until),
        Urgency.LATER: Case.due_on > borders.soon_until,
    }


def _narrowed(part: Part, borders: Borders) -> list[ColumnElement[bool]]:
    """What the part asks for beside its filter."""
    of_state = [Case.state == part.state] if part.state else []
    return [*of_state, *([_groups(borders)[part.urgency]] if part.urgency else [])]


def _how_many(condition: ColumnElement[bool]) -> ColumnElement[int]:
    return func.coalesce(func.sum(case((condition, 1), else_=0)), 0).cast(Integer)


def _page(condition: ColumnElement[bool], after: Cursor | None) -> Select[Any]:
    page = lines().where(condition).order_by(Case.due_on, Case.number)
    if after is None:
        return page
    is_later = or_(
        Case.due_on > after.due_on,
        and_(Case.due_on == after.due_on, Case.number > after.number),
    )
    # The first condition alone lets the index skip what was shown.
    return page.where(Case.due_on >= after.due_on, is_later)
