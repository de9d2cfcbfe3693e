"""Who is last, how often, and could it be chance? (scheme, step 16: bottom rules.)

``last_of(…)`` → who is among the last; ``hits(…)`` → when the rule is met, oldest first;
``dealt(…)`` → what the guard asks about a hit.
"""

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction

from server.rules.appraisal.facts import Who
from server.rules.appraisal.guard import Dealt
from server.rules.appraisal.history import History, PeriodRecord
from server.rules.appraisal.periods import Period
from server.rules.appraisal.results import Placed
from server.rules.schemes.shape import ByBottom, Pool


@dataclass(frozen=True)
class Hit:
    """A bottom rule met by somebody at the end of the last of these periods."""

    who: Who
    periods: tuple[Period, ...]


def last_of(places: Iterable[Placed], bottom: int, min_group: int) -> frozenset[Who]:
    """Who is wholly among the last so many of a group, by score alone.

    Nobody in a group below ``min_group``, nobody where all are equal; of those equal across the
    line nobody is: with ``bottom`` 1, two last means nobody last.
    """
    groups: dict[str, list[Placed]] = defaultdict(list)
    for one in places:
        groups[one.group].append(one)
    return frozenset(
        who for group in groups.values() if len(group) >= min_group for who in _last(group, bottom)
    )


def hits(trigger: ByBottom, pool: Pool, records: Sequence[PeriodRecord]) -> list[Hit]:
    """Each time the rule is met. ``records``: periods of the sheet's cycle, oldest first.

    A run is met whenever another ``running`` periods one after the other are full; a period not
    assessed ends it. ``times`` is met once in its span, when the number is reached.
    """
    runs: dict[Who, tuple[Period, ...]] = {}
    found = []
    seen: dict[Who, tuple[Period, ...]] = defaultdict(tuple)
    for record in records:
        places = [one for one in record.places if one.pool == pool.key]
        last = last_of(places, trigger.bottom, trigger.min_group)
        runs = {
            who: (*_running_on(runs.get(who, ()), record.period), record.period) for who in last
        }
        for who in sorted(last):
            seen[who] += (record.period,)
            found += _met(trigger, who, runs[who], seen[who])
    return found


def dealt(hit: Hit, pool: Pool, history: History) -> Dealt:
    """How the costing facts of those periods fell on that person and on the group."""
    records = [one for one in history.records if one.period in hit.periods]
    group = _group_of(hit, pool, records)
    months = [month for period in hit.periods for month in period.months()]
    counts = [history.costing(pool.sheet, month) for month in months]
    days = dict.fromkeys(sorted(group), Fraction(0))
    for record in records:
        for who in group & {one.who for one in record.places if one.pool == pool.key}:
            # Nobody counts the days of a window: it was there the whole period, like the others.
            days[who] += record.attended.get(who, Fraction(1))
    own = sum(count[hit.who] for count in counts)
    total = sum(count[who] for count in counts for who in days)
    return Dealt(own, total, tuple(days.values()))


def _last(group: Sequence[Placed], bottom: int) -> Iterable[Who]:
    if len({one.score for one in group}) == 1:
        return
    ordered = sorted(one.score for one in group)
    for one in group:
        if bisect_right(ordered, one.score) <= bottom:
            yield one.who


def _running_on(run: tuple[Period, ...], period: Period) -> tuple[Period, ...]:
    return run if run and run[-1] == period.previous() else ()


def _met(
    trigger: ByBottom, who: Who, run: tuple[Period, ...], seen: tuple[Period, ...]
) -> list[Hit]:
    if trigger.running and len(run) % trigger.running == 0:
        return [Hit(who, run[-trigger.running :])]
    stretch = Period.around(seen[-1].months()[-1], trigger.within)
    within = tuple(one for one in seen if stretch.holds(one.months()[-1]))
    return [Hit(who, within)] if trigger.times == len(within) else []


def _group_of(hit: Hit, pool: Pool, records: Sequence[PeriodRecord]) -> frozenset[Who]:
    placed = [one for record in records for one in record.places if one.pool == pool.key]
    own = {one.group for one in placed if one.who == hit.who}
    return frozenset(one.who for one in placed if one.group in own)
