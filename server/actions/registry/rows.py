"""How do the planned rows of a workbook get into their tables?"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

from sqlalchemy import delete, insert, update

from server.actions.registry.entry import CODES, Entry
from server.ids import new_id
from server.models.registry import Hall, MatterWindow, MonthlyVolume, OpeningHours
from server.rules.registry import layouts
from server.rules.registry.comparing import Change
from server.rules.registry.layout import Layout
from server.rules.registry.opening import WEEKDAY_HOURS
from server.rules.registry.rows import Value, Values, spans_of

# Columns of a sheet that name rows of another: their column in the table, and the other sheet.
LINKS = {"department": ("department_id", "department"), "group": ("group_id", "peer_group")}
MATTER_WINDOWS = "windows"


def write_rows(entry: Entry, changes: Iterable[Change]) -> None:
    """Add and change the planned rows; what others refer to goes first."""
    changes = list(changes)
    for layout, write in WRITERS:
        of_layout = [change for change in changes if change.layout == layout.key]
        if of_layout:
            write(entry, layout, of_layout)


def _write_hall(entry: Entry, _layout: Layout, changes: Sequence[Change]) -> None:
    for change in changes:
        if change.before is not None:  # a new hall is there before anything is entered into it
            of_hall = update(Hall).where(Hall.id == entry.hall_id)
            entry.session.execute(of_hall.values(dict(change.after)))


def _write_coded(entry: Entry, layout: Layout, changes: Sequence[Change]) -> None:
    code = CODES[layout.key]
    table = code.class_
    links = {column: entry.ids(other) for column, (_, other) in LINKS.items()}
    added = [
        {"id": new_id(entry.day), "hall_id": entry.hall_id, **_columns(change.after, links)}
        for change in changes
        if change.before is None
    ]
    if added:
        entry.session.execute(insert(table), added)
    for change in changes:
        values = _columns(change.after, links)
        if change.before is not None and values:
            of_hall = update(table).where(table.hall_id == entry.hall_id, code == change.key[0])
            entry.session.execute(of_hall.values(values))


def _columns(values: Values, links: Mapping[str, Mapping[str, int]]) -> dict[str, Any]:
    """The values as the table names them; the windows of a matter have a table of their own."""
    return {
        LINKS[key][0] if key in LINKS else key: links[key][str(value)] if key in LINKS else value
        for key, value in values.items()
        if key != MATTER_WINDOWS
    }


def _write_matters(entry: Entry, layout: Layout, changes: Sequence[Change]) -> None:
    _write_coded(entry, layout, changes)
    matters, windows = entry.ids("matter"), entry.ids("window")
    for change in changes:
        matter_id = matters[change.key[0]]
        if MATTER_WINDOWS in change.after:
            entry.session.execute(delete(MatterWindow).where(MatterWindow.matter_id == matter_id))
            numbers = _texts(change.after[MATTER_WINDOWS])
            links = [{"matter_id": matter_id, "window_id": windows[n]} for n in numbers]
            if links:
                entry.session.execute(insert(MatterWindow), links)


def _write_volumes(entry: Entry, _layout: Layout, changes: Sequence[Change]) -> None:
    windows = entry.ids("window")
    author = {"entered_at": entry.now, "entered_by": entry.by}
    for change in changes:
        month, window = change.key
        key = {"hall_id": entry.hall_id, "month": month, "window_id": windows[window]}
        counts = {
            name: change.after[name]
            for name in ("applications", "defaults")
            if name in change.after
        }
        if change.before is None:
            entry.session.execute(insert(MonthlyVolume), {**key, **counts, **author})
        else:
            of_month = update(MonthlyVolume).filter_by(**key)
            entry.session.execute(of_month.values({**counts, **author}))


def _write_hours(entry: Entry, _layout: Layout, changes: Sequence[Change]) -> None:
    table = OpeningHours
    for change in changes:
        day = int(change.key[0])
        entry.session.execute(
            delete(table).where(table.hall_id == entry.hall_id, table.weekday == day)
        )
        rows = [
            {"hall_id": entry.hall_id, "weekday": day, "opens": opens, "closes": closes}
            for opens, closes in spans_of(change.after)
        ]
        if rows:
            entry.session.execute(insert(table), rows)


def _texts(value: Value) -> list[str]:
    return [str(each) for each in value] if isinstance(value, tuple) else []


WRITERS: Sequence[tuple[Layout, Callable[[Entry, Layout, Sequence[Change]], None]]] = (
    (layouts.HALL, _write_hall),
    (layouts.DEPARTMENTS, _write_coded),
    (layouts.PEER_GROUPS, _write_coded),
    (layouts.WINDOWS, _write_coded),
    (layouts.STAFF, _write_coded),
    (layouts.MATTERS, _write_matters),
    (layouts.MONTHLY_VOLUME, _write_volumes),
    (WEEKDAY_HOURS, _write_hours),
)
