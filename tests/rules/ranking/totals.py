"""A month's totals for tests, with defaults; a test says only what matters to it."""

from collections.abc import Mapping

from server.rules.ranking.facts import GroupFacts, UnitFacts
from server.rules.ranking.sealing import Group, LaneTotals, UnitTotals, seal

ALL_LANES = frozenset({"verified", "present", "printed"})


def a_lane(
    bad: int = 0, good: int = 0, *, late: int = 0, set_aside: Mapping[str, int] | None = None
) -> LaneTotals:
    """Bad ones at level 1, good ones at level 5, two second ratings."""
    return LaneTotals((bad, 0, 0, 0, good), (0, 1, 0, 0, 1), late, set_aside or {})


def a_unit(
    unit: str = "A01",
    bad: int = 2,
    n: int = 610,
    *,
    group: str = "A",
    applications: int | None = None,
) -> UnitTotals:
    """A window with all its ratings in the printed lane."""
    lanes = {"printed": a_lane(bad, n - bad)}
    return UnitTotals(unit, f"窗口{unit}", group, "综合受理", lanes, 0, applications)


def a_peer_group(code: str = "A", counting_lanes: frozenset[str] = ALL_LANES) -> Group:
    return Group(code, f"考核组{code}", counting_lanes)


def sealed(*units: UnitTotals, groups: tuple[Group, ...] = (a_peer_group(),)) -> list[GroupFacts]:
    return seal(units, groups)


def only_unit(facts: list[GroupFacts]) -> UnitFacts:
    """The one unit of the one group."""
    ((unit,),) = ((*group["units"],) for group in facts)
    return unit
