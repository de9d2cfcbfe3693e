"""Who wins an award (评优), and which seats stay open for people? (scheme, step 19.)

``award_outcome(scheme, award, contest)`` → seats, everybody's outcome, winners, open seats.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from fractions import Fraction

from server.rules.appraisal.facts import Who
from server.rules.appraisal.following import Followed
from server.rules.appraisal.ranking import (
    SCORE,
    Criterion,
    Standings,
    criterion_of,
    grouped,
    pool_of,
    pooled,
    tied_sets,
)
from server.rules.appraisal.results import SheetResult
from server.rules.appraisal.seats import seats_by_group, total_seats
from server.rules.schemes.shape import Award, Pool, Scheme


class Standing(StrEnum):
    """How somebody in the pool came out."""

    WON = "won"
    AT_CUT = "at_cut"  # equal with others across the last seat: people decide
    BELOW = "below"
    NO_CANDIDATE = "no_candidate"  # not among the first by score that stand for a vote
    NO_FIGURE = "no_figure"  # no vote or figure to decide by
    BARRED = "barred"
    TOO_FEW_MONTHS = "too_few_months"
    SCORE_TOO_LOW = "score_too_low"
    NOT_FULL_MARKS = "not_full_marks"


@dataclass(frozen=True)
class Contest:
    """What an award is decided from: results, figures and votes of its period.

    ``months``: how many months of the period somebody was assessed in. ``barred``: from
    ``following.barred`` for this award and period.
    """

    standings: Standings
    months: Mapping[Who, int] = field(default_factory=dict)
    barred: Mapping[Who, tuple[Followed, ...]] = field(default_factory=dict)


@dataclass(frozen=True)
class Outcome:
    """How one of the pool came out; ``value`` is the score, vote or figure that decides."""

    who: Who
    group: str
    standing: Standing
    value: Fraction | None = None
    barred_by: tuple[Followed, ...] = ()


@dataclass(frozen=True)
class GroupSeats:
    """The seats of one group (``""``: of the whole pool) and what became of them.

    ``open_seats`` are to be decided among ``at_cut`` by people; what is neither won nor open stays
    empty.
    """

    group: str
    appraised: int
    seats: int
    winners: tuple[Who, ...] = ()
    open_seats: int = 0
    at_cut: tuple[Who, ...] = ()


@dataclass(frozen=True)
class AwardOutcome:
    """An award of one period, decided as far as numbers can."""

    award: str
    appraised: int
    seats: int
    groups: tuple[GroupSeats, ...]
    outcomes: tuple[Outcome, ...]

    @property
    def winners(self) -> tuple[Who, ...]:
        """Everybody wholly above the cut."""
        return tuple(who for one in self.groups for who in one.winners)


def award_outcome(scheme: Scheme, award: Award, contest: Contest) -> AwardOutcome:
    """The award of the period of the standings.

    Seats are counted from all appraised, before anybody is put aside, so that a bar on one never
    takes a seat from the others. Candidates equal on the last place all stand.
    """
    pool = pool_of(scheme, award.pool)
    appraised = grouped(pooled(pool, contest.standings))
    people = sum(len(group) for group in appraised.values())
    total = total_seats(award.quota, people)
    if award.split_by_group:
        counts = {group: len(results) for group, results in appraised.items()}
        seats = seats_by_group(total, counts)
    else:
        appraised = {"": [one for group in appraised.values() for one in group]}
        seats = {"": total}
    decided = [
        _decided(scheme, award, contest, (group, appraised[group], seats[group]))
        for group in sorted(appraised)
    ]
    return AwardOutcome(
        award.key,
        people,
        total,
        tuple(seats_of for seats_of, _ in decided),
        tuple(one for _, outcomes in decided for one in outcomes),
    )


_Group = tuple[str, Sequence[SheetResult], int]


def _decided(
    scheme: Scheme, award: Award, contest: Contest, group: _Group
) -> tuple[GroupSeats, list[Outcome]]:
    code, results, seats = group
    pool = pool_of(scheme, award.pool)
    deciding = criterion_of(_by(award, pool), pool.sheet, contest.standings)
    put_aside = {one.who: why for one in results if (why := _put_aside(award, one, contest))}
    by_score = _criteria(scheme, award, pool, contest, SCORE)
    standing = [one.who for one in results if one.who not in put_aside]
    candidates = _candidates(award, tied_sets(standing, by_score))
    # As a set: looking through a list of all for each of all takes a second for 2,000 people.
    put_aside |= dict.fromkeys(set(standing) - set(candidates), Standing.NO_CANDIDATE)
    won, at_cut = _cut(scheme, award, contest, candidates, seats)
    seats_of = GroupSeats(code, len(results), seats, won, seats - len(won) if at_cut else 0, at_cut)
    decided = dict.fromkeys(at_cut, Standing.AT_CUT) | dict.fromkeys(won, Standing.WON)
    outcomes = [
        Outcome(
            one.who,
            one.group,
            put_aside.get(one.who) or decided.get(one.who) or _standing(one.who, deciding),
            deciding(one.who),
            contest.barred.get(one.who, ()),
        )
        for one in results
    ]
    return seats_of, outcomes


def _by(award: Award, pool: Pool) -> str:
    """A pool compared by a figure gives its awards by that figure, unless they say otherwise."""
    return pool.by if award.by == SCORE else award.by


def _criteria(
    scheme: Scheme, award: Award, pool: Pool, contest: Contest, by: str
) -> list[Criterion]:
    ties = award.tie or scheme.sheet(pool.sheet).tie
    return [criterion_of(one, pool.sheet, contest.standings) for one in (by, *ties)]


def _put_aside(award: Award, result: SheetResult, contest: Contest) -> Standing | None:
    if result.who in contest.barred:
        return Standing.BARRED
    if contest.months.get(result.who, 0) < award.min_months:
        return Standing.TOO_FEW_MONTHS
    score = result.score
    if score is None or (award.min_score is not None and score < award.min_score):
        return Standing.SCORE_TOO_LOW
    if award.full_marks and score < result.base:
        return Standing.NOT_FULL_MARKS
    return None


def _candidates(award: Award, ordered: Sequence[tuple[Who, ...]]) -> tuple[Who, ...]:
    found: tuple[Who, ...] = ()
    for tied in ordered:
        if award.candidates is not None and len(found) >= award.candidates:
            break
        found += tied
    return found


def _cut(
    scheme: Scheme, award: Award, contest: Contest, candidates: Sequence[Who], seats: int
) -> tuple[tuple[Who, ...], tuple[Who, ...]]:
    """Who is wholly above the cut, and who is equal across it."""
    pool = pool_of(scheme, award.pool)
    criteria = _criteria(scheme, award, pool, contest, _by(award, pool))
    known = [who for who in candidates if criteria[0](who) is not None]
    if candidates and not known:
        # Nobody voted, or too few: the whole award is for people to decide.
        return (), tuple(candidates) if seats else ()
    won: tuple[Who, ...] = ()
    for tied in tied_sets(known, criteria):
        if len(won) + len(tied) > seats:
            return won, tied if len(won) < seats else ()
        won += tied
    return won, ()


def _standing(who: Who, deciding: Criterion) -> Standing:
    return Standing.BELOW if deciding(who) is not None else Standing.NO_FIGURE
