"""Do the right people win, and does software leave to people what numbers cannot decide?"""

from collections.abc import Sequence
from dataclasses import replace
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from server.rules.appraisal.awards import AwardOutcome, Contest, Standing, award_outcome
from server.rules.appraisal.facts import Figure, Figures
from server.rules.appraisal.following import Effects, Followed
from server.rules.appraisal.ranking import Standings
from server.rules.appraisal.results import SheetResult
from server.rules.appraisal.seats import seats_by_group, total_seats
from server.rules.months import Month
from server.rules.schemes.shape import Award, Pool, Quota, Sheet, Span, Subject
from tests.rules.appraisal.outcome_build import (
    QUARTER,
    SHEET,
    a_result,
    a_scheme,
    results_of,
    who,
)

FIFTH = Quota(share=Fraction(1, 5))
BAR = Followed(who(1), "", SHEET, Month(2026, 1), QUARTER, Effects(bar=("*",)))


def an_award(quota: Quota, **said: object) -> Award:
    plain = Award("star", "服务标兵", Span.QUARTER, quota)
    return replace(plain, **said)  # type: ignore[arg-type]  # whatever a test says of it


def decided(
    award: Award,
    given: Sequence[str | int | None] | Sequence[SheetResult],
    figures: Figures | None = None,
    *,
    barred: Sequence[int] = (),
    scheme: object = None,
) -> AwardOutcome:
    results = tuple(one for one in given if isinstance(one, SheetResult)) or results_of(
        [one for one in given if not isinstance(one, SheetResult)], QUARTER
    )
    return award_outcome(
        a_scheme() if scheme is None else scheme,  # type: ignore[arg-type]  # a scheme or none
        award,
        Contest(
            Standings(results, figures=figures or {}),
            {one.who: 3 for one in results},
            {who(one): (BAR,) for one in barred},
        ),
    )


def winners(outcome: AwardOutcome) -> set[int]:
    return {one.id for one in outcome.winners}


def standing_of(outcome: AwardOutcome, staff_id: int) -> Standing:
    return next(one.standing for one in outcome.outcomes if one.who == who(staff_id))


def votes(ballot: str, given: dict[int, int]) -> Figures:
    return {
        (who(staff_id), f"vote.{ballot}"): Figure(Fraction(value), 10)
        for staff_id, value in given.items()
    }


@pytest.mark.parametrize(("appraised", "seats"), [(4, 0), (5, 1), (9, 1), (10, 2)])
def test_a_share_of_the_appraised_is_rounded_down(appraised: int, seats: int) -> None:
    assert total_seats(FIFTH, appraised) == seats


def test_seats_go_to_the_largest_remainders() -> None:
    # 3 seats of 17 people: 1.41, 1.06, 0.53.
    assert seats_by_group(3, {"general": 8, "permit": 6, "utility": 3}) == {
        "general": 1,
        "permit": 1,
        "utility": 1,
    }


def test_equal_remainders_go_to_the_larger_group_then_by_code() -> None:
    assert seats_by_group(1, {"b": 5, "a": 5}) == {"b": 0, "a": 1}
    assert seats_by_group(2, {"a": 1, "b": 3}) == {"a": 0, "b": 2}


@given(
    st.dictionaries(st.sampled_from("abcdef"), st.integers(0, 60), min_size=1), st.integers(0, 40)
)
@settings(max_examples=60)
def test_seats_add_up_and_each_group_gets_its_part_or_one_more(
    people: dict[str, int], total: int
) -> None:
    """Invariant 10."""
    seats = seats_by_group(total, people)

    whole = sum(people.values())
    assert sum(seats.values()) == (total if whole else 0)
    for group, number in people.items():
        assert seats[group] in {total * number // (whole or 1), total * number // (whole or 1) + 1}


def test_those_wholly_above_the_cut_win() -> None:
    outcome = decided(an_award(Quota(2)), (90, 95, 85, 93))

    assert winners(outcome) == {2, 4}
    assert standing_of(outcome, 1) is Standing.BELOW


def test_equals_across_the_cut_leave_the_seats_open() -> None:
    outcome = decided(an_award(Quota(3)), (95, 90, 90, 90, 80))

    (seats,) = outcome.groups
    assert (winners(outcome), seats.open_seats) == ({1}, 2)
    assert [one.id for one in seats.at_cut] == [2, 3, 4]


def test_equals_that_all_fit_win() -> None:
    assert winners(decided(an_award(Quota(3)), (95, 90, 90, 80))) == {1, 2, 3}


def test_the_ties_of_the_award_come_before_those_of_the_sheet() -> None:
    sheet = Sheet(SHEET, Subject.STAFF, tie=("figure.findings",))
    scheme = a_scheme(sheets=(sheet,))
    figures = {
        (who(1), "findings"): Figure(Fraction(9), 1),
        (who(2), "findings"): Figure(Fraction(1), 1),
        (who(1), "good_rate"): Figure(Fraction(1, 2), 50),
        (who(2), "good_rate"): Figure(Fraction(1), 50),
    }

    by_sheet = decided(an_award(Quota(1)), (90, 90), figures, scheme=scheme)
    by_award = decided(
        an_award(Quota(1), tie=("figure.good_rate",)), (90, 90), figures, scheme=scheme
    )

    assert (winners(by_sheet), winners(by_award)) == ({1}, {2})


def test_a_bar_takes_no_seat_from_the_others() -> None:
    outcome = decided(an_award(FIFTH), (99, 95, 90, 80, 70), barred=[1])

    assert (outcome.seats, winners(outcome)) == (1, {2})
    assert standing_of(outcome, 1) is Standing.BARRED


@given(
    st.lists(st.integers(80, 84), min_size=1, max_size=9),
    st.sets(st.integers(1, 9)),
    st.integers(1, 6),
)
@settings(max_examples=50)
def test_a_barred_person_never_wins_and_seats_may_stay_empty(
    scores: list[int], barred: set[int], seats: int
) -> None:
    """Invariant 20."""
    outcome = decided(an_award(Quota(seats)), scores, barred=sorted(barred))

    (group,) = outcome.groups
    eligible = set(range(1, len(scores) + 1)) - barred
    assert not winners(outcome) & barred
    assert len(winners(outcome)) + group.open_seats == min(seats, len(eligible))


@pytest.mark.parametrize(("months", "wins"), [(1, False), (2, True)])
def test_too_few_months_do_not_win(months: int, *, wins: bool) -> None:
    results = results_of((95, 90), QUARTER)
    contest = Contest(Standings(results), {who(1): months, who(2): 3})

    outcome = award_outcome(a_scheme(), an_award(Quota(1), min_months=2), contest)

    assert (winners(outcome) == {1}) is wins


@pytest.mark.parametrize(("score", "wins"), [("89.99", False), ("90", True)])
def test_the_least_score_belongs_to_those_that_win(score: str, *, wins: bool) -> None:
    outcome = decided(an_award(Quota(1), min_score=Fraction(90)), (score,))

    assert bool(outcome.winners) is wins


def test_full_marks_are_those_of_the_base() -> None:
    outcome = decided(an_award(Quota(3), full_marks=True), (100, "99.99", 105))

    assert winners(outcome) == {1, 3}
    assert standing_of(outcome, 2) is Standing.NOT_FULL_MARKS


def test_seats_are_split_by_head_count_and_each_group_has_its_own_cut() -> None:
    results = [a_result(n, 90 + n, QUARTER) for n in range(1, 7)]
    results += [a_result(n, 60 + n, QUARTER, group="permit") for n in range(7, 11)]

    outcome = decided(an_award(FIFTH, split_by_group=True), results)

    assert [(one.group, one.seats) for one in outcome.groups] == [("general", 1), ("permit", 1)]
    assert winners(outcome) == {6, 10}


def test_candidates_stand_by_score_and_the_vote_decides() -> None:
    award = an_award(Quota(1), by="vote.merit", candidates=2)

    outcome = decided(award, (99, 98, 97), votes("merit", {1: 3, 2: 8, 3: 20}))

    assert winners(outcome) == {2}
    assert standing_of(outcome, 3) is Standing.NO_CANDIDATE


def test_equals_on_the_last_place_of_candidates_all_stand() -> None:
    award = an_award(Quota(1), by="vote.merit", candidates=1)

    outcome = decided(award, (99, 99, 97), votes("merit", {1: 3, 2: 8}))

    assert winners(outcome) == {2}


def test_without_any_vote_the_seats_are_open_to_the_candidates() -> None:
    outcome = decided(an_award(Quota(1), by="vote.merit"), (99, 98))

    (seats,) = outcome.groups
    assert (outcome.winners, seats.open_seats) == ((), 1)
    assert [one.id for one in seats.at_cut] == [1, 2]


def test_who_got_no_vote_figure_does_not_win_beside_those_who_did() -> None:
    outcome = decided(an_award(Quota(2), by="vote.merit"), (99, 98), votes("merit", {2: 1}))

    assert winners(outcome) == {2}
    assert standing_of(outcome, 1) is Standing.NO_FIGURE


def test_a_pool_ranked_by_a_figure_gives_its_award_by_that_figure() -> None:
    pool = Pool("good", SHEET, by="figure.good_rate")
    figures = {
        (who(1), "good_rate"): Figure(Fraction(9, 10), 40),
        (who(2), "good_rate"): Figure(Fraction(1), 40),
    }

    outcome = decided(
        an_award(Quota(1), pool="good"), (99, 90), figures, scheme=a_scheme(pools=(pool,))
    )

    assert winners(outcome) == {2}


def test_who_is_not_assessed_is_not_appraised() -> None:
    outcome = decided(an_award(FIFTH), (99, 98, 97, 96, None))

    assert (outcome.appraised, outcome.seats) == (4, 0)
