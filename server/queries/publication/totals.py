"""What did each unit of a hall get in a month: the totals that a sealed month is made of?"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from typing import Any

from sqlalchemy import or_, select

from server.db import session
from server.models.registry import Department, MonthlyVolume, PeerGroup, Staff, Window
from server.queries.province.imported import imported_defaults
from server.queries.ratings.counts import Count
from server.queries.registry.halls import Hall
from server.queries.registry.hours import hall_facts
from server.rules.months import Month
from server.rules.province.defaults import defaults_of
from server.rules.ranking.sealing import Group, LaneTotals, UnitTotals
from server.rules.ratings.levels import Level

LEVELS = tuple(sorted(Level))
NO_VOLUME = (None, 0)


def groups_of(hall: Hall, month: Month) -> tuple[Group, ...]:
    """The peer groups, with the lanes that count in each from the month's first day."""
    facts = hall_facts(hall.id, hall.registry_version)
    first_day = month.days()[0]
    rows = session.execute(
        select(PeerGroup.code, PeerGroup.name)
        .where(PeerGroup.hall_id == hall.id)
        .order_by(PeerGroup.code)
    )
    return tuple(
        Group(code, name, frozenset(facts.setting("counting_lanes", first_day, code).split(",")))
        for code, name in rows
    )


def window_totals(hall: Hall, month: Month, counts: Mapping[Count, int]) -> tuple[UnitTotals, ...]:
    """Every window that was open in the month, with its counts and its applications."""
    return _totals(_units(hall, month, Window), "window", counts, _volumes(hall, month))


def staff_totals(hall: Hall, month: Month, counts: Mapping[Count, int]) -> tuple[UnitTotals, ...]:
    """Every person who was there in the month, with the ratings that are theirs."""
    return _totals(_units(hall, month, Staff), "staff", counts, {})


def _volumes(hall: Hall, month: Month) -> dict[int, tuple[int | None, int]]:
    """Applications (None: not known) and ratings that a system filled in, by window."""
    imported = imported_defaults(hall.id, str(month))
    typed = {
        window_id: (applications, defaults)
        for window_id, applications, defaults in session.execute(
            select(
                MonthlyVolume.window_id, MonthlyVolume.applications, MonthlyVolume.defaults
            ).where(MonthlyVolume.hall_id == hall.id, MonthlyVolume.month == str(month))
        )
    }
    volumes: dict[int, tuple[int | None, int]] = {}
    for window_id in typed.keys() | imported.keys():
        applications, defaults = typed.get(window_id, NO_VOLUME)
        both = defaults_of(typed=defaults, imported=imported.get(window_id, 0))
        volumes[window_id] = (applications, both)
    return volumes


def _units(hall: Hall, month: Month, table: Any) -> Any:
    return session.execute(
        select(table.id, table.number, table.name, PeerGroup.code, Department.name)
        .join(PeerGroup, PeerGroup.id == table.group_id)
        .join(Department, Department.id == table.department_id)
        .where(
            table.hall_id == hall.id,
            or_(table.closed_on.is_(None), table.closed_on > month.days()[0]),
        )
        .order_by(table.number)
    )


def _totals(
    units: Iterable[Any],
    kind: str,
    counts: Mapping[Count, int],
    volumes: Mapping[int, tuple[int | None, int]],
) -> tuple[UnitTotals, ...]:
    lanes = _by_lane(kind, counts)
    found = []
    for unit_id, number, name, group, department in units:
        applications, defaults = volumes.get(unit_id, NO_VOLUME)
        found.append(
            UnitTotals(
                unit=number,
                name=name,
                group=group,
                department=department,
                lanes={lane: _lane(whats) for lane, whats in lanes[unit_id].items()},
                defaults=defaults,
                applications=applications,
            )
        )
    return tuple(found)


def _by_lane(kind: str, counts: Mapping[Count, int]) -> defaultdict[int, dict[str, Counter[str]]]:
    lanes: defaultdict[int, dict[str, Counter[str]]] = defaultdict(dict)
    for count, n in counts.items():
        if count.kind == kind:
            lanes[count.unit_id].setdefault(count.lane, Counter())[count.what] = n
    return lanes


def _lane(whats: Counter[str]) -> LaneTotals:
    set_aside: Counter[str] = Counter()
    for what, n in whats.items():
        if what.startswith("aside/"):
            set_aside[what.split("/")[1]] += n
    return LaneTotals(
        levels=_five(whats, "level"),
        second=_five(whats, "second"),
        late=whats["late"],
        set_aside=dict(set_aside),
    )


def _five(whats: Counter[str], place: str) -> tuple[int, int, int, int, int]:
    one, two, three, four, five = (whats[f"{place}_{level}"] for level in LEVELS)
    return one, two, three, four, five
