"""Which ratings of a month stand out: what was bad, when it came, who was pressed?"""

from collections import Counter
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Integer, and_, case, cast, func, select

from server.db import session
from server.ids import first_id
from server.models.ratings import Rating
from server.queries.overview.scope import Scope
from server.rules.months import HalfDay
from server.rules.ratings.levels import Level

BAD_LEVELS = tuple(level for level in Level if level.is_bad)


@dataclass(frozen=True)
class Received:
    """How many ratings came, second ones too; ``pressed``: who was asked to rate well."""

    today: int
    pressed_today: int
    pressed: int
    pressed_windows: int


@dataclass(frozen=True)
class Slot:
    """A weekday (Monday is 0) and half of a day."""

    weekday: int
    half: HalfDay


def received(scope: Scope, month: str, today: date) -> Received:
    """What came today, and who was pressed in the month; one statement.

    By the ids, whose upper bits are the day: the day itself has no index.
    """
    is_today = and_(Rating.id >= first_id(today), Rating.day == today)
    is_pressed = and_(Rating.is_pressed.is_(True), Rating.month == month)
    row = session.execute(
        select(
            _many(is_today),
            _many(and_(is_today, Rating.is_pressed.is_(True))),
            _many(is_pressed),
            func.count(func.distinct(case((is_pressed, Rating.window_id)))),
        ).where(
            Rating.hall_id == scope.hall.id,
            (Rating.month == month) | (Rating.id >= first_id(today)),
            scope.holds(Rating.window_id),
        )
    ).one()
    return Received(*(int(count or 0) for count in row))


def bad_reasons(scope: Scope, month: str) -> Counter[str]:
    """How often each reason was named by the counted bad first ratings; '' for no reason."""
    rows = session.execute(
        select(Rating.tags, func.count())
        .where(*_first_ratings(scope, month), Rating.level.in_(BAD_LEVELS))
        .group_by(Rating.tags)
    )
    named: Counter[str] = Counter()
    for chosen, ratings in rows:
        named.update(dict.fromkeys(chosen.split(","), ratings))
    return named


def by_weekday(scope: Scope, month: str) -> dict[Slot, tuple[int, int]]:
    """The counted first ratings by weekday and half-day: all of them, and the bad ones.

    Finer than that nothing is kept for good: the exact moments are erased after publication.
    """
    rows = session.execute(
        select(Rating.day, Rating.half_day, func.count(), _many(Rating.level.in_(BAD_LEVELS)))
        .where(*_first_ratings(scope, month))
        .group_by(Rating.day, Rating.half_day)
    )
    counts: Counter[Slot] = Counter()
    bad: Counter[Slot] = Counter()
    for day, half, many, many_bad in rows:
        slot = Slot(day.weekday(), HalfDay(half))
        counts[slot] += many
        bad[slot] += int(many_bad or 0)
    return {slot: (many, bad[slot]) for slot, many in counts.items()}


def _first_ratings(scope: Scope, month: str) -> tuple[Any, ...]:
    return (
        Rating.hall_id == scope.hall.id,
        Rating.month == month,
        Rating.set_aside.is_(None),
        Rating.first_rating_id.is_(None),
        scope.holds(Rating.window_id),
    )


def _many(condition: Any) -> Any:
    return func.sum(cast(case((condition, 1), else_=0), Integer))
