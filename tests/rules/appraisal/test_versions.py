"""Each fact is judged by the version of its day; each result has one version."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from server.errors import SchemeMissing
from server.rules.appraisal.periods import Period
from server.rules.appraisal.results import WaitingReason
from server.rules.appraisal.versions import category_in, in_force, of_result
from server.rules.schemes.shape import Scheme
from tests.rules.appraisal.engine_build import a_fact, computed, entries, of_items, score, waiting

FEBRUARY = Period.parse("2026-02")


def version(points: int, month: int, **more: Any) -> Scheme:
    """A version from that month on, by which being late costs so much."""
    found = of_items(f'when = "late", points = {points}')
    return replace(found, version=str(month), from_on=date(2026, month, 1), **more)


@pytest.mark.parametrize(
    ("day", "expected"),
    [("2026-01-31", "1"), ("2026-02-01", "2"), ("2026-02-28", "2"), ("2026-03-01", None)],
)
def test_the_version_that_began_last_is_in_force_until_its_own_end(
    day: str, expected: str | None
) -> None:
    versions = (version(-1, 1), version(-2, 2, until_on=date(2026, 2, 28)))

    found = in_force(versions, date.fromisoformat(day))

    assert (found.version if found else None) == expected


def test_before_the_first_version_none_is_in_force() -> None:
    assert in_force([version(-1, 2)], date(2026, 1, 31)) is None


def test_a_longer_result_has_the_version_of_its_last_month() -> None:
    versions = (version(-1, 1), version(-2, 3))

    assert of_result(versions, Period.parse("2026-Q1")).version == "3"
    assert of_result(versions, FEBRUARY).version == "1"


def test_a_period_without_a_version_is_refused() -> None:
    with pytest.raises(SchemeMissing):
        computed(version(-1, 2))


def test_a_stricter_version_never_reaches_back() -> None:
    fact = a_fact("late", "2026-01-31", fields={"minutes": 5}, established_on=date(2026, 2, 2))

    (entry,) = computed([version(-1, 1), version(-2, 2)], fact, period=FEBRUARY).entries

    assert [entry.points, entry.scheme, str(entry.month)] == [-1, "test/1", "2026-02"]


def test_on_its_first_day_the_new_version_judges() -> None:
    fact = a_fact("late", "2026-02-01", fields={"minutes": 5})

    (entry,) = computed([version(-1, 1), version(-2, 2)], fact, period=FEBRUARY).entries

    assert [entry.points, entry.scheme] == [-2, "test/2"]


def renamed(**more: Any) -> Scheme:
    """A version from February in which category A is called K."""
    found = version(-2, 2)
    (category,) = found.categories
    item = replace(category.items[0], code="K1")
    return replace(found, categories=(replace(category, code="K", items=(item,)),), **more)


def test_the_category_of_an_older_version_is_found_through_the_map() -> None:
    fact = a_fact("late", "2026-01-31", fields={"minutes": 5}, established_on=date(2026, 2, 2))
    versions = [version(-1, 1), renamed(map=(("A", "K"),))]

    found = computed(versions, fact, period=FEBRUARY)

    assert [(one.category, one.item) for one in found.entries] == [("K", "A1")]
    assert score(found) == "99.00"


def test_maps_of_several_versions_follow_one_another() -> None:
    versions = [
        version(-1, 1),
        version(-1, 2, map=(("A", "B"),)),
        version(-1, 3, map=(("B", "C"),)),
    ]

    assert category_in(versions, "A", versions[0], versions[2]) == "C"
    assert category_in(versions, "A", versions[1], versions[2]) == "A"


def test_a_fact_whose_category_is_gone_waits() -> None:
    fact = a_fact("late", "2026-01-31", fields={"minutes": 5}, established_on=date(2026, 2, 2))

    found = computed([version(-1, 1), renamed()], fact, period=FEBRUARY)

    assert (found.entries, waiting(found)) == ((), [WaitingReason.NO_ITEM])


def test_a_fact_from_before_the_first_version_waits() -> None:
    fact = a_fact("late", "2026-01-31", fields={"minutes": 5}, established_on=date(2026, 2, 2))

    assert waiting(computed(version(-2, 2), fact, period=FEBRUARY)) == [WaitingReason.NO_ITEM]


def test_the_count_of_repeats_runs_on_under_a_mapped_code() -> None:
    doubling = 'when = "late", points = -1, repeat = { from = 2, count = "item" }'
    old = replace(of_items(doubling), version="1")
    new = of_items(doubling)
    (category,) = new.categories
    item = replace(category.items[0], code="K1")
    renamed = replace(category, code="K", items=(item,))
    new = replace(
        new, version="2", from_on=date(2026, 2, 1), categories=(renamed,), map=(("A", "K"),)
    )
    facts = [a_fact("late", f"2026-0{month}-05", fields={"minutes": 5}) for month in (1, 2)]

    (entry,) = entries(computed([old, new], *facts, period=FEBRUARY))

    assert [entry.computation.occurrence, entry.points] == [2, -2]


def test_a_later_version_changes_no_earlier_month() -> None:
    fact = a_fact("late", fields={"minutes": 5})

    alone = computed(version(-1, 1), fact)
    with_later = computed([version(-1, 1), version(-2, 2)], fact)

    assert alone == with_later
