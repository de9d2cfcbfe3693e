"""What is written down of a computed period: its results, its entries, what waits, its digest?"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from server.rules.appraisal.conclusion import Conclusion
from server.rules.appraisal.facts import Member, Who
from server.rules.appraisal.frozen import (
    Row,
    Standing,
    digest_of,
    entry_row,
    money_of,
    result_row,
)
from server.rules.appraisal.periods import Period
from server.rules.appraisal.results import Computed, Placed, SheetResult
from server.rules.schemes.shape import Scheme, Subject


@dataclass(frozen=True)
class Written:
    """A computed period as rows, with the digest of them all; not yet in the database."""

    period: Period
    scheme: str
    results: tuple[Row, ...]
    entries: tuple[Row, ...]
    waiting: tuple[Row, ...]
    facts: Mapping[str, Any]
    digest: str


def written(
    scheme: Scheme,
    computed: Computed,
    conclusion: Conclusion,
    members: Iterable[Member],
    more: Mapping[tuple[str, Who], Mapping[str, Any]],
) -> Written:
    """The rows of a computed period. ``more``: what else people should see of a result."""
    standings = _standings(conclusion, {one.who: one for one in members}, more)
    results = tuple(result_row(one, standings[one.sheet, one.who]) for one in conclusion.results)
    entries = tuple(entry_row(one) for one in computed.entries)
    facts = _facts(scheme, computed, conclusion)
    return Written(
        computed.period,
        scheme.name,
        results,
        entries,
        tuple(
            {"fact_id": int(one.fact_id), "sheet": one.sheet, "reason": one.reason.value}
            for one in computed.waiting
        ),
        facts,
        digest_of(results, entries, facts),
    )


def _standings(
    conclusion: Conclusion,
    members: Mapping[Who, Member],
    more: Mapping[tuple[str, Who], Mapping[str, Any]],
) -> Mapping[tuple[str, Who], Standing]:
    places: dict[Who, list[Placed]] = defaultdict(list)
    for placed in conclusion.places:
        places[placed.who].append(placed)
    return {
        (one.sheet, one.who): _standing(one, conclusion, places[one.who], members, more)
        for one in conclusion.results
    }


def _standing(
    result: SheetResult,
    conclusion: Conclusion,
    places: Sequence[Placed],
    members: Mapping[Who, Member],
    more: Mapping[tuple[str, Who], Mapping[str, Any]],
) -> Standing:
    key = (result.sheet, result.who)
    graded, amount = conclusion.graded.get(key), conclusion.amounts.get(key)
    member = members.get(result.who) or members.get(Who(Subject.STAFF, result.who.id))
    # A pool split by group says more of somebody's place than the pool of everybody.
    ordered = sorted(places, key=lambda one: (not one.group, one.pool == "all"))
    return Standing(
        tuple(ordered),
        graded.grade if graded else "",
        money_of(amount.amount) if amount else "",
        member.attended_days if member else None,
        {**more.get(key, {}), "bars": _bars(conclusion, result.who)},
    )


def _bars(conclusion: Conclusion, who: Who) -> list[dict[str, Any]]:
    return [
        {
            "name": one.name,
            "item": one.cause.item,
            "during": str(one.during),
            "acts": int(one.acts),
            "bar": list(one.effects.bar),
        }
        for one in conclusion.followed
        if one.who == who
    ]


def _facts(scheme: Scheme, computed: Computed, conclusion: Conclusion) -> Mapping[str, Any]:
    """What belongs to nobody alone: medians of groups, awards as far as numbers decide."""
    return {
        "scheme": scheme.name,
        "medians": {"/".join(key): str(value) for key, value in sorted(computed.medians.items())},
        "awards": [
            {
                "award": one.award,
                "appraised": one.appraised,
                "seats": one.seats,
                "groups": [
                    {
                        "group": seats.group,
                        "appraised": seats.appraised,
                        "seats": seats.seats,
                        "winners": [[who.subject.value, who.id] for who in seats.winners],
                        "open_seats": seats.open_seats,
                        "at_cut": [[who.subject.value, who.id] for who in seats.at_cut],
                    }
                    for seats in one.groups
                ],
            }
            for one in conclusion.awards
        ],
    }
