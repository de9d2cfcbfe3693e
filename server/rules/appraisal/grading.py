"""Which grade (等次) does a result have? (scheme, step 18.)

``grades(grading, standings, caps, ties)`` → everybody assessed with the grade by score, by the
limit on its share, and after the caps of ``following.grade_caps``.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction

from server.rules.appraisal.facts import Who
from server.rules.appraisal.following import Followed
from server.rules.appraisal.ranking import SCORE, Standings, criterion_of, tied_sets
from server.rules.schemes.shape import GradeStep, Grading


class WhyLower(StrEnum):
    """Why a grade is lower than the score alone would give."""

    AT_MOST = "at_most"
    CAPPED = "capped"


@dataclass(frozen=True)
class Graded:
    """The grade of one subject; ``cap`` is what capped it."""

    who: Who
    grade: str
    by_score: str
    why_lower: WhyLower | None = None
    cap: Followed | None = None


def grades(
    grading: Grading,
    standings: Standings,
    caps: Mapping[Who, tuple[str, Followed]],
    ties: Sequence[str] = (),
) -> dict[Who, Graded]:
    """Everybody's grade. ``ties``: the sheet's list, for the rank at the edge of a share.

    Over ``at_most`` (floor of share × assessed) the lower ranked fall to the next grade, equals at
    the edge all of them, and are counted there. A cap acts last; the seat that it frees stays free.
    """
    scores = {
        one.who: one.score
        for one in standings.results
        if one.sheet == grading.sheet and one.score is not None
    }
    criteria = [criterion_of(by, grading.sheet, standings) for by in (SCORE, *ties)]
    shared = _by_share(grading, tied_sets(scores, criteria), scores)
    order = [step.name for step in grading.steps]
    return {
        who: _capped(Graded(who, shared[who], _by_score(grading, score)), caps.get(who), order)
        for who, score in scores.items()
    }


def _by_score(grading: Grading, score: Fraction) -> str:
    return next(step.name for step in grading.steps if _reaches(step, score))


def _reaches(step: GradeStep, score: Fraction) -> bool:
    return step.start is None or score >= step.start


def _by_share(
    grading: Grading, ordered: Sequence[tuple[Who, ...]], scores: Mapping[Who, Fraction]
) -> dict[Who, str]:
    found: dict[Who, str] = {}
    waiting = list(ordered)
    for step in grading.steps:
        reaching = [tied for tied in waiting if _reaches(step, scores[tied[0]])]
        kept = _within(step, reaching, len(scores))
        found |= {who: step.name for tied in kept for who in tied}
        waiting = waiting[len(kept) :]
    return found


def _within(
    step: GradeStep, reaching: Sequence[tuple[Who, ...]], assessed: int
) -> Sequence[tuple[Who, ...]]:
    if step.at_most is None:
        return reaching
    seats = step.at_most * assessed // 1
    taken = 0
    for place, tied in enumerate(reaching):
        taken += len(tied)
        if taken > seats:
            return reaching[:place]
    return reaching


def _capped(graded: Graded, cap: tuple[str, Followed] | None, order: Sequence[str]) -> Graded:
    if cap is not None and order.index(cap[0]) > order.index(graded.grade):
        return Graded(graded.who, cap[0], graded.by_score, WhyLower.CAPPED, cap[1])
    why = None if graded.grade == graded.by_score else WhyLower.AT_MOST
    return Graded(graded.who, graded.grade, graded.by_score, why)
