"""Is a vote whole, and does its figure tell nobody what another voted?"""

from collections.abc import Mapping
from datetime import date
from fractions import Fraction

import pytest

from server.rules.accounts.roles import Role
from server.rules.appraisal.ballots import (
    VOTERS,
    VoteRules,
    figure_of,
    may_close,
    values_of,
    vote_problems,
)
from tests.rules.appraisal.outcome_build import who

POINTS, CHOICE = VoteRules(100), VoteRules(1, most_choices=2)
CANDIDATES = {"staff-0137": who(1), "staff-0138": who(2), "staff-0139": who(3)}


def problems(rules: VoteRules, values: Mapping[str, str]) -> list[tuple[str, str]]:
    return [(one.field, one.code) for one in vote_problems(rules, CANDIDATES, values)]


@pytest.mark.parametrize("value", ["0", "100", " 7 "])
def test_both_ends_of_the_scale_are_votes(value: str) -> None:
    assert problems(POINTS, dict.fromkeys(CANDIDATES, value)) == []


@pytest.mark.parametrize("value", ["", "101", "-1", "9.5", "九十", "１", "9" * 5000])
def test_what_is_no_point_of_the_scale_is_told_at_its_candidate(value: str) -> None:
    found = problems(POINTS, {**dict.fromkeys(CANDIDATES, "50"), "staff-0138": value})

    assert found == [("staff-0138", "ballot.value_wrong")]


@pytest.mark.parametrize(
    ("chosen", "code"),
    [((), "ballot.none_chosen"), (tuple(CANDIDATES), "ballot.too_many")],
    ids=["none", "three of two"],
)
def test_one_chooses_at_least_one_and_at_most_so_many(chosen: tuple[str, ...], code: str) -> None:
    assert problems(CHOICE, dict.fromkeys(chosen, "1")) == [("choices", code)]
    assert problems(CHOICE, {"staff-0137": "1", "staff-0139": "1"}) == []


def test_who_is_not_chosen_has_a_nought_and_counts() -> None:
    assert values_of(CHOICE, CANDIDATES, {"staff-0138": "1"}) == {who(1): 0, who(2): 1, who(3): 0}


def test_a_figure_is_the_mean_of_a_hundred_whatever_the_scale() -> None:
    of_points = figure_of(POINTS, {80: 2, 95: 1}, cast=3, min_votes=0)
    of_choices = figure_of(CHOICE, {0: 1, 1: 3}, cast=4, min_votes=0)

    assert of_points is not None
    assert of_choices is not None
    assert (of_points.value, of_points.n) == (Fraction(85), 3)
    assert (of_choices.value, of_choices.n) == (Fraction(75), 4)


@pytest.mark.parametrize(
    ("votes", "cast", "min_votes", "is_told"),
    [
        ({80: 2}, 3, 0, False),  # each of the two would know the other's
        ({80: 3}, 3, 0, True),
        ({80: 29}, 29, 30, False),
        ({80: 30}, 30, 30, True),
        ({}, 40, 0, False),
    ],
)
def test_too_few_votes_are_no_data(
    votes: dict[int, int], cast: int, min_votes: int, *, is_told: bool
) -> None:
    assert (figure_of(POINTS, votes, cast=cast, min_votes=min_votes) is not None) is is_told


@pytest.mark.parametrize(
    ("today", "everybody", "may"),
    [(27, False, False), (28, False, True), (26, True, True)],
)
def test_a_ballot_closes_after_its_last_day_or_when_all_have_voted(
    today: int, *, everybody: bool, may: bool
) -> None:
    found = may_close(date(2026, 11, today), date(2026, 11, 27), has_everybody_voted=everybody)

    assert found is may


def test_every_kind_of_voter_is_a_role_of_the_hall() -> None:
    assert set().union(*VOTERS.values()) <= set(Role)
