"""What is in force after vetoes and consequences: bars, caps on grades, noughts? (step 16.)

``vetoes(scheme, entries)`` → what entries with a veto bring. ``barred(followed, award, period)`` →
who may not win it, and why. ``zeroed(results, followed)`` → the results with noughts in place, to
be done before ranks and longer periods are computed. ``grade_caps(…)`` → the best grade allowed.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from fractions import Fraction

from server.rules.appraisal.facts import Who
from server.rules.appraisal.guard import Guarded
from server.rules.appraisal.periods import LENGTH, Period
from server.rules.appraisal.results import Entry, SheetResult
from server.rules.months import Month
from server.rules.schemes.shape import Grading, Scheme, Span, VetoEffect

EVERY_AWARD = "*"
ZERO = "zero"  # SheetResult.limit of a result that a veto or consequence made nought


@dataclass(frozen=True)
class Effects:
    """What is taken away, and what waits for a person (``task``, ``notice``)."""

    bar: tuple[str, ...] = ()
    grade: str = ""  # at most this one
    lowest_grade: bool = False
    zero: bool = False
    task: str = ""
    notice: str = ""


@dataclass(frozen=True)
class Cause:
    """What it came from: the code of the veto's item, or facts, periods, a score.

    ``count``: how many facts, entries or bottom places were reached.
    """

    item: str = ""
    fact_ids: tuple[str, ...] = ()
    periods: tuple[Period, ...] = ()
    count: int = 0
    score: Fraction | None = None
    guard: Guarded | None = None


@dataclass(frozen=True)
class Followed:
    """A veto or consequence of one subject.

    ``name`` is the consequence's, empty for a veto. ``since``: the month that brought it.
    ``during``: the stretch in which a bar or a cap on the grade holds, never before ``since``.
    ``zeroes``: the period whose result on ``sheet`` becomes nought.
    """

    who: Who
    name: str
    sheet: str
    since: Month
    during: Period
    effects: Effects
    zeroes: Period | None = None
    cause: Cause = field(default_factory=Cause)

    @property
    def acts(self) -> bool:
        """Whether it has its effects; False: the guard found that it may be chance."""
        return self.cause.guard is None or self.cause.guard.acts

    @property
    def key(self) -> tuple[str, ...]:
        """The same for the same veto or consequence when it is computed again."""
        cause = self.cause
        first = cause.fact_ids[0] if cause.item and cause.fact_ids else ""
        subject = (self.who.subject.value, str(self.who.id))
        return (self.name, cause.item, first, *subject, str(self.since), str(self.during))

    def reaches(self, period: Period) -> bool:
        """Whether an award or grade of that period falls under it.

        A longer period does not (a veto for a quarter leaves the year alone), nor does one that was
        over before it came.
        """
        return self.acts and self.since <= period.months()[-1] and _lies_in(period, self.during)


# A harder veto takes the awards too: nobody with nought or the lowest grade is a model.
_OF_VETO: Mapping[VetoEffect, Effects] = {
    VetoEffect.NO_AWARD: Effects(bar=(EVERY_AWARD,)),
    VetoEffect.LOWEST_GRADE: Effects(bar=(EVERY_AWARD,), lowest_grade=True),
    VetoEffect.ZERO: Effects(bar=(EVERY_AWARD,), zero=True),
}


def vetoes(scheme: Scheme, entries: Iterable[Entry]) -> tuple[Followed, ...]:
    """What entries with a veto bring, for the span of the veto around the month charged."""
    return tuple(_vetoed(scheme, entry, *entry.veto) for entry in entries if entry.veto is not None)


def barred(
    followed: Iterable[Followed], award: str, period: Period
) -> dict[Who, tuple[Followed, ...]]:
    """Who may not win that award of that period, and by what."""
    found: dict[Who, tuple[Followed, ...]] = defaultdict(tuple)
    for one in followed:
        if {award, EVERY_AWARD} & set(one.effects.bar) and one.reaches(period):
            found[one.who] += (one,)
    return dict(found)


def zeroed(results: Iterable[SheetResult], followed: Iterable[Followed]) -> tuple[SheetResult, ...]:
    """The results, nought where a veto or consequence says so; who is not assessed stays so."""
    noughts = {
        (one.who, one.sheet, one.zeroes) for one in followed if one.effects.zero and one.acts
    }
    return tuple(
        replace(one, score=Fraction(0), limit=ZERO)
        if one.score is not None and (one.who, one.sheet, one.period) in noughts
        else one
        for one in results
    )


def grade_caps(
    grading: Grading, followed: Iterable[Followed], period: Period
) -> dict[Who, tuple[str, Followed]]:
    """The best grade that somebody may have in that period, and by what."""
    order = [step.name for step in grading.steps]
    caps: dict[Who, tuple[str, Followed]] = {}
    for one in followed:
        grade = order[-1] if one.effects.lowest_grade else one.effects.grade
        if grade not in order or not one.reaches(period):
            continue
        if one.who not in caps or order.index(grade) > order.index(caps[one.who][0]):
            caps[one.who] = (grade, one)
    return caps


def of_at_least(span: Span, sheet_cycle: Span) -> Span:
    """The longer one: a sheet of quarters has no result of a month to make nought."""
    return max(span, sheet_cycle, key=lambda one: LENGTH[one])


def _vetoed(scheme: Scheme, entry: Entry, span: Span, effect: VetoEffect) -> Followed:
    result_span = of_at_least(span, scheme.sheet(entry.sheet).cycle)
    return Followed(
        entry.who,
        "",
        entry.sheet,
        entry.month,
        Period.around(entry.month, span),
        _OF_VETO[effect],
        Period.around(entry.month, result_span),
        Cause(item=entry.item, fact_ids=(entry.fact_id,) if entry.fact_id else (), count=1),
    )


def _lies_in(period: Period, stretch: Period) -> bool:
    return set(period.months()) <= set(stretch.months())
