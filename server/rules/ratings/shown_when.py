"""How exactly may somebody see when a rating was given, so that nobody can be inferred from it?

Whoever works at a window remembers who stood there on a quiet afternoon. The moment is shown to
nobody; the half-day only where enough others rated in it, else the week (research on physicians'
and employees' surveys suppresses cells of a few in the same way).
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, Protocol, TypeVar

from server.rules.accounts.roles import Actor, Permission
from server.rules.months import HalfDay

FEWEST_IN_A_HALF_DAY = 5  # ratings of one window; with fewer the half-day is not shown

DAYS_TO_SUNDAY = timedelta(days=6)


@dataclass(frozen=True)
class When:
    """The Monday of the week, and the day and half-day where they may be shown."""

    week: date
    day: date | None = None
    half_day: HalfDay | None = None


class Dated(Protocol):
    """Something that happened at a time which is shown."""

    @property
    def when(self) -> When:
        """As it may be shown."""


Thing = TypeVar("Thing", bound=Dated)


def sees_every_half_day(actor: Actor, hall_id: int) -> bool:
    """Whether they look into suspicions and cases, for which the half-day is needed."""
    return actor.may(Permission.HANDLE_CASES, hall_id)


def shown_when(day: date, half_day: HalfDay, *, ratings: int, sees_every: bool) -> When:
    """When it is shown to have been. ``ratings``: of the same window in the same half-day."""
    week = day - timedelta(days=day.weekday())
    if sees_every or ratings >= FEWEST_IN_A_HALF_DAY:
        return When(week, day, half_day)
    return When(week)


def span_shown(since: date, until: date, *, sees_every: bool) -> tuple[date, date]:
    """The days that an answer covers (both included): whole weeks for who may see weeks only.

    Who asks for one day must not learn that what shows its week alone was on that day.
    """
    if sees_every:
        return since, until
    monday = since - timedelta(days=since.weekday())
    return monday, until - timedelta(days=until.weekday()) + DAYS_TO_SUNDAY


def is_shown_yet(when: When, today: date) -> bool:
    """Whether it may be shown: what shows its week alone only when that week is over.

    Else two answers of two days, laid side by side, would tell the day.
    """
    return when.day is not None or today > when.week + DAYS_TO_SUNDAY


def in_order(things: Iterable[Thing], says: Callable[[Thing], Any]) -> Iterator[Thing]:
    """In the given order of days, but what shows its week alone after the others of its week.

    There they stand in the order of what they say: between the ratings of a Tuesday, or behind
    those of a Monday, they would still tell their day.
    """
    waiting: list[Thing] = []
    for thing in things:
        if waiting and waiting[0].when.week != thing.when.week:
            yield from sorted(waiting, key=says)
            waiting = []
        if thing.when.day is None:
            waiting.append(thing)
        else:
            yield thing
    yield from sorted(waiting, key=says)
