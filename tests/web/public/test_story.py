"""Does the month's story keep its numbers apart?"""

from typing import Any

from web.public.story import story


def content(**more: Any) -> dict[str, Any]:
    """A disclosure of 100 applications: 40 rated, 10 filled in, 50 silent; 4 were bad."""
    lanes = {
        "verified": {"n": 10, "bad": 1},
        "present": {"n": 0, "bad": 0},
        "printed": {"n": 28, "bad": 3},
    }
    totals = {"n": 38, "bad": 4, "set_aside": {"burst": 2}, "lanes": lanes}
    indicators = {
        "active": [40, 100],
        "defaulted": [10, 100],
        "missing": [50, 100],
        "active_good": [34, 38],
        "good_with_defaults": [44, 48],
        "bad": [4, 38],
    }
    return {
        "totals": totals,
        "unshown": 0,
        "indicators": {**indicators, **more},
        "bad_causes": {"rule": 3, "person": 1, "none": 1},
    }


def test_the_three_numbers_stand_side_by_side_and_fill_the_bar() -> None:
    bars = story(content()).three

    assert [(bar.name, bar.start, bar.width) for bar in bars] == [
        ("active", "0.00%", "40.00%"),
        ("defaulted", "40.00%", "10.00%"),
        ("missing", "50.00%", "50.00%"),
    ]


def test_where_more_was_rated_than_handled_the_bar_shows_what_was_rated() -> None:
    bars = story(content(active=[110, 100], missing=[0, 100])).three

    assert [(bar.part, bar.whole, bar.width) for bar in bars] == [
        (110, 100, "91.67%"),
        (10, 100, "8.33%"),
        (0, 100, "0.00%"),
    ]


def test_without_applications_there_is_no_bar() -> None:
    unknown = story(content(active=None, defaulted=None, missing=None))

    assert unknown.three == ()
    assert [bar.name for bar in unknown.indicators] == ["active_good", "good_with_defaults", "bad"]


def test_received_are_those_set_aside_too() -> None:
    assert (story(content()).received, story(content()).aside) == (40, 2)


def test_causes_are_measured_against_all_bad_ratings_the_most_frequent_first() -> None:
    bars = story(content()).causes

    assert [(bar.name, bar.part, bar.whole) for bar in bars] == [
        ("rule", 3, 4),
        ("person", 1, 4),
        ("none", 1, 4),
    ]


def test_how_many_named_a_person_is_told() -> None:
    assert story(content()).person == 1
