"""Schemes, results and people for what follows from points: steps 15 to 21."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from fractions import Fraction

from server.rules.appraisal.facts import Who
from server.rules.appraisal.history import History, PeriodRecord
from server.rules.appraisal.periods import Period
from server.rules.appraisal.ranking import Standings, places, pool_of
from server.rules.appraisal.results import (
    CategoryScore,
    Entry,
    EntryKind,
    NotAssessed,
    SheetResult,
)
from server.rules.months import Month
from server.rules.schemes.shape import Category, Pool, Scheme, Sheet, Subject

SHEET, ITEM = "person", "A1"
JANUARY, QUARTER, YEAR = (Period.parse(one) for one in ("2026-01", "2026-Q1", "2026"))


def who(staff_id: int, subject: Subject = Subject.STAFF) -> Who:
    return Who(subject, staff_id)


def a_scheme(**said: object) -> Scheme:
    plain = Scheme(
        "hall",
        "1",
        "考核办法",
        date(2026, 1, 1),
        sheets=(Sheet(SHEET, Subject.STAFF),),
        categories=(Category("A", "工作纪律", SHEET, max=Fraction(100)),),
        pools=(Pool("staff", SHEET, split_by_group=True),),
    )
    return replace(plain, **said)  # type: ignore[arg-type]  # whatever a test says of it


def a_result(
    staff_id: int,
    score: str | int | None,
    period: Period = JANUARY,
    *,
    group: str = "general",
    base: int = 100,
) -> SheetResult:
    """``score`` None: not assessed."""
    exact = None if score is None else Fraction(score)
    why = NotAssessed.TOO_FEW_DAYS if score is None else None
    return SheetResult(SHEET, who(staff_id), period, group, Fraction(base), exact, exact, why)


def with_category(result: SheetResult, code: str, score: str | int) -> SheetResult:
    one = CategoryScore(code, Fraction(25), Fraction(score) - 25, Fraction(score))
    return replace(result, categories=(*result.categories, one))


def results_of(
    scores: Sequence[str | int | None], period: Period = JANUARY
) -> tuple[SheetResult, ...]:
    """Those of staff 1, 2 … of one group."""
    return tuple(a_result(place, score, period) for place, score in enumerate(scores, start=1))


def standings(scores: Sequence[str | int | None], period: Period = JANUARY) -> Standings:
    return Standings(results_of(scores, period))


def an_entry(
    staff_id: int,
    fact_id: str,
    month: str = "2026-01",
    *,
    points: str | int = -1,
    item: str = ITEM,
    **said: object,
) -> Entry:
    return Entry(
        fact_id=fact_id,
        figure="",
        sheet=SHEET,
        who=who(staff_id),
        month=Month.parse(month),
        category=item[0],
        item=item,
        kind=EntryKind.OWN,
        points=Fraction(points),
        **said,  # type: ignore[arg-type]  # whatever a test says of it
    )


def a_record(
    scheme: Scheme, scores: Sequence[str | int | None], period: Period = JANUARY
) -> PeriodRecord:
    """Everybody was there for 20 days."""
    results = results_of(scores, period)
    placed = places(scheme, pool_of(scheme, "staff"), Standings(results))
    return PeriodRecord(period, results, placed, {one.who: Fraction(20) for one in results})


def months_of(scheme: Scheme, *months: Sequence[str | int | None]) -> History:
    """January, February …: the scores of staff 1, 2 … in each."""
    periods = YEAR.months()
    return History(
        tuple(
            a_record(scheme, scores, Period.parse(str(month)))
            for month, scores in zip(periods, months, strict=False)
        )
    )
