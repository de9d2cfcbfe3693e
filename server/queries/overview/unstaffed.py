"""Which windows stand without anybody today and on the next day the hall is open?"""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sqlalchemy import or_, select

from server.db import session
from server.models.registry import Duty as DutyRow
from server.models.registry import Window
from server.queries.overview.scope import Scope
from server.queries.registry.hours import hall_facts
from server.rules.attribution import Duty, DutySource
from server.rules.opening import open_times
from server.rules.unstaffed import Gap, gaps

# The longest closing of a year (Spring Festival, 9 days in 2025) and some days.
LOOKED_AHEAD = 14
ONE_DAY = timedelta(days=1)
Times = tuple[tuple[datetime, datetime], ...]


@dataclass(frozen=True)
class Unstaffed:
    """A window's hole in the roster, its moments in the hall's zone."""

    window: str
    starts_at: datetime
    ends_at: datetime

    @property
    def day(self) -> date:
        """The day of the hole."""
        return self.starts_at.date()


def unstaffed_windows(scope: Scope, today: date) -> tuple[Unstaffed, ...]:
    """The holes of the first open day from today on and of the one after it, day by day.

    Where the hall's hours are not known, nothing is known to be missing. Two statements.
    """
    times = _open_times(scope, today)
    if not times:
        return ()
    windows = _windows(scope)
    duties = _duties(scope, times[0][0], times[-1][1])
    found = sorted(gaps(windows, duties, times), key=lambda gap: (gap.starts_at.date(),))
    return tuple(_unstaffed(gap, windows, scope) for gap in found)


def _open_times(scope: Scope, today: date) -> Times:
    """The open times of the first two open days, in the hall's zone."""
    facts = hall_facts(scope.hall.id, scope.hall.registry_version)
    days = (today + ONE_DAY * ahead for ahead in range(LOOKED_AHEAD))
    spans = [
        (day, open_times(day, hours=facts.hours, day_kind=facts.calendar.kind_of(day)))
        for day in days
    ]
    two = [(day, of_day) for day, of_day in spans if of_day][:2]
    zone = scope.hall.zone
    return tuple(
        (datetime.combine(day, opens, zone), datetime.combine(day, closes, zone))
        for day, of_day in two
        for opens, closes in of_day
    )


def _windows(scope: Scope) -> dict[int, str]:
    rows = session.execute(
        select(Window.id, Window.number)
        .where(Window.hall_id == scope.hall.id, Window.closed_on.is_(None), scope.holds(Window.id))
        .order_by(Window.number)
    )
    return dict(rows.all())


def _duties(scope: Scope, start: datetime, end: datetime) -> list[Duty]:
    rows = session.execute(
        select(
            DutyRow.staff_id, DutyRow.window_id, DutyRow.starts_at, DutyRow.ends_at, DutyRow.source
        ).where(
            DutyRow.hall_id == scope.hall.id,
            DutyRow.cancelled_at.is_(None),
            DutyRow.starts_at < end,
            or_(DutyRow.ends_at.is_(None), DutyRow.ends_at > start),
        )
    )
    return [
        Duty(staff_id, window_id, starts_at, ends_at, DutySource(source))
        for staff_id, window_id, starts_at, ends_at, source in rows
    ]


def _unstaffed(gap: Gap, windows: dict[int, str], scope: Scope) -> Unstaffed:
    zone = scope.hall.zone
    starts_at, ends_at = gap.starts_at.astimezone(zone), gap.ends_at.astimezone(zone)
    return Unstaffed(windows[gap.window_id], starts_at, ends_at)
