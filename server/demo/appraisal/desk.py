"""Who works at the demo's appraisal, on which days, and how is a sheet handed in?"""

import random
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from server.demo.hall import ZONE, Table
from server.demo.visits import SEED
from server.queries.accounts.actors import actor_named
from server.queries.registry.halls import Hall
from server.rules.accounts.refusals import UnknownAccount
from server.rules.accounts.roles import Actor
from server.rules.months import Month
from server.rules.working_days import SATURDAY, Calendar
from sheets.cells import Row, Sheet

OFFICER, FIRST, SECOND, INSPECTOR = "kaohe", "jiandu-1", "jiandu-2", "xuncha"
HEAD, CLERK = "bumen", "chuangkou"
ONE_DAY = timedelta(days=1)


@dataclass(frozen=True)
class Desk:
    """The hall, its published months and the running one, its people, and the present moment."""

    hall: Hall
    months: tuple[Month, ...]
    calendar: Calendar
    people: Mapping[str, Actor]
    now: datetime

    @property
    def published(self) -> tuple[Month, ...]:
        """The months that are over, the oldest first."""
        return self.months[:-1]

    @property
    def running(self) -> Month:
        """The month that goes on."""
        return self.months[-1]

    def working(self, month: Month) -> list[date]:
        """The days of the month on which the hall opens and that are over now."""
        today = self.now.astimezone(ZONE).date()
        return [
            day
            for day in month.days()
            if day < today and day.weekday() < SATURDAY and self.calendar.is_working(day)
        ]

    def is_past(self, moment: datetime) -> bool:
        """Whether it has come already."""
        return moment < self.now

    def after(self, day: date, days: int = 1) -> date:
        """The working day so many working days later."""
        while days:
            day += ONE_DAY
            days -= self.calendar.is_working(day)
        return day


def people() -> dict[str, Actor]:
    """The accounts of the demo that take part, by their names. Raises UnknownAccount."""
    found = {}
    for name in (OFFICER, FIRST, SECOND, INSPECTOR, HEAD, CLERK):
        actor = actor_named(name)
        if actor is None:
            raise UnknownAccount(name=name)
        found[name] = actor
    return found


def at(day: date, clock: str) -> datetime:
    """That time of the day in the demo's zone."""
    return datetime.combine(day, time.fromisoformat(clock), ZONE)


def chance_of(*names: object) -> random.Random:
    """The same numbers for the same names each time."""
    return random.Random(f"{SEED} {' '.join(map(str, names))}")  # noqa: S311 - a demo, the same each time


def sheet(name: str, rows: Table | Sequence[Sequence[str]]) -> Sheet:
    """The rows as a file's sheet."""
    return Sheet(name, tuple(Row(at, tuple(cells)) for at, cells in enumerate(rows, start=1)))
