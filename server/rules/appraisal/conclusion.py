"""What follows from the results of one period: places, vetoes, consequences, grades, money, awards?

``concluded(scheme, results, entries, around)`` runs steps 15, 16 and 18 to 20 in their order for
results that steps 1 to 14 computed or step 17 combined. A nought from a veto or consequence is put
in place before anybody is ranked.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from fractions import Fraction

from server.rules.appraisal.awards import AwardOutcome, Contest, award_outcome
from server.rules.appraisal.consequences import consequences
from server.rules.appraisal.facts import Figures, Member, Who
from server.rules.appraisal.following import Followed, barred, grade_caps, vetoes, zeroed
from server.rules.appraisal.grading import Graded, grades
from server.rules.appraisal.history import History, PeriodRecord
from server.rules.appraisal.money import Amount, amount_of
from server.rules.appraisal.periods import Period
from server.rules.appraisal.ranking import ALL, Standings, places, pool_of
from server.rules.appraisal.results import Entry, Placed, SheetResult
from server.rules.schemes.shape import Scheme, Span


@dataclass(frozen=True)
class Around:
    """What else is known: the members and figures of the period, and what came before it.

    ``past``: the records, entries and facts of the year so far, without this period's results.
    ``months``: in how many months of the period somebody was assessed; of a month it is one.
    """

    members: Sequence[Member]
    figures: Figures
    past: History
    months: Mapping[Who, int] = field(default_factory=dict)


@dataclass(frozen=True)
class Conclusion:
    """All that follows, by subject where it is somebody's."""

    results: tuple[SheetResult, ...]
    places: tuple[Placed, ...]
    followed: tuple[Followed, ...]
    graded: Mapping[tuple[str, Who], Graded]
    amounts: Mapping[tuple[str, Who], Amount]
    awards: tuple[AwardOutcome, ...]


def concluded(
    scheme: Scheme,
    period: Period,
    results: Iterable[SheetResult],
    entries: Iterable[Entry],
    around: Around,
) -> Conclusion:
    """What follows from these results of the period, with the entries it posted."""
    own_entries, given = tuple(entries), tuple(results)
    of_vetoes = vetoes(scheme, (*around.past.entries, *own_entries))
    before = zeroed(given, of_vetoes)
    met = _met(scheme, period, before, own_entries, around)
    final = zeroed(before, met)
    standings = _standings(final, around)
    all_followed = (*of_vetoes, *met)
    return Conclusion(
        final,
        _places(scheme, standings),
        tuple(one for one in all_followed if one.since in period.months()),
        _graded(scheme, period, standings, all_followed),
        _amounts(scheme, period, final),
        _awards(scheme, period, _Contests(standings, around.months, all_followed)),
    )


def _met(
    scheme: Scheme,
    period: Period,
    results: tuple[SheetResult, ...],
    entries: tuple[Entry, ...],
    around: Around,
) -> tuple[Followed, ...]:
    """The consequences of the year with this period in it."""
    attended = {
        member.who: member.attended_days
        for member in around.members
        if member.attended_days is not None
    }
    standings = _standings(results, around)
    record = PeriodRecord(period, results, _places(scheme, standings), attended)
    past = around.past
    history = replace(past, records=(*past.records, record), entries=(*past.entries, *entries))
    return consequences(scheme, history)


def _standings(results: tuple[SheetResult, ...], around: Around) -> Standings:
    return Standings(
        results,
        {member.who: member for member in around.members},
        around.figures,
        frozenset(member.who.id for member in around.members if member.is_chief),
    )


def _places(scheme: Scheme, standings: Standings) -> tuple[Placed, ...]:
    keys = dict.fromkeys((ALL, *(pool.key for pool in scheme.pools)))
    return tuple(
        placed for key in keys for placed in places(scheme, pool_of(scheme, key), standings)
    )


def _graded(
    scheme: Scheme, period: Period, standings: Standings, followed: tuple[Followed, ...]
) -> Mapping[tuple[str, Who], Graded]:
    return {
        (grading.sheet, who): graded
        for grading in scheme.gradings
        if grading.span is period.span
        for who, graded in grades(
            grading,
            standings,
            grade_caps(grading, followed, period),
            scheme.sheet(grading.sheet).tie,
        ).items()
    }


def _amounts(
    scheme: Scheme, period: Period, results: tuple[SheetResult, ...]
) -> Mapping[tuple[str, Who], Amount]:
    """Money is paid for the results of a sheet's own cycle: once, not again for the year."""
    found = (
        (one, amount_of(scheme, one))
        for one in results
        if scheme.sheet(one.sheet).cycle is period.span
    )
    return {(one.sheet, one.who): amount for one, amount in found if amount is not None}


@dataclass(frozen=True)
class _Contests:
    standings: Standings
    months: Mapping[Who, int]
    followed: tuple[Followed, ...]


def _awards(scheme: Scheme, period: Period, known: _Contests) -> tuple[AwardOutcome, ...]:
    months = known.months
    if period.span is Span.MONTH:
        months = {one.who: 1 for one in known.standings.results if one.score is not None}
    return tuple(
        award_outcome(
            scheme,
            award,
            Contest(known.standings, months, barred(known.followed, award.key, period)),
        )
        for award in scheme.awards
        if award.span is period.span
    )


def bonus_total(conclusion: Conclusion) -> Fraction:
    """What is paid in all for the period: the sum of the rounded amounts."""
    return sum((amount.amount for amount in conclusion.amounts.values()), Fraction(0))
