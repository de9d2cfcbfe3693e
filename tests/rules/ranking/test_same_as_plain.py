"""Ours is quick; the plain version is plainly right. They must say the same of any group."""

from fractions import Fraction
from math import comb

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from server.rules.ranking.counts import Counts
from server.rules.ranking.coverage import Reported, compared
from server.rules.ranking.exact import exact_chances
from server.rules.ranking.interval import interval, lower_limit
from server.rules.ranking.numbers import ERROR, GRID, SUMMONS_ERROR
from server.rules.ranking.summons import summoned
from tests.rules.ranking import plain
from tests.rules.ranking.groups import FIRST_MONTH, SECOND_MONTH, Month, a_group, bands_of, groups

FEW = settings(max_examples=20)  # the plain version is slow with several months
ERRORS = st.sampled_from([ERROR, SUMMONS_ERROR, Fraction(3, 10)])
SHARES = st.tuples(st.integers(0, 60), st.integers(0, 400), st.integers(0, 800) | st.none())


@given(months=groups(), error=ERRORS)
@example(months=[FIRST_MONTH], error=ERROR)
@example(months=[a_group((0, 60), (5, 60), (2, 300), (8, 200), (21, 300))], error=ERROR)
@example(months=[a_group((30, 30), (30, 30), (31, 31), (0, 60), (60, 60))], error=ERROR)
@example(months=[a_group((2, 30), (2, 30), (2, 30), (2, 30), (12, 30), (12, 30))], error=ERROR)
def test_the_bands_of_a_month_are_those_of_the_plain_version(
    months: list[Month], error: Fraction
) -> None:
    assert bands_of(*months, error=error) == plain.bands(months, error)


@FEW
@given(months=groups(months=3, most_units=6), error=ERRORS)
@example(months=[FIRST_MONTH, SECOND_MONTH], error=SUMMONS_ERROR)
def test_the_bands_of_several_months_are_those_of_the_plain_version(
    months: list[Month], error: Fraction
) -> None:
    assert bands_of(*months, error=error) == plain.bands(months, error)


@FEW
@given(months=groups(months=2, most_units=6))
def test_whom_we_summon_the_plain_version_summons(months: list[Month]) -> None:
    first, second = months if len(months) == 2 else (months[0], months[0])

    assert summoned(first, second) == plain.summoned(first, second)


@given(month=groups())
def test_the_exact_chances_are_those_of_the_plain_version(month: list[Month]) -> None:
    (counts,) = month
    bag = Counts(sum(c.bad for c in counts.values()), sum(c.ratings for c in counts.values()))

    for unit, own in counts.items():
        assert exact_chances((own,), (bag,)) == plain.chances(month, counts, unit)


@given(ratings=st.integers(1, 400), data=st.data())
def test_intervals_are_those_of_the_plain_version(ratings: int, data: st.DataObject) -> None:
    bad = data.draw(st.integers(0, ratings) | st.integers(0, min(9, ratings)))

    assert interval(bad, ratings) == plain.interval(bad, ratings)


@pytest.mark.parametrize(("bad", "ratings"), [(0, 1), (1, 1), (0, 30), (30, 30), (1, 5000)])
def test_intervals_at_both_ends_are_those_of_the_plain_version(bad: int, ratings: int) -> None:
    assert interval(bad, ratings) == plain.interval(bad, ratings)


@given(ratings=st.integers(1, 200), data=st.data())
def test_an_interval_is_never_inside_the_exact_one(ratings: int, data: st.DataObject) -> None:
    """At the next step inwards the tail is already too probable: the limit is the outer one."""
    seen = data.draw(st.integers(1, ratings))
    low = lower_limit(seen, ratings)

    def chance(share: Fraction) -> Fraction:
        outcomes = range(seen, ratings + 1)
        return sum(
            (comb(ratings, j) * share**j * (1 - share) ** (ratings - j) for j in outcomes),
            Fraction(),
        )

    assert chance(Fraction(low, GRID)) <= Fraction(1, 40) < chance(Fraction(low + 1, GRID))


@given(month=st.dictionaries(st.sampled_from("ABCDEFG"), SHARES, min_size=3))
def test_the_coverage_cap_is_that_of_the_plain_version(
    month: dict[str, tuple[int, int, int | None]],
) -> None:
    known = {unit: (bad, good, apps or 0) for unit, (bad, good, apps) in month.items()}
    reported = {unit: Reported(*own) for unit, own in known.items()}

    assert compared(reported) == plain.counted(known)
