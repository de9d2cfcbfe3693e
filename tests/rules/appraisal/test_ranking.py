"""Does everybody stand where score and ties put them, compared with the right people?"""

from dataclasses import replace
from fractions import Fraction

import pytest

from server.rules.appraisal.facts import Figure, Member
from server.rules.appraisal.ranking import Standings, places, pool_of
from server.rules.schemes.shape import Pool, Sheet, Subject
from tests.rules.appraisal.outcome_build import (
    SHEET,
    a_result,
    a_scheme,
    standings,
    who,
    with_category,
)

ALL = Pool("all", SHEET)


def ranks(pool: Pool, given: Standings, *tie: str) -> dict[int, int]:
    scheme = a_scheme(sheets=(Sheet(SHEET, Subject.STAFF, tie=tie),))
    return {one.who.id: one.rank for one in places(scheme, pool, given)}


def test_equals_share_a_rank_and_the_next_is_skipped() -> None:
    assert ranks(ALL, standings(["90", "95", "90", "85"])) == {2: 1, 1: 2, 3: 2, 4: 4}


def test_a_hundredth_more_is_not_equal() -> None:
    assert ranks(ALL, standings(["90", "90.01"])) == {2: 1, 1: 2}


def test_who_is_not_assessed_has_no_place_and_is_not_counted() -> None:
    (only,) = places(a_scheme(), ALL, standings([None, "80"]))

    assert (only.who.id, only.rank, only.of) == (2, 1, 1)


def test_a_split_pool_ranks_inside_each_group() -> None:
    pool = Pool("staff", SHEET, split_by_group=True)
    results = (a_result(1, 90), a_result(2, 80), a_result(3, 70, group="permit"))

    found = places(a_scheme(), pool, Standings(results))

    assert [(one.who.id, one.group, one.rank, one.of) for one in found] == [
        (1, "general", 1, 2),
        (2, "general", 2, 2),
        (3, "permit", 1, 1),
    ]


def test_equal_scores_are_told_apart_by_a_category_then_by_a_figure() -> None:
    results = tuple(
        with_category(a_result(staff_id, 90), "B", score)
        for staff_id, score in ((1, 24), (2, 25), (3, 24))
    )
    figures = {(who(1), "applications"): Figure(Fraction(10), 10)}
    figures[who(3), "applications"] = Figure(Fraction(11), 11)

    found = ranks(ALL, Standings(results, figures=figures), "category.B", "figure.applications")

    assert found == {2: 1, 3: 2, 1: 3}


def test_a_tie_for_which_one_of_the_equals_has_no_data_decides_nothing() -> None:
    figures = {(who(1), "applications"): Figure(Fraction(10), 10)}

    found = ranks(
        ALL, Standings(standings([90, 90]).results, figures=figures), "figure.applications"
    )

    assert found == {1: 1, 2: 1}


def test_a_pool_may_be_ranked_by_a_figure_and_who_has_none_is_not_placed() -> None:
    figures = {
        (who(1), "good_rate"): Figure(Fraction(9, 10), 40),
        (who(2), "good_rate"): Figure(Fraction(19, 20), 40),
    }
    given = Standings(standings([99, 80, 100]).results, figures=figures)

    found = places(a_scheme(), Pool("good", SHEET, by="figure.good_rate"), given)

    assert [(one.who.id, one.rank, one.of, one.score) for one in found] == [
        (2, 1, 2, Fraction(19, 20)),
        (1, 2, 2, Fraction(9, 10)),
    ]


@pytest.mark.parametrize(
    ("pool", "inside"),
    [
        (Pool("p", SHEET, roles=(Subject.STAFF,)), {1, 4}),
        (Pool("p", SHEET, roles=(Subject.CHIEF,)), {2, 3}),
        (Pool("p", SHEET, exclude=("back_office",)), {1, 2, 3}),
        (Pool("p", SHEET, groups=("permit",)), {4}),
    ],
    ids=["staff without chiefs", "chiefs", "a class excluded", "one group"],
)
def test_a_pool_holds_only_whom_it_names(pool: Pool, inside: set[int]) -> None:
    chief = a_result(2, 91)
    as_chief = replace(chief, who=who(2, Subject.CHIEF))
    clerk = a_result(4, 93, group="permit")
    members = {clerk.who: Member(clerk.who, "permit", 1, staff_class="back_office")}
    results = (a_result(1, 90), as_chief, a_result(3, 92), clerk)

    found = places(a_scheme(), pool, Standings(results, members, chiefs=frozenset({3})))

    assert {one.who.id for one in found} == inside


def test_the_pool_of_all_exists_in_every_scheme() -> None:
    assert pool_of(a_scheme(pools=()), "all").sheet == SHEET
