"""What does a computation look back on: results, places, entries of the periods before it?"""

import json
from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import date
from fractions import Fraction
from typing import Any

from sqlalchemy import and_, func, or_, select

from server.db import session
from server.models.scores import AppraisalPeriod, ScoreEntry, ScoreResult, WaitingFact
from server.queries.registry.halls import Hall
from server.rules.appraisal.facts import Fact, Who
from server.rules.appraisal.history import History, PeriodRecord
from server.rules.appraisal.periods import Period
from server.rules.appraisal.results import (
    CategoryScore,
    Computation,
    Entry,
    EntryKind,
    NotAssessed,
    Placed,
    SheetResult,
)
from server.rules.appraisal.states import PeriodState
from server.rules.months import Month, day_of
from server.rules.schemes.shape import Span, Subject, VetoEffect

# Every rule of a scheme looks back a year at most, but a run of bottom places may have begun
# in the year before.
YEARS_BACK = 1


def past_of(hall_id: int, period: Period, facts: tuple[Fact, ...]) -> History:
    """The latest revisions of what was computed and ends before the period begins, from last year.

    ``facts`` are handed on as they are.
    """
    revisions = {
        one: revision
        for one, revision in _latest(hall_id, period).items()
        if one.last_on < period.first_on
    }
    rows = _result_rows(hall_id, revisions)
    return History(
        tuple(_record(one, rows.get(one, [])) for one in sorted(revisions, key=_by_end)),
        _posted_entries(hall_id, revisions),
        facts,
        _waiting(hall_id, revisions),
    )


def results_of_periods(
    hall_id: int, periods: Iterable[Period]
) -> Mapping[Period, tuple[SheetResult, ...]]:
    """The results of the latest revision of each of these periods that was computed."""
    wanted = tuple(periods)
    latest = _latest(hall_id, max(wanted, key=_by_end)) if wanted else {}
    revisions = {one: latest[one] for one in wanted if one in latest}
    rows = _result_rows(hall_id, revisions)
    return {one: tuple(result_from(row) for row in rows.get(one, [])) for one in revisions}


def closed_months(hall: Hall, period: Period) -> Mapping[Month, date]:
    """The months of that year and the one before that somebody signed, and on which day."""
    rows = session.execute(
        select(AppraisalPeriod.period, func.min(AppraisalPeriod.signed_at))
        .where(
            AppraisalPeriod.hall_id == hall.id,
            AppraisalPeriod.state != PeriodState.COMPUTED,
            AppraisalPeriod.period >= f"{period.year - YEARS_BACK:04}",
        )
        .group_by(AppraisalPeriod.period)
    )
    found = {}
    for text, signed_at in rows:
        one = Period.parse(text)
        if one.span is Span.MONTH and signed_at is not None:
            found[one.months()[0]] = day_of(signed_at, hall.zone)
    return found


def result_from(row: ScoreResult) -> SheetResult:
    """A stored result as the engine knows it."""
    steps = json.loads(row.steps)
    return SheetResult(
        row.sheet,
        Who(Subject(row.subject), row.subject_id),
        Period.parse(row.period),
        row.group_code,
        Fraction(row.base),
        Fraction(row.score) if row.score else None,
        Fraction(steps["exact"]) if steps["exact"] is not None else None,
        NotAssessed(row.not_assessed) if row.not_assessed else None,
        steps["limit"],
        tuple(_category(one) for one in steps["categories"]),
        Fraction(steps.get("entries_money", "0")),
    )


def entry_from(row: ScoreEntry) -> Entry:
    """A stored entry as the engine knows it; of its computation what others ask for."""
    said = json.loads(row.computation)
    veto = said.get("veto")
    return Entry(
        str(row.fact_id) if row.fact_id is not None else "",
        row.figure,
        row.sheet,
        Who(Subject(row.subject), row.subject_id),
        Month.parse(row.month),
        row.category,
        row.item,
        EntryKind(row.kind),
        Fraction(row.points),
        Fraction(row.money or 0),
        (Span(veto[0]), VetoEffect(veto[1])) if veto else None,
        said.get("cause_reason", ""),
        Computation(units=Fraction(said.get("units", "1"))),
    )


def _latest(hall_id: int, period: Period) -> Mapping[Period, int]:
    """The latest revision of every period of that year and the one before."""
    rows = session.execute(
        select(AppraisalPeriod.period, func.max(AppraisalPeriod.revision))
        .where(
            AppraisalPeriod.hall_id == hall_id,
            AppraisalPeriod.period >= f"{period.year - YEARS_BACK:04}",
            AppraisalPeriod.period < f"{period.year + 1:04}",
        )
        .group_by(AppraisalPeriod.period)
    )
    return {Period.parse(text): revision for text, revision in rows}


def _posted_entries(hall_id: int, periods: Iterable[Period]) -> tuple[Entry, ...]:
    """The entries of these periods that stand now, as the engine knows them."""
    of_these = (ScoreEntry.hall_id == hall_id, ScoreEntry.period.in_([str(one) for one in periods]))
    undone = select(ScoreEntry.reverses_id).where(*of_these, ScoreEntry.reverses_id.is_not(None))
    rows = session.scalars(
        select(ScoreEntry).where(
            *of_these, ScoreEntry.reverses_id.is_(None), ScoreEntry.id.not_in(undone)
        )
    )
    return tuple(entry_from(row) for row in rows)


def _result_rows(
    hall_id: int, revisions: Mapping[Period, int]
) -> Mapping[Period, list[ScoreResult]]:
    if not revisions:
        return {}
    wanted = [
        and_(ScoreResult.period == str(one), ScoreResult.revision == revision)
        for one, revision in revisions.items()
    ]
    found: dict[Period, list[ScoreResult]] = defaultdict(list)
    rows = session.scalars(select(ScoreResult).where(ScoreResult.hall_id == hall_id, or_(*wanted)))
    for row in rows:
        found[Period.parse(row.period)].append(row)
    return found


def _record(period: Period, rows: list[ScoreResult]) -> PeriodRecord:
    results = tuple(result_from(row) for row in rows)
    steps = {one.who: json.loads(row.steps) for one, row in zip(results, rows, strict=True)}
    return PeriodRecord(
        period,
        results,
        tuple(placed for one in results for placed in _places(one, steps[one.who])),
        {who: Fraction(said["attended"]) for who, said in steps.items() if said.get("attended")},
    )


def _places(result: SheetResult, steps: Mapping[str, Any]) -> Iterable[Placed]:
    for pool, group, rank, of, by in steps.get("places", []):
        yield Placed(result.who, pool, group, rank, of, Fraction(by))


def _waiting(hall_id: int, revisions: Mapping[Period, int]) -> frozenset[str]:
    """The facts that wait since the last computation that saw them."""
    if not revisions:
        return frozenset()
    last = max(revisions, key=_by_end)
    rows = session.scalars(
        select(WaitingFact.fact_id).where(
            WaitingFact.hall_id == hall_id,
            WaitingFact.period == str(last),
            WaitingFact.revision == revisions[last],
        )
    )
    return frozenset(str(fact_id) for fact_id in rows)


def _category(said: Mapping[str, str]) -> CategoryScore:
    return CategoryScore(
        said["code"],
        Fraction(said["start"]),
        Fraction(said["entries"]),
        Fraction(said["score"]),
        said["limit"],
        Fraction(said["left_out"]),
    )


def _by_end(period: Period) -> tuple[date, date]:
    return period.last_on, period.first_on
