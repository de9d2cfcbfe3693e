"""What does a period come to with the facts as they are now? Nothing is stored here.

Used to compute, to try other schemes (what-if), and to see whether what is stored still agrees.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from server import errors
from server.actions.appraisal.gathering import Gathered, gather
from server.actions.appraisal.uncollected import uncollected
from server.queries.appraisal.past import results_of_periods
from server.queries.registry.halls import Hall
from server.rules.appraisal.combining import (
    BasesDiffer,
    Combined,
    combined,
    combining_for,
    parts_of,
    version_for,
)
from server.rules.appraisal.compute import compute
from server.rules.appraisal.conclusion import Around, Conclusion, concluded
from server.rules.appraisal.facts import Who
from server.rules.appraisal.periods import LENGTH, Period
from server.rules.appraisal.results import Computed, SheetResult
from server.rules.appraisal.written import Written, written
from server.rules.schemes.shape import Scheme, Sheet, Span

Key = tuple[str, Who]


@dataclass(frozen=True)
class WorkedOut:
    """A period worked out: the rows it would have, and what they came from."""

    scheme: Scheme
    computed: Computed
    conclusion: Conclusion
    rows: Written


def work_out(hall: Hall, period: Period, instead: Iterable[Scheme] | None = None) -> WorkedOut:
    """The period as its facts make it now; ``instead``: schemes to try, not those in force.

    Raises SchemeMissing where none is in force, BasesDiffer where the scheme refuses to combine.
    """
    gathered = gather(hall, period, instead)
    scheme = version_for(gathered.schemes, period)
    if scheme is None:
        raise errors.SchemeMissing(period=str(period))
    parts = _parts(hall, period, scheme)
    own = _combined(scheme, period, parts, {})
    inputs = replace(gathered.inputs(), published=tuple(one.result for one in own.values()))
    with uncollected():
        computed = compute(period, inputs)
    longer = _combined(scheme, period, parts, _annual(scheme, period, computed))
    results = (*computed.results, *(one.result for one in longer.values()))
    around = Around(gathered.members, gathered.figures, gathered.past, _months(parts))
    conclusion = concluded(scheme, period, results, computed.entries, around)
    more = {key: _told(one) for key, one in longer.items()}
    rows = written(scheme, computed, conclusion, gathered.members, more)
    return WorkedOut(scheme, computed, conclusion, rows)


def _parts(hall: Hall, period: Period, scheme: Scheme) -> Mapping[Key, list[SheetResult]]:
    """The published results that make those of the period, for each sheet of a shorter cycle."""
    shorter = [one for one in scheme.sheets if LENGTH[one.cycle] < LENGTH[period.span]]
    found: dict[Key, list[SheetResult]] = defaultdict(list)
    for sheet in shorter:
        wanted = parts_of(scheme, sheet.key, period)
        known = results_of_periods(hall.id, wanted)
        for part in wanted:
            for result in known.get(part, ()):
                if result.sheet == sheet.key:
                    found[sheet.key, result.who].append(result)
    return found


def _combined(
    scheme: Scheme,
    period: Period,
    parts: Mapping[Key, list[SheetResult]],
    annual: Mapping[Key, SheetResult],
) -> Mapping[Key, Combined]:
    found: dict[Key, Combined] = {}
    for key, results in parts.items():
        one = combined(scheme, period, results, annual.get(key))
        if isinstance(one, BasesDiffer):
            bases = "、".join(str(base) for base in one.bases)
            raise errors.BasesDiffer(period=str(period), bases=bases)
        found[key] = one
    return found


def _annual(scheme: Scheme, period: Period, computed: Computed) -> Mapping[Key, SheetResult]:
    """The annual sheet's result of each subject, for the sheets it is added to."""
    rule = combining_for(scheme, period.span)
    if not rule.annual:
        return {}
    sheet = scheme.sheet(rule.annual)
    of_annual = {one.who: one for one in computed.results if one.sheet == rule.annual}
    return {
        (one.key, who): result
        for one in scheme.sheets
        if _is_added(one, sheet)
        for who, result in of_annual.items()
    }


def _is_added(sheet: Sheet, annual: Sheet) -> bool:
    return sheet.subject is annual.subject and sheet.cycle is not Span.YEAR


def _months(parts: Mapping[Key, list[SheetResult]]) -> Mapping[Who, int]:
    """In how many months somebody was assessed; a quarter counts its three."""
    months: dict[Who, int] = {}
    for (_, who), results in parts.items():
        served = sum(LENGTH[one.period.span] for one in results if one.score is not None)
        months[who] = max(months.get(who, 0), served)
    return months


def _told(one: Combined) -> Mapping[str, Any]:
    """How a longer result came about, for people and for the digest."""
    return {
        "combined": {
            "how": one.how.value,
            "parts": [
                [
                    str(part.result.period),
                    "" if part.result.score is None else str(part.result.score),
                    "" if part.counted is None else str(part.counted),
                    str(part.result.base),
                    part.result.not_assessed or "",
                ]
                for part in one.parts
            ],
            "served": one.served,
            "total": str(one.total),
            "value": "" if one.value is None else str(one.value),
            "weight": str(one.weight),
            "annual": ""
            if one.annual is None or one.annual.score is None
            else str(one.annual.score),
            "annual_weight": str(one.annual_weight),
        }
    }


def as_gathered(hall: Hall, period: Period) -> Gathered:
    """What the engine reads for the period, for pages that show the inputs."""
    return gather(hall, period)
