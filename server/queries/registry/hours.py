"""What does a hall go by: its hours, the calendar, its settings, its matters?

They change seldom and every rating needs them, so each process remembers them by the hall's
``registry_version``, which grows with every change.
"""

from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from sqlalchemy import select

from server.db import session
from server.models import registry as tables
from server.rules.hall_settings import SettingRow, in_force
from server.rules.opening import Hours, OpenSpan
from server.rules.working_days import Calendar, DayKind

REMEMBERED_HALLS = 512


@dataclass(frozen=True)
class HallFacts:
    """What one version of a hall's registry says of hours, calendar, settings and matters."""

    hours: Hours
    calendar: Calendar
    settings: tuple[SettingRow, ...]
    matters: dict[str, int]

    def setting(self, key: str, day: date, group: str = "") -> str:
        """The hall setting as it is on that day (for a group, where groups may differ)."""
        return in_force(self.settings, key, day, group)


@lru_cache(maxsize=REMEMBERED_HALLS)
def hall_facts(hall_id: int, registry_version: int) -> HallFacts:
    """The facts of that version of the hall's registry."""
    del registry_version  # it is the key under which the answer is remembered
    return HallFacts(_hours(hall_id), national_calendar(), _settings(hall_id), _matters(hall_id))


def national_calendar() -> Calendar:
    """The working calendar as it is loaded."""
    days = session.execute(select(tables.CalendarDay.day, tables.CalendarDay.kind))
    years = session.scalars(select(tables.CalendarYear.year))
    return Calendar({day: DayKind(kind) for day, kind in days}, frozenset(years))


def _hours(hall_id: int) -> Hours:
    table = tables.OpeningHours
    rows = session.execute(
        select(table.weekday, table.opens, table.closes)
        .where(table.hall_id == hall_id)
        .order_by(table.weekday, table.opens)
    )
    return Hours(tuple(OpenSpan(*row) for row in rows))


def _settings(hall_id: int) -> tuple[SettingRow, ...]:
    table = tables.HallSetting
    rows = session.execute(
        select(table.key, table.scope, table.value, table.in_force_on)
        .where(table.hall_id == hall_id)
        .order_by(table.entered_at, table.id)
    )
    return tuple(SettingRow(*row) for row in rows)


def _matters(hall_id: int) -> dict[str, int]:
    table = tables.Matter
    rows = session.execute(
        select(table.code, table.id).where(table.hall_id == hall_id, table.closed_on.is_(None))
    )
    return dict(rows.all())
