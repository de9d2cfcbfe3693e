"""What follows from counts, scores and places at the bottom? (scheme, step 16.)

``consequences(scheme, history)`` → every consequence met in the history, those that the guard keeps
from acting too (``Followed.acts``); a caller keeps those whose ``since`` lies in its period.
Vetoes of entries are in ``following``. Tasks and notices wait for a person.
"""

from collections.abc import Iterable

from server.rules.appraisal import bottom, counting
from server.rules.appraisal.facts import Who
from server.rules.appraisal.fitting import in_range
from server.rules.appraisal.following import Cause, Effects, Followed, of_at_least
from server.rules.appraisal.guard import guarded
from server.rules.appraisal.history import History, PeriodRecord
from server.rules.appraisal.periods import Period
from server.rules.appraisal.ranking import ALL, pool_of
from server.rules.months import Month
from server.rules.schemes.shape import (
    ByBottom,
    ByEvent,
    ByItems,
    ByScore,
    Consequence,
    Pool,
    Scheme,
    Span,
    Trigger,
)

SMALLEST_WITH_A_LAST = 2  # ``and_last`` names no size of its own


def consequences(scheme: Scheme, history: History) -> tuple[Followed, ...]:
    """Every consequence that the history meets, in the order of the scheme."""
    return tuple(followed for one in scheme.consequences for followed in _met(one, scheme, history))


def _met(consequence: Consequence, scheme: Scheme, history: History) -> Iterable[Followed]:
    pool = pool_of(scheme, consequence.pool or ALL)
    members = history.in_pool(pool.key) if consequence.pool else None
    return (
        _following(consequence, scheme, one)
        for one in _triggered(consequence.trigger, pool, scheme, history)
        if members is None or one[0] in members
    )


_Found = tuple[Who, str, Month, Cause]


def _triggered(trigger: Trigger, pool: Pool, scheme: Scheme, history: History) -> Iterable[_Found]:
    match trigger:
        case ByItems() | ByEvent():
            return _by_count(trigger, pool, scheme, history)
        case ByBottom():
            return _by_bottom(trigger, pool, scheme, history)
        case ByScore():
            return _by_score(trigger, pool, history)


def _by_count(
    trigger: ByItems | ByEvent, pool: Pool, scheme: Scheme, history: History
) -> Iterable[_Found]:
    if isinstance(trigger, ByItems):
        occurrences = counting.of_items(trigger, history)
    else:
        sheet = scheme.sheet(pool.sheet)
        occurrences = counting.of_event(trigger, sheet, scheme, history)
    for one in counting.nth(occurrences, trigger.nth, trigger.within):
        yield one.who, one.sheet, one.month, Cause(fact_ids=one.fact_ids, count=trigger.nth)


def _by_bottom(trigger: ByBottom, pool: Pool, scheme: Scheme, history: History) -> Iterable[_Found]:
    records = _of_span(history, scheme.sheet(pool.sheet).cycle)
    for hit in bottom.hits(trigger, pool, records):
        checked = None
        if trigger.guard:
            checked = guarded(scheme.guard, bottom.dealt(hit, pool, history))
        cause = Cause(periods=hit.periods, count=len(hit.periods), guard=checked)
        yield hit.who, pool.sheet, hit.periods[-1].months()[-1], cause


def _by_score(trigger: ByScore, pool: Pool, history: History) -> Iterable[_Found]:
    for record in _of_span(history, trigger.span):
        placed = [one for one in record.places if one.pool == pool.key]
        last = bottom.last_of(placed, 1, SMALLEST_WITH_A_LAST) if trigger.and_last else None
        for one in record.results:
            if one.sheet != pool.sheet or one.score is None:
                continue
            if in_range(one.score, trigger.score) and (last is None or one.who in last):
                cause = Cause(periods=(record.period,), count=1, score=one.score)
                yield one.who, one.sheet, record.period.months()[-1], cause


def _following(consequence: Consequence, scheme: Scheme, found: _Found) -> Followed:
    who, sheet, since, cause = found
    span = _span_of(consequence.trigger)
    return Followed(
        who,
        consequence.name,
        sheet,
        since,
        Period.around(since, consequence.bar_span or span),
        Effects(
            bar=consequence.bar,
            grade=consequence.grade,
            zero=consequence.zero,
            task=consequence.task,
            notice=consequence.notice,
        ),
        Period.around(since, of_at_least(span, scheme.sheet(sheet).cycle)),
        cause,
    )


def _span_of(trigger: Trigger) -> Span:
    return trigger.span if isinstance(trigger, ByScore) else trigger.within


def _of_span(history: History, span: Span) -> list[PeriodRecord]:
    found = (record for record in history.records if record.period.span is span)
    return sorted(found, key=lambda record: record.period)
