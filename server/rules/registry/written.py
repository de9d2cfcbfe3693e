"""How is what the registry holds written into the rows of its sheets?"""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from datetime import time, timedelta

from server.rules.attribution import DutySource
from server.rules.cells import RawCell, folded
from server.rules.registry.layout import Column, Kind, Layout
from server.rules.registry.layouts import (
    DUTY,
    DUTY_WORDS,
    OPENING_HOURS,
    REGULAR,
    STANDING,
    SUBSTITUTE,
)
from server.rules.registry.rows import Value, Values, spans_of
from server.rules.registry.stored import RosterDuty, Stored

YES, NO = "是", "否"
WEEKDAYS = tuple(f"周{sign}" for sign in "一二三四五六日")
END_OF_DAY = "24:00"
ONE_DAY = timedelta(days=1)
MIDNIGHT = time()
NAMED = ("department", "peer_group")  # a window and a person go by their number


def written_rows(layout: Layout, stored: Stored) -> Iterator[tuple[RawCell, ...]]:
    """The rows of that sheet in the order of its columns; read again they change nothing."""
    names = {of: _names(of, stored) for of in ("department", "peer_group", "window", "staff")}
    for values in _rows(layout, stored):
        yield tuple(_cell(column, values, names) for column in layout.columns)


def _rows(layout: Layout, stored: Stored) -> Iterator[Values]:
    if layout == OPENING_HOURS:
        return _opening(stored)
    if layout == DUTY:
        return (_duty(duty) for duty in sorted(stored.duties, key=_order))
    return iter(stored.of(layout.key).values())


def _cell(column: Column, values: Values, names: Mapping[str, Mapping[str, str]]) -> RawCell:
    if column.kind is Kind.REPEATED:
        return names[column.of].get(str(values[column.of]))
    value = values[column.key]
    if column.of in NAMED:
        return _unmistakable(str(value), names[column.of])
    return WRITTEN[column.kind](value) if column.kind in WRITTEN else _as_it_is(value)


def _names(of: str, stored: Stored) -> dict[str, str]:
    """The names of the rows of a sheet by their code or number."""
    rows = stored.of(of).values()
    return {str(row.get("code") or row.get("number")): str(row["name"]) for row in rows}


def _unmistakable(code: str, names: Mapping[str, str]) -> str:
    """The name, which people read; the code where others have the name, or it is a code."""
    known = Counter([*map(folded, names.values()), *map(folded, names)])
    return names[code] if known[folded(names[code])] == 1 else code


def _as_it_is(value: Value) -> RawCell:
    return None if value == "" or isinstance(value, tuple) else value


def _yes_or_no(value: Value) -> RawCell:
    return YES if value else NO


def _listed(value: Value) -> RawCell:
    return "、".join(map(str, value)) if isinstance(value, tuple) and value else None


def _duty_word(value: Value) -> RawCell:
    return DUTY_WORDS[str(value)][0]


WRITTEN: Mapping[Kind, Callable[[Value], RawCell]] = {
    Kind.YES_NO: _yes_or_no,
    Kind.REFERENCES: _listed,
    Kind.DUTY_KIND: _duty_word,
}


def _opening(stored: Stored) -> Iterator[Values]:
    """One row for each span; a day without any is written as closed, if other days have some."""
    days = [
        (int(str(row["weekday"])), spans_of(row)) for row in stored.of(OPENING_HOURS.key).values()
    ]
    for day, spans in days:
        for opens, closes in spans:
            yield {"weekdays": WEEKDAYS[day], "opens": opens, "closes": closes}
        if not spans and any(others for _, others in days):
            yield {"weekdays": WEEKDAYS[day], "opens": None, "closes": None}


def _order(duty: RosterDuty) -> tuple[object, ...]:
    return duty.starts_at, duty.window, duty.staff


def _duty(duty: RosterDuty) -> Values:
    is_standing = duty.source is DutySource.STANDING
    kind = STANDING if is_standing else SUBSTITUTE if duty.is_substitute else REGULAR
    last = (duty.ends_at - ONE_DAY).date() if is_standing and duty.ends_at else None
    times = (None, None) if is_standing else _times(duty)
    return {
        "window": duty.window,
        "staff": duty.staff,
        "from_day": duty.starts_at.date(),
        "to_day": last,
        "weekdays": "",
        "starts": times[0],
        "ends": times[1],
        "kind": kind,
        "is_cancelled": False,
    }


def _times(duty: RosterDuty) -> tuple[time | None, time | str | None]:
    """When a duty of one day begins and ends; a whole day needs no times."""
    starts = duty.starts_at.time()
    ends_next_day = duty.ends_at is not None and duty.ends_at.date() > duty.starts_at.date()
    if ends_next_day:
        return (None, None) if starts == MIDNIGHT else (starts, END_OF_DAY)
    return starts, duty.ends_at.time() if duty.ends_at else None
