"""What does a month's total of every unit become when the month is sealed?"""

import random
from dataclasses import replace

import pytest

from server.errors import UnitWithoutGroup
from server.rules.canonical import canonical
from server.rules.ranking.counts import Counts
from server.rules.ranking.sealing import UnitTotals, counts_of
from server.rules.ranking.summons import summoned
from tests.rules.ranking.groups import FIRST_MONTH, SECOND_MONTH
from tests.rules.ranking.totals import a_lane, a_peer_group, a_unit, only_unit, sealed

EXAMPLE = [a_unit(unit, *counts) for unit, counts in FIRST_MONTH.items()]


def test_a_sealed_unit_shows_every_figure_of_the_worked_example() -> None:
    (group,) = sealed(*EXAMPLE)

    assert group["ranked"] == 7
    assert group["units"][3] == {
        "unit": "A04",
        "name": "窗口A04",
        "department": "综合受理",
        "n": 480,
        "good": 463,
        "bad": 17,
        "levels": [17, 0, 0, 0, 463],
        "lanes": {
            "verified": {"n": 0, "bad": 0},
            "present": {"n": 0, "bad": 0},
            "printed": {"n": 480, "bad": 17},
        },
        "second": [0, 1, 0, 0, 1],
        "late": 0,
        "set_aside": {},
        "defaults": 0,
        "applications": None,
        "beyond": 0,
        "band": "below",
        "why": None,
        "could_be": [],
        "index": "2.91",
        "worse": "0.0000048",
        "better": "0.9999992",
        "interval": [207, 562],
    }


def test_shuffled_input_gives_the_same_bytes() -> None:
    groups = (a_peer_group("A"), a_peer_group("B"))
    units = [*EXAMPLE, *(a_unit(f"B{n:02}", n, 300, group="B") for n in range(6))]
    shuffled = random.Random(4).sample(units, len(units))  # noqa: S311  any order will do

    assert canonical(sealed(*shuffled, groups=groups[::-1])) == canonical(
        sealed(*units, groups=groups)
    )


def test_only_the_counting_lanes_are_compared_and_all_are_shown() -> None:
    lanes = {"verified": a_lane(1, 40), "printed": a_lane(30, 500)}
    unit = replace(a_unit(), lanes=lanes)

    found = only_unit(sealed(unit, groups=(a_peer_group(counting_lanes=frozenset({"verified"})),)))

    assert (found["n"], found["bad"], found["levels"]) == (41, 1, [1, 0, 0, 0, 40])
    assert found["lanes"]["printed"] == {"n": 530, "bad": 30}


def test_levels_one_and_two_are_bad() -> None:
    lane = replace(a_lane(), levels=(1, 2, 4, 8, 16))

    found = only_unit(sealed(replace(a_unit(), lanes={"present": lane})))

    assert (found["bad"], found["good"], found["n"]) == (3, 28, 31)


def test_what_does_not_count_is_added_over_the_lanes_and_shown_apart() -> None:
    lanes = {
        "verified": a_lane(0, 40, late=2, set_aside={"burst": 8, "repeat": 1}),
        "printed": a_lane(0, 40, late=1, set_aside={"repeat": 3}),
    }

    found = only_unit(sealed(replace(a_unit(), lanes=lanes, defaults=7)))

    assert found["n"] == 80
    assert (found["late"], found["defaults"], found["second"]) == (3, 7, [0, 2, 0, 0, 2])
    assert found["set_aside"] == {"burst": 8, "repeat": 4}


def test_good_ratings_beyond_the_usual_share_are_counted_openly() -> None:
    usual = [a_unit(f"A{n:02}", 0, 40, applications=100) for n in range(5)]

    (group,) = sealed(*usual, a_unit("A09", 1, 272, applications=100))
    last = group["units"][-1]

    assert group["usual_share"] == "0.4000"
    assert (last["n"], last["good"], last["beyond"]) == (272, 271, 212)


def test_a_unit_without_any_rating_has_no_interval() -> None:
    found = only_unit(sealed(replace(a_unit(), lanes={})))

    assert (found["n"], found["band"], found["why"]) == (0, "listed", "few_ratings")
    assert found["interval"] is None


def test_three_units_are_listed_because_they_are_no_group() -> None:
    (group,) = sealed(*EXAMPLE[:3])

    assert group["ranked"] == 0
    assert {(unit["band"], unit["why"]) for unit in group["units"]} == {("listed", "few_units")}


def test_a_group_without_units_is_shown_empty() -> None:
    groups = sealed(*EXAMPLE, groups=(a_peer_group("A"), a_peer_group("B")))

    assert [(group["group"], len(group["units"])) for group in groups] == [("A", 8), ("B", 0)]


def test_a_unit_whose_group_is_not_there_is_refused_by_name() -> None:
    with pytest.raises(UnitWithoutGroup) as refused:
        sealed(a_unit("A07", group="Z"))

    assert refused.value.data == {"unit": "A07", "group": "Z"}


def test_sealed_facts_give_back_the_counts_that_were_compared() -> None:
    def of(month: dict[str, Counts]) -> list[UnitTotals]:
        return [a_unit(unit, *counts) for unit, counts in month.items()]

    (first,), (second,) = sealed(*of(FIRST_MONTH)), sealed(*of(SECOND_MONTH))

    assert counts_of(first) == FIRST_MONTH
    assert summoned(counts_of(first), counts_of(second)) == ["A04", "A06"]
