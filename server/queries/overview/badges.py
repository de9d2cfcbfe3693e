"""How much waits at each place of the console?"""

from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, and_, exists, false, func, or_, select

from server.db import session
from server.ids import first_id
from server.models.cases import Case
from server.models.messages import MessageDelivery
from server.models.publication import Notice, Ranking
from server.models.ratings import Rating
from server.queries.registry.halls import Hall
from server.rules.accounts.roles import Actor, Permission
from server.rules.cases.kinds import CaseKind


def badges(hall: Hall, actor: Actor, today: date) -> dict[str, int]:
    """Open cases, ratings of today, unpublished months, unread messages, by place; one statement.

    ``today`` by the hall's clock. Places that the person may not go to are left out.
    """
    counts = {
        "queue": (Permission.SEE_CASES, _open_cases(hall, actor)),
        "ratings": (Permission.SEE_RATINGS, _ratings_of(hall, today)),
        "notices": (Permission.APPROVE_NOTICES, _unpublished(hall)),
    }
    asked: dict[str, Any] = {
        place: count for place, (needed, count) in counts.items() if actor.may(needed, hall.id)
    }
    asked["inbox"] = _unread(hall, actor)
    found = session.execute(select(*(each.label(place) for place, each in asked.items())))
    return {place: int(count or 0) for place, count in found.mappings().one().items()}


def seen_cases(hall: Hall, actor: Actor) -> ColumnElement[bool]:
    """Which cases the person may see: those of their departments; tip-offs with their own right."""
    parts = []
    if actor.may(Permission.SEE_TIP_OFFS, hall.id):
        parts.append(Case.kind == CaseKind.TIP_OFF)
    departments = actor.departments(Permission.ANSWER_CASES, hall.id)
    if departments is None:
        parts.append(Case.kind != CaseKind.TIP_OFF)
    elif departments:
        parts.append(and_(Case.kind != CaseKind.TIP_OFF, Case.department_id.in_(departments)))
    return and_(Case.hall_id == hall.id, or_(*parts) if parts else false())


def _open_cases(hall: Hall, actor: Actor) -> Any:
    return (
        select(func.count())
        .where(seen_cases(hall, actor), Case.is_open.is_(True))
        .scalar_subquery()
    )


def _ratings_of(hall: Hall, day: date) -> Any:
    """By the ids, whose upper bits are the day: the day itself has no index."""
    return (
        select(func.count())
        .where(Rating.hall_id == hall.id, Rating.id >= first_id(day))
        .scalar_subquery()
    )


def _unpublished(hall: Hall) -> Any:
    """Months whose last revision has no notice."""
    last = (
        select(Ranking.month, func.max(Ranking.revision).label("revision"))
        .where(Ranking.hall_id == hall.id)
        .group_by(Ranking.month)
        .subquery()
    )
    is_out = exists().where(
        Notice.hall_id == hall.id,
        Notice.month == last.c.month,
        Notice.revision == last.c.revision,
    )
    return select(func.count()).select_from(last).where(~is_out).scalar_subquery()


def _unread(hall: Hall, actor: Actor) -> Any:
    return (
        select(func.count())
        .where(
            MessageDelivery.hall_id == hall.id,
            MessageDelivery.account_id == actor.account_id,
            MessageDelivery.channel == "inbox",
            MessageDelivery.read_at.is_(None),
        )
        .scalar_subquery()
    )
