"""Which figures sum up a month of ratings, and is n always with them?"""

from dataclasses import replace

import pytest

from server.rules.indicators import (
    NO_SHARE,
    CaseFigures,
    Indicator,
    RatingFigures,
    Share,
    case_indicators,
    rating_indicators,
    share,
)

# Levels 1 to 5: ten bad, ninety good of a hundred; five set aside, twenty filled in by a system.
RATINGS = RatingFigures(levels=(4, 6, 20, 30, 40), set_aside=5, defaults=20, ratable=250)
CASES = CaseFigures(
    bad=83,
    replied=83,
    due=56,
    rectified=53,
    rectified_in_time=49,
    real_name=31,
    called_back=31,
    reached=25,
    satisfied=20,
)
NOTHING = RatingFigures(levels=(0, 0, 0, 0, 0), set_aside=0, defaults=0, ratable=None)


@pytest.mark.parametrize(
    ("indicator", "expected"),
    [
        (Indicator.ACTIVE, Share(105, 250)),
        (Indicator.DEFAULTED, Share(20, 250)),
        (Indicator.MISSING, Share(125, 250)),
        (Indicator.ACTIVE_GOOD, Share(90, 100)),
        (Indicator.GOOD_WITH_DEFAULTS, Share(110, 120)),
        (Indicator.BAD, Share(10, 100)),
    ],
)
def test_each_indicator_of_ratings_keeps_its_n(indicator: Indicator, expected: Share) -> None:
    assert rating_indicators(RATINGS)[indicator] == expected


@pytest.mark.parametrize(
    ("indicator", "expected"),
    [
        (Indicator.BAD_REPLIED, "100.00 %"),
        (Indicator.BAD_RECTIFIED, "94.64 %"),
        (Indicator.BAD_RECTIFIED_IN_TIME, "87.50 %"),
        (Indicator.CALLED_BACK, "100.00 %"),
        (Indicator.REACHED, "80.65 %"),
        (Indicator.SATISFIED, "80.00 %"),
    ],
)
def test_each_indicator_of_cases_is_shown(indicator: Indicator, expected: str) -> None:
    assert str(case_indicators(CASES)[indicator]) == expected


def test_active_default_and_missing_make_up_all() -> None:
    found = rating_indicators(RATINGS)
    three = [found[name] for name in (Indicator.ACTIVE, Indicator.DEFAULTED, Indicator.MISSING)]

    assert sum(each.numerator for each in three if each) == 250


def test_of_nothing_there_is_no_share() -> None:
    assert set(rating_indicators(NOTHING).values()) == {None}
    assert set(case_indicators(CaseFigures(0, 0, 0, 0, 0, 0, 0, 0, 0)).values()) == {None}


def test_unknown_applications_leave_the_shares_of_ratings() -> None:
    found = rating_indicators(replace(RATINGS, ratable=None))

    assert found[Indicator.ACTIVE] is None
    assert found[Indicator.BAD] == Share(10, 100)


def test_more_ratings_than_applications_leave_none_missing() -> None:
    assert rating_indicators(replace(RATINGS, ratable=90))[Indicator.MISSING] == Share(0, 90)


def test_every_indicator_comes_from_ratings_or_cases() -> None:
    assert {*rating_indicators(RATINGS), *case_indicators(CASES)} == set(Indicator)


@pytest.mark.parametrize(
    ("numerator", "denominator", "shown"),
    [
        pytest.param(299, 300, "99.67 %", id="rounded"),
        pytest.param(0, 7, "0.00 %", id="none of some"),
        pytest.param(7, 7, "100.00 %", id="all"),
        pytest.param(19_999, 20_000, "100.00 %", id="a half goes up"),
        pytest.param(199_989, 200_000, "99.99 %", id="just under a half"),
        pytest.param(0, 0, NO_SHARE, id="of nothing"),
    ],
)
def test_a_share_is_shown_to_a_hundredth_of_a_percent(
    numerator: int, denominator: int, shown: str
) -> None:
    assert share(numerator, denominator) == shown
