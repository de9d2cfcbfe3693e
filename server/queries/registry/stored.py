"""What does a hall's registry hold, in the words of a workbook?"""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import Select, or_, select

from server.db import session
from server.models import registry as tables
from server.queries.registry.halls import Hall
from server.rules.attribution import DutySource
from server.rules.cells import folded
from server.rules.registry import layouts
from server.rules.registry.layout import Layout
from server.rules.registry.opening import WEEKDAY_HOURS
from server.rules.registry.rows import Key, Values
from server.rules.registry.stored import RosterDuty, Stored

FIRST_ZONE = ZoneInfo("Asia/Shanghai")
EVER = (date(2000, 1, 1), date.max)
ONE_DAY = timedelta(days=1)


def nothing_stored(hall_code: str) -> Stored:
    """What there is of a hall that nobody has entered yet; its code, or empty for any."""
    return Stored(FIRST_ZONE, hall_code)


def stored_registry(hall: Hall, roster_days: tuple[date, date] | None) -> Stored:
    """Everything of the hall, of its roster only what touches those days (hall time)."""
    duties = list(_duties(hall, roster_days)) if roster_days else []
    return Stored(
        hall.zone,
        hall.code,
        _records(hall),
        frozenset(duty for duty, is_cancelled in duties if not is_cancelled),
        frozenset(duty for duty, is_cancelled in duties if is_cancelled),
    )


def _records(hall: Hall) -> dict[str, Mapping[Key, Values]]:
    coded = (
        (layouts.DEPARTMENTS, _named(tables.Department, hall)),
        (layouts.PEER_GROUPS, _named(tables.PeerGroup, hall)),
        (layouts.WINDOWS, _placed(tables.Window, hall, "name_en", "is_shared")),
        (layouts.STAFF, _placed(tables.Staff, hall, "is_chief", "staff_class")),
        (layouts.MONTHLY_VOLUME, _volumes(hall)),
    )
    asked = {layout.key: _keyed(layout, _rows(query)) for layout, query in coded}
    asked[layouts.HALL.key] = _keyed(layouts.HALL, [_hall_row(hall)])
    asked[layouts.MATTERS.key] = _keyed(layouts.MATTERS, _matters(hall))
    asked[WEEKDAY_HOURS.key] = _keyed(WEEKDAY_HOURS, _weekdays(hall))
    return asked


def _keyed(layout: Layout, rows: Iterable[Values]) -> Mapping[Key, Values]:
    return {tuple(folded(str(row[key])) for key in layout.identity): row for row in rows}


def _rows(query: Select[*tuple[Any, ...]]) -> Iterator[Values]:
    return (dict(row) for row in session.execute(query).mappings())


def _hall_row(hall: Hall) -> Values:
    return {column.key: getattr(hall, column.key) for column in layouts.HALL.columns}


def _named(
    table: type[tables.Department | tables.PeerGroup], hall: Hall
) -> Select[*tuple[Any, ...]]:
    return (
        select(table.code, table.name, table.closed_on)
        .where(table.hall_id == hall.id)
        .order_by(table.code)
    )


def _placed(
    table: type[tables.Window | tables.Staff], hall: Hall, *own: str
) -> Select[*tuple[Any, ...]]:
    """Rows that belong to a department and a peer group, which are given by their codes."""
    return (
        select(
            table.number,
            table.name,
            tables.Department.code.label("department"),
            tables.PeerGroup.code.label("group"),
            table.closed_on,
            *(getattr(table, column) for column in own),
        )
        .join(tables.Department, tables.Department.id == table.department_id)
        .join(tables.PeerGroup, tables.PeerGroup.id == table.group_id)
        .where(table.hall_id == hall.id)
        .order_by(table.number)
    )


def _volumes(hall: Hall) -> Select[*tuple[Any, ...]]:
    table = tables.MonthlyVolume
    return (
        select(
            table.month, tables.Window.number.label("window"), table.applications, table.defaults
        )
        .join(tables.Window, tables.Window.id == table.window_id)
        .where(table.hall_id == hall.id)
        .order_by(table.month, tables.Window.number)
    )


def _matters(hall: Hall) -> Iterator[Values]:
    matter, link = tables.Matter, tables.MatterWindow
    pairs = session.execute(
        select(link.matter_id, tables.Window.number)
        .join(tables.Window, tables.Window.id == link.window_id)
        .where(tables.Window.hall_id == hall.id)
        .order_by(tables.Window.number)
    )
    windows: dict[int, list[str]] = {}
    for matter_id, number in pairs:
        windows.setdefault(matter_id, []).append(number)
    rows = session.execute(
        select(matter.id, matter.code, matter.name, matter.difficulty, matter.closed_on)
        .where(matter.hall_id == hall.id)
        .order_by(matter.code)
    )
    for row in rows.mappings():
        yield {**row, "windows": tuple(sorted(windows.get(row["id"], ())))}


def _weekdays(hall: Hall) -> list[Values]:
    """All seven days, also those on which the hall is closed."""
    table = tables.OpeningHours
    rows = session.execute(
        select(table.weekday, table.opens, table.closes)
        .where(table.hall_id == hall.id)
        .order_by(table.opens)
    )
    spans: dict[int, list[tuple[time, time]]] = {day: [] for day in range(7)}
    for weekday, opens, closes in rows:
        spans[weekday].append((opens, closes))
    return [{"weekday": day, "spans": tuple(of_day)} for day, of_day in spans.items()]


def _duties(hall: Hall, days: tuple[date, date]) -> Iterator[tuple[RosterDuty, bool]]:
    """The duties that touch the days, and whether each was cancelled; sign-ins are facts."""
    table = tables.Duty
    query = (
        select(
            tables.Window.number,
            tables.Staff.number,
            table.starts_at,
            table.ends_at,
            table.source,
            table.is_substitute,
            table.cancelled_at,
        )
        .join(tables.Window, tables.Window.id == table.window_id)
        .join(tables.Staff, tables.Staff.id == table.staff_id)
        .where(
            table.hall_id == hall.id,
            table.source.in_((DutySource.ROSTER, DutySource.STANDING)),
            or_(table.ends_at.is_(None), table.ends_at > _midnight(days[0], hall)),
        )
        .order_by(table.starts_at)
    )
    if days[1] < date.max:
        query = query.where(table.starts_at < _midnight(days[1] + ONE_DAY, hall))
    for window, staff, starts, ends, source, stands_in, cancelled_at in session.execute(query):
        local_end = ends.astimezone(hall.zone) if ends else None
        start = starts.astimezone(hall.zone)
        duty = RosterDuty(window, staff, start, local_end, DutySource(source), stands_in)
        yield duty, cancelled_at is not None


def _midnight(day: date, hall: Hall) -> datetime:
    return datetime.combine(day, time(), hall.zone)
