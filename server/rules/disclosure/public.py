"""What is published of a sealed month, so that a stranger can recompute all and learn of nobody?"""

from collections.abc import Iterable, Mapping, Sequence
from fractions import Fraction

from server.rules.disclosure.pooling import Pools, pools_of
from server.rules.disclosure.shape import Pooled, PublicFacts, PublicGroup, PublicUnit, Rest
from server.rules.months import Month
from server.rules.ranking.coverage import Reported
from server.rules.ranking.facts import ComparedFacts, GroupFacts, LaneFacts, UnitFacts
from server.rules.ranking.judging import judge
from server.rules.ranking.numbers import RULE_VERSION
from server.rules.ranking.sealing import added_by_reason
from server.rules.ratings.levels import Lane, Level


def public_facts(
    month: Month,
    groups: Sequence[GroupFacts],
    shares: Mapping[str, Fraction],
    *,
    basis: str = "",
) -> PublicFacts:
    """The public facts of the sealed windows of a hall; ``shape`` documents them.

    ``shares``: for each window the largest part of its duty that one person had, 0 to 1.
    ``basis``: the recorded legal basis for showing windows that are one person.
    The windows shown alone are compared among themselves: only so can it be recomputed.
    """
    pools = pools_of(groups, shares, persons_allowed=bool(basis))
    units = [unit for group in groups for unit in group["units"]]
    alone = [unit for unit in units if unit["unit"] not in pools.reasons]
    summed = [unit for group in groups for unit in _rest_of(group, pools) if _is_in(group, pools)]
    joint = [
        unit for group in groups for unit in _rest_of(group, pools) if not _is_in(group, pools)
    ]
    shown = [*alone, *summed, *(joint if pools.joint else [])]
    return {
        "month": str(month),
        "rule_version": RULE_VERSION,
        "basis": basis,
        "groups": [_public_group(group, pools) for group in groups],
        "rest": _pooled(joint) if pools.joint else None,
        "totals": _pooled(shown),
        "unshown": len(units) - len(shown),
    }


def _is_in(group: GroupFacts, pools: Pools) -> bool:
    return group["group"] in pools.shown_groups


def _rest_of(group: GroupFacts, pools: Pools) -> list[UnitFacts]:
    return [unit for unit in group["units"] if unit["unit"] in pools.reasons]


def _public_group(group: GroupFacts, pools: Pools) -> PublicGroup:
    alone = {unit["unit"]: unit for unit in group["units"] if unit["unit"] not in pools.reasons}
    found = judge(
        {
            number: Reported(unit["bad"], unit["good"], unit["applications"])
            for number, unit in alone.items()
        }
    )
    return {
        "group": group["group"],
        "name": group["name"],
        "counting_lanes": group["counting_lanes"],
        "ranked": found.ranked,
        "usual_share": found.usual_share,
        "units": [_public_unit(unit, found.units[number]) for number, unit in alone.items()],
        "rest": _rest(group, pools),
    }


def _public_unit(unit: UnitFacts, compared: ComparedFacts) -> PublicUnit:
    return {
        **compared,
        "unit": unit["unit"],
        "name": unit["name"],
        "department": unit["department"],
        "lanes": unit["lanes"],
        "second": sum(unit["second"]),
        "late": unit["late"],
        "set_aside": unit["set_aside"],
        "defaults": unit["defaults"],
    }


def _rest(group: GroupFacts, pools: Pools) -> Rest:
    rest = _rest_of(group, pools)
    return {
        "units": [
            {"unit": u["unit"], "name": u["name"], "reason": pools.reasons[u["unit"]].value}
            for u in rest
        ],
        "figures": _pooled(rest) if _is_in(group, pools) else None,
    }


def _pooled(units: Sequence[UnitFacts]) -> Pooled:
    applications = [unit["applications"] for unit in units]
    known = [count for count in applications if count is not None]
    return {
        "units": len(units),
        "n": sum(unit["n"] for unit in units),
        "good": sum(unit["good"] for unit in units),
        "bad": sum(unit["bad"] for unit in units),
        "levels": [sum(unit["levels"][place] for unit in units) for place in range(len(Level))],
        "lanes": {lane.value: _added_lane(unit["lanes"][lane] for unit in units) for lane in Lane},
        "second": sum(sum(unit["second"]) for unit in units),
        "late": sum(unit["late"] for unit in units),
        "set_aside": added_by_reason(unit["set_aside"] for unit in units),
        "defaults": sum(unit["defaults"] for unit in units),
        "applications": sum(known) if len(known) == len(applications) else None,
    }


def _added_lane(lanes: Iterable[LaneFacts]) -> LaneFacts:
    many = list(lanes)
    return {"n": sum(lane["n"] for lane in many), "bad": sum(lane["bad"] for lane in many)}
