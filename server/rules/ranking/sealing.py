"""What does a month's total of every unit become when the month is sealed?"""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from server.errors import UnitWithoutGroup
from server.rules.ranking.counts import Counts
from server.rules.ranking.coverage import Reported
from server.rules.ranking.facts import ComparedFacts, GroupFacts, LaneFacts, UnitFacts
from server.rules.ranking.judging import judge
from server.rules.ratings.levels import Lane, Level

Levels = tuple[int, int, int, int, int]  # how many of level 1, 2 … 5
NO_LEVELS: Levels = (0, 0, 0, 0, 0)


@dataclass(frozen=True)
class LaneTotals:
    """One unit's month in one lane.

    ``levels``: the counted first active ratings. ``second``: the second ratings (追评). ``late``:
    those of ``levels`` whose own month was sealed before. ``set_aside``: by reason, not in
    ``levels``.
    """

    levels: Levels
    second: Levels
    late: int
    set_aside: Mapping[str, int]


@dataclass(frozen=True)
class UnitTotals:
    """One unit's month: a window or a person, its peer group's code, its department's name.

    ``applications`` is None where the month's number of applications (办件) is not known.
    """

    unit: str
    name: str
    group: str
    department: str
    lanes: Mapping[str, LaneTotals]
    defaults: int
    applications: int | None


@dataclass(frozen=True)
class Group:
    """A peer group (考核组) and the lanes whose ratings are compared in it."""

    code: str
    name: str
    counting_lanes: frozenset[str]


def seal(units: Iterable[UnitTotals], groups: Iterable[Group]) -> list[GroupFacts]:
    """The frozen facts of a month, group by group; ``facts`` documents their shape.

    Raises UnitWithoutGroup. The order in which units and groups come does not matter.
    """
    by_group: dict[str, list[UnitTotals]] = {}
    for unit in sorted(units, key=lambda each: each.unit):
        by_group.setdefault(unit.group, []).append(unit)
    known = sorted(groups, key=lambda group: group.code)
    for code in sorted(by_group.keys() - {group.code for group in known}):
        raise UnitWithoutGroup(unit=by_group[code][0].unit, group=code)
    return [_group_facts(group, by_group.get(group.code, [])) for group in known]


def counts_of(facts: GroupFacts) -> dict[str, Counts]:
    """The compared counts of a sealed group again, as ``summoned`` and ``verdicts`` take them."""
    return {
        unit["unit"]: Counts(unit["bad"], unit["n"] - unit["beyond"]) for unit in facts["units"]
    }


def added_by_reason(many: Iterable[Mapping[str, int]]) -> dict[str, int]:
    """Counts by reason added up, in the order of the reasons."""
    reasons = Counter[str]()
    for by_reason in many:
        reasons.update(by_reason)
    return dict(sorted(reasons.items()))


def _group_facts(group: Group, units: list[UnitTotals]) -> GroupFacts:
    levels = {unit.unit: _counted(unit, group.counting_lanes) for unit in units}
    found = judge({unit.unit: _reported(levels[unit.unit], unit.applications) for unit in units})
    return {
        "group": group.code,
        "name": group.name,
        "counting_lanes": sorted(group.counting_lanes),
        "ranked": found.ranked,
        "usual_share": found.usual_share,
        "units": [_unit_facts(unit, levels[unit.unit], found.units[unit.unit]) for unit in units],
    }


def _unit_facts(unit: UnitTotals, levels: Levels, compared: ComparedFacts) -> UnitFacts:
    lanes = unit.lanes.values()
    return {
        **compared,
        "unit": unit.unit,
        "name": unit.name,
        "department": unit.department,
        "levels": list(levels),
        "lanes": {lane.value: _lane_facts(unit.lanes.get(lane)) for lane in Lane},
        "second": list(_added(lane.second for lane in lanes)),
        "late": sum(lane.late for lane in lanes),
        "set_aside": added_by_reason(lane.set_aside for lane in lanes),
        "defaults": unit.defaults,
    }


def _counted(unit: UnitTotals, lanes: frozenset[str]) -> Levels:
    return _added(totals.levels for lane, totals in unit.lanes.items() if lane in lanes)


def _reported(levels: Levels, applications: int | None) -> Reported:
    bad = _bad(levels)
    return Reported(bad, sum(levels) - bad, applications)


def _lane_facts(lane: LaneTotals | None) -> LaneFacts:
    levels = lane.levels if lane else NO_LEVELS
    return {"n": sum(levels), "bad": _bad(levels)}


def _bad(levels: Levels) -> int:
    return sum(count for level, count in enumerate(levels, start=1) if Level(level).is_bad)


def _added(many: Iterable[Levels]) -> Levels:
    one, two, three, four, five = (sum(level) for level in zip(NO_LEVELS, *many, strict=True))
    return one, two, three, four, five
