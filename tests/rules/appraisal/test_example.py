"""The worked example of the scheme, to the last digit."""

from fractions import Fraction

import pytest

from server.rules.appraisal.facts import Figure
from server.rules.appraisal.periods import Period
from server.rules.appraisal.results import EntryKind, Waiting, WaitingReason
from server.rules.schemes.shape import Span, VetoEffect
from tests.rules.appraisal.engine_build import entries, result, score
from tests.rules.appraisal.example import (
    FEBRUARY,
    JANUARY,
    LI,
    MARCH,
    WANG,
    month,
    total,
    without,
)


def test_every_entry_of_january_is_that_of_the_table() -> None:
    found = month(JANUARY)

    points = {entry.fact_id or entry.item: str(entry.points) for entry in entries(found, LI)}

    assert points == {
        "late-6": "-1/2",
        "leave-8": "0",
        "late-14": "-1",
        "off-20": "-5",
        "leave-22": "-2",
        "rating-16": "-2",
        "error-21": "-3",
        "overdue-28": "-2",
        "visits-30": "2",
        "C6": "-5",
        "C7": "-2",
    }


def test_the_categories_of_january_come_to_what_is_printed() -> None:
    found = month(JANUARY)

    assert [total(found, LI, code) for code in "ABCD"] == [Fraction("21.5"), 23, 33, 2]
    assert score(found, LI) == "79.50"


def test_what_charges_nobody_or_is_not_approved_waits() -> None:
    found = month(JANUARY)

    assert set(found.waiting) == {
        Waiting("rating-19", "person", WaitingReason.NO_ITEM),
        Waiting("letter-30", "person", WaitingReason.NOT_APPROVED),
    }


def test_the_chief_bears_half_of_what_was_lost_in_b_and_c() -> None:
    found = month(JANUARY)

    shared = [one for one in entries(found, WANG) if one.kind is EntryKind.SHARED]

    assert [(one.fact_id, one.category, str(one.points)) for one in shared] == [
        ("rating-16", "B", "-1"),
        ("error-21", "C", "-3/2"),
        ("overdue-28", "C", "-1"),
    ]
    assert all(one.source and one.source.id == LI and one.veto is None for one in shared)
    assert score(found, WANG) == "95.25"


def test_leaving_the_post_for_75_minutes_is_recast_and_bars_for_the_quarter() -> None:
    entry = next(one for one in month(JANUARY).entries if one.fact_id == "off-20")

    assert (entry.item, entry.veto) == ("A5", (Span.QUARTER, VetoEffect.NO_AWARD))
    assert entry.computation.recast_from == "off_post"


def test_the_volume_says_what_it_was_weighed_against() -> None:
    found = month(JANUARY)

    told = next(one.computation for one in entries(found, LI) if one.item == "C6")

    assert [told.median, told.ratio, told.figure] == [8, Fraction(3, 4), Figure(Fraction(6), 100)]
    assert found.medians == {("person", "permit", "weighted_applications_per_day"): 8}


@pytest.mark.parametrize(("period", "expected"), [(FEBRUARY, "99.50"), (MARCH, "96.00")])
def test_the_months_after_come_to_what_is_printed(period: Period, expected: str) -> None:
    assert score(month(period), LI) == expected


def test_the_sixth_costing_occurrence_of_the_year_counts_double() -> None:
    february = next(one for one in month(FEBRUARY).entries if one.fact_id == "late-feb")
    march = next(one for one in month(MARCH).entries if one.fact_id == "late-mar")

    assert [february.computation.occurrence, february.points] == [5, Fraction(-1, 2)]
    told = march.computation
    assert [told.occurrence, told.times, march.points] == [6, 2, -2]


def test_an_upheld_appeal_gives_back_to_both() -> None:
    revised = month(JANUARY, without("rating-16"))

    assert (score(revised, LI), score(revised, WANG)) == ("81.50", "96.25")


def test_one_reversal_revises_two_months() -> None:
    facts = without("late-14")

    january, march = month(JANUARY, facts), month(MARCH, facts)

    assert score(january, LI) == "80.50"
    late = next(one for one in march.entries if one.fact_id == "late-mar")
    assert [late.computation.occurrence, late.points, score(march, LI)] == [5, -1, "97.00"]


def test_a_result_is_rounded_from_the_exact_score() -> None:
    found = result(month(JANUARY), LI)

    assert (found.exact, found.score, found.limit) == (Fraction("79.5"), Fraction("79.5"), "")
