"""What do the reported ratings of a peer group's month amount to, in the words of ``facts``?"""

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

from server.rules.ranking.counts import Counts
from server.rules.ranking.coverage import Reported, compared, usual_share
from server.rules.ranking.facts import ComparedFacts
from server.rules.ranking.interval import interval
from server.rules.ranking.numbers import USUAL_SHARE_PLACES
from server.rules.ranking.verdicts import Verdict, verdicts
from server.rules.rounding import half_up


@dataclass(frozen=True)
class Judgement:
    """A peer group's month: how many units were compared, the usual share, each unit's facts."""

    ranked: int
    usual_share: str | None
    units: Mapping[str, ComparedFacts]


def judge(month: Mapping[str, Reported]) -> Judgement:
    """Compares the units of one peer group in one month."""
    usual, counts = usual_share(month), compared(month)
    found = verdicts([counts])
    return Judgement(
        sum(1 for verdict in found.values() if verdict.is_ranked),
        None if usual is None else _text(usual),
        {unit: _facts(month[unit], counts[unit], found[unit]) for unit in found},
    )


def _text(usual: Fraction) -> str:
    return half_up(usual.numerator, usual.denominator, places=USUAL_SHARE_PLACES)


def _facts(reported: Reported, counts: Counts, verdict: Verdict) -> ComparedFacts:
    bad, good, applications = reported
    n = bad + good
    return {
        "n": n,
        "good": good,
        "bad": bad,
        "applications": applications,
        "beyond": n - counts.ratings,
        "band": verdict.band.value,
        "why": verdict.why and verdict.why.value,
        "could_be": [band.value for band in verdict.could_be],
        "index": verdict.figures.index,
        "worse": verdict.figures.worse,
        "better": verdict.figures.better,
        "interval": list(interval(bad, n)) if n else None,
    }
