"""Do months make the quarter and the year of the worked example, to the last digit?"""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from server.rules.appraisal.combining import (
    BasesDiffer,
    Combined,
    combined,
    parts_of,
    version_for,
)
from server.rules.appraisal.periods import Period
from server.rules.appraisal.results import NotAssessed, SheetResult
from server.rules.appraisal.rounding import rounded
from server.rules.schemes.shape import (
    BaseChange,
    Combining,
    HowCombined,
    Rounding,
    RoundingMode,
    Scheme,
    Sheet,
    Span,
    Subject,
)
from tests.rules.appraisal.outcome_build import (
    QUARTER,
    SHEET,
    YEAR,
    a_result,
    a_scheme,
    with_category,
)

FIRST_QUARTER = ("79.50", "99.50", "96.00")
REST = ("95.50", "96.00", "94.25", "97.00", None, "96.50", "95.00", "98.00", "97.25")


def months(scores: Sequence[str | int | None], *, base: int = 100) -> list[SheetResult]:
    return [
        a_result(1, score, Period.parse(str(month)), base=base)
        for month, score in zip(YEAR.months(), scores, strict=False)
    ]


def over(
    period: Period, scores: Sequence[str | int | None], rule: Combining | None = None
) -> Combined:
    scheme = a_scheme(combinings=() if rule is None else (rule,))
    found = combined(scheme, period, months(scores))
    assert isinstance(found, Combined)
    return found


def test_the_quarter_of_the_worked_example() -> None:
    found = over(QUARTER, FIRST_QUARTER).result

    assert (found.exact, found.score) == (Fraction(275, 3), Fraction("91.67"))


def test_the_quarter_after_the_appeal() -> None:
    found = over(QUARTER, ("81.50", "99.50", "96.00"))

    assert found.total == 277
    assert found.result.score == Fraction("92.33")


def test_the_year_of_the_worked_example() -> None:
    rule = Combining(
        Span.YEAR, weight=Fraction(4, 5), annual="annual", annual_weight=Fraction(1, 5)
    )
    annual = a_result(1, "90.70", YEAR)

    found = combined(a_scheme(combinings=(rule,)), YEAR, months(FIRST_QUARTER + REST), annual)

    assert isinstance(found, Combined)
    assert (found.served, found.total) == (11, Fraction("1044.50"))
    assert found.value == Fraction("1044.50") / 11
    assert found.result.score == Fraction("94.10")
    assert found.result.base == 100


def test_a_year_without_its_annual_result_counts_the_months_in_full() -> None:
    rule = Combining(
        Span.YEAR, weight=Fraction(4, 5), annual="annual", annual_weight=Fraction(1, 5)
    )

    found = over(YEAR, (90, 92), rule)

    assert found.result.score == 91
    assert (found.annual, found.annual_weight) == (None, Fraction(0))


def test_months_not_assessed_enter_no_mean_and_none_at_all_is_no_result() -> None:
    """Invariant 14."""
    assert over(QUARTER, (90, None, 80)).result.score == 85

    nothing = over(QUARTER, (None, None, None)).result
    assert (nothing.score, nothing.not_assessed) == (None, NotAssessed.NO_RESULTS)


def test_who_was_excluded_all_along_stays_excluded() -> None:
    parts = [replace(one, not_assessed=NotAssessed.EXCLUDED) for one in months((None, None))]

    found = combined(a_scheme(), QUARTER, parts)

    assert isinstance(found, Combined)
    assert found.result.not_assessed is NotAssessed.EXCLUDED


@pytest.mark.parametrize(
    ("how", "score", "base"),
    [
        (HowCombined.MEAN, 9, 10),
        (HowCombined.SUM, 54, 120),
        (HowCombined.ANNUALISE, 108, 120),
    ],
)
def test_six_months_served_of_a_year(how: HowCombined, score: int, base: int) -> None:
    sheet = Sheet(SHEET, Subject.STAFF, base=Fraction(10))
    scheme = a_scheme(sheets=(sheet,), combinings=(Combining(Span.YEAR, how=how),))

    found = combined(scheme, YEAR, months((9,) * 6, base=10))

    assert isinstance(found, Combined)
    assert found.result.score == score
    assert found.result.base == base


def test_a_half_year_is_the_mean_of_its_months() -> None:
    half = Period.parse("2026-H1")

    assert len(parts_of(a_scheme(), SHEET, half)) == 6
    assert over(half, (90, 91, 92, 93, 94, 96)).result.score == Fraction("92.67")


def test_a_year_may_be_made_of_its_quarters() -> None:
    scheme = a_scheme(combinings=(Combining(Span.YEAR, of=Span.QUARTER),))
    quarters = [Period.parse(f"2026-Q{number}") for number in (1, 2, 3, 4)]

    assert parts_of(scheme, SHEET, YEAR) == tuple(quarters)
    found = combined(scheme, YEAR, [a_result(1, 90 + n, one) for n, one in enumerate(quarters)])
    assert isinstance(found, Combined)
    assert found.result.score == Fraction("91.5")


def test_a_sheet_of_quarters_makes_its_year_of_quarters() -> None:
    scheme = a_scheme(sheets=(Sheet(SHEET, Subject.STAFF, cycle=Span.QUARTER),))

    assert len(parts_of(scheme, SHEET, YEAR)) == 4


def test_months_on_an_older_base_are_scaled_and_both_are_kept() -> None:
    parts = [*months((9,), base=10), *months((None, 80, 70))[1:]]

    found = combined(a_scheme(), QUARTER, parts)

    assert isinstance(found, Combined)
    assert [one.counted for one in found.parts] == [90, 80, 70]
    assert [one.result.base for one in found.parts] == [10, 100, 100]
    assert found.result.score == 80


def test_a_sheet_without_base_has_nothing_to_scale_by() -> None:
    sheet = Sheet(SHEET, Subject.STAFF, base=Fraction(0))

    found = combined(a_scheme(sheets=(sheet,)), QUARTER, months((9, 7), base=10))

    assert isinstance(found, Combined)
    assert found.result.score == 8


def test_two_old_categories_that_became_one_are_added_before_the_mean() -> None:
    scheme = a_scheme(from_on=date(2026, 2, 1), map=(("Y", "A"), ("Z", "A")))
    january = with_category(a_result(1, 90, Period.parse("2026-01")), "Y", 10)
    february = with_category(a_result(1, 90, Period.parse("2026-02")), "A", 20)

    found = combined(scheme, QUARTER, [with_category(january, "Z", 12), february])

    assert isinstance(found, Combined)
    assert [one.score for one in found.result.categories] == [21]


def test_a_scheme_that_refuses_a_change_of_base_leaves_it_to_people() -> None:
    rule = Combining(Span.QUARTER, on_base_change=BaseChange.REFUSE)
    scheme = a_scheme(combinings=(rule,))
    same, other = months((90, 80)), [*months((9,), base=10), *months((None, 80))[1:]]

    found = combined(scheme, QUARTER, other)

    assert isinstance(found, BasesDiffer)
    assert found.bases == (Fraction(10), Fraction(100))
    assert isinstance(combined(scheme, QUARTER, same), Combined)


def test_categories_are_combined_for_the_ties_and_old_codes_go_by_the_map() -> None:
    scheme = a_scheme(from_on=date(2026, 2, 1), map=(("Z", "A"),))
    parts = [
        with_category(a_result(1, 90, Period.parse("2026-01")), "Z", 20),
        with_category(a_result(1, 90, Period.parse("2026-02")), "A", 23),
    ]

    found = combined(scheme, QUARTER, parts)

    assert isinstance(found, Combined)
    assert [(one.code, one.score) for one in found.result.categories] == [("A", Fraction(43, 2))]


@pytest.mark.parametrize(
    ("exact", "half_up", "half_even"),
    [
        ("0.125", "0.13", "0.12"),
        ("0.1249", "0.12", "0.12"),
        ("0.135", "0.14", "0.14"),
        ("-0.125", "-0.13", "-0.12"),
        ("-0.1251", "-0.13", "-0.13"),
    ],
)
def test_halves_go_away_from_nought_or_to_the_even_digit(
    exact: str, half_up: str, half_even: str
) -> None:
    even = Rounding(2, RoundingMode.HALF_EVEN)

    assert rounded(Fraction(exact), Rounding()) == Fraction(half_up)
    assert rounded(Fraction(exact), even) == Fraction(half_even)


@given(st.fractions(-200, 200), st.integers(0, 4), st.sampled_from(RoundingMode))
@settings(max_examples=60)
def test_rounding_moves_at_most_half_a_unit(
    exact: Fraction, places: int, mode: RoundingMode
) -> None:
    """Invariant 16."""
    found = rounded(exact, Rounding(places, mode))

    assert abs(found - exact) <= Fraction(1, 2 * 10**places)


@given(st.integers(-10000, 12000), st.integers(1, 12))
@settings(max_examples=40)
def test_the_mean_of_equal_numbers_is_that_number(hundredths: int, served: int) -> None:
    """Invariant 16."""
    score = Fraction(hundredths, 100)

    assert over(YEAR, (str(score),) * served).result.score == score


def versions(*starts: date) -> list[Scheme]:
    return [replace(a_scheme(), version=str(one), from_on=one) for one in starts]


def test_a_quarter_uses_the_version_of_its_last_month() -> None:
    found = version_for(versions(date(2026, 1, 1), date(2026, 3, 1), date(2026, 4, 1)), QUARTER)

    assert found is not None
    assert found.from_on == date(2026, 3, 1)


@given(st.integers(1, 12), st.integers(4, 12))
@settings(max_examples=30)
def test_a_later_version_changes_no_closed_quarter(first: int, later: int) -> None:
    """Invariant 19."""
    old = versions(date(2025, first, 1))

    assert version_for(old + versions(date(2026, later, 1)), QUARTER) == old[0]


def test_before_the_first_and_after_the_last_day_no_version_is_in_force() -> None:
    ended = replace(a_scheme(), until_on=date(2026, 2, 28))

    assert version_for([ended], QUARTER) is None
    assert version_for(versions(date(2026, 4, 1)), QUARTER) is None
