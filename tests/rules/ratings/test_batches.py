"""Does a person see ratings only in batches that tell of nobody, and that never change?"""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from server.rules.ratings.batches import (
    Batch,
    Limits,
    Move,
    OwnRating,
    Release,
    batches,
    counted_days,
    due_batch,
    unseen,
)
from server.rules.ratings.levels import Level
from server.rules.ratings.own_tables import own_ratings
from server.rules.ratings.small_cells import shown_alone, shown_parts

MONDAY = date(2026, 11, 2)
LIMITS = Limits()
ME, OTHER = 7, 8


def days(*counts: int, start: date = MONDAY) -> list[date]:
    """So many ratings on the first day, on the second, ..."""
    return [start + timedelta(days=day) for day, count in enumerate(counts) for _ in range(count)]


def a_rating(number: int, day: date = MONDAY, **more: Any) -> OwnRating:
    return replace(OwnRating(number, day, Level(5), (), ME), **more)


def at(day: date) -> datetime:
    return datetime(day.year, day.month, day.day, 4, tzinfo=UTC)


def release(day: date) -> Release:
    return Release(day, at(day + timedelta(days=1)))


@pytest.mark.parametrize(("ratings", "is_due"), [(9, False), (10, True), (11, True)])
def test_ten_ratings_are_needed(ratings: int, *, is_due: bool) -> None:
    today = MONDAY + timedelta(days=30)

    assert (due_batch(days(ratings), None, today, LIMITS) is not None) is is_due


@pytest.mark.parametrize(("passed", "is_due"), [(6, False), (7, True), (8, True)])
def test_seven_days_are_needed_since_the_last_one(passed: int, *, is_due: bool) -> None:
    last = MONDAY - timedelta(days=1)
    today = last + timedelta(days=passed + 1)

    assert (due_batch(days(20), last, today, LIMITS) is not None) is is_due


@pytest.mark.parametrize(("passed", "is_due"), [(6, False), (7, True)])
def test_the_first_batch_covers_seven_days_too(passed: int, *, is_due: bool) -> None:
    today = MONDAY + timedelta(days=passed)

    assert (due_batch(days(20), None, today, LIMITS) is not None) is is_due


def test_today_is_not_over_and_does_not_count() -> None:
    today = MONDAY + timedelta(days=9)

    assert due_batch(days(9, 0, 0, 0, 0, 0, 0, 0, 0, 5), None, today, LIMITS) is None


def test_a_batch_ends_with_the_day_before() -> None:
    today = MONDAY + timedelta(days=9)

    assert due_batch(days(10), None, today, LIMITS) == today - timedelta(days=1)


def test_each_rating_is_in_one_batch() -> None:
    first, second = MONDAY + timedelta(days=6), MONDAY + timedelta(days=13)
    ratings = [a_rating(n, MONDAY + timedelta(days=n)) for n in range(14)]

    found = batches(ME, ratings, [release(second), release(first)])

    assert [batch.n for batch in found] == [7, 7]
    assert (found[1].since, found[1].until) == (first + timedelta(days=1), second)


def test_a_batch_that_was_released_never_changes() -> None:
    first, later = release(MONDAY), at(MONDAY + timedelta(days=3))
    ratings = [a_rating(1), a_rating(2)]
    moved = [a_rating(1, moves=(Move(later, OTHER),)), a_rating(2, aside_at=later)]

    assert batches(ME, moved, [first]) == batches(ME, ratings, [first])


def test_what_was_moved_here_shows_in_the_next_batch() -> None:
    first, second = release(MONDAY), release(MONDAY + timedelta(days=7))
    came = a_rating(2, staff_id=OTHER, moves=(Move(at(MONDAY + timedelta(days=3)), ME),))

    found = batches(ME, [a_rating(1), came], [first, second])

    assert [batch.ids for batch in found] == [(1,), (2,)]
    assert unseen(ME, [a_rating(1), came], [first]) == [came]


def test_what_was_moved_away_before_the_release_is_not_shown() -> None:
    gone = a_rating(1, moves=(Move(at(MONDAY), OTHER),))

    assert batches(ME, [gone], [release(MONDAY)]) == ()


def test_second_ratings_and_those_set_aside_do_not_fill_a_batch() -> None:
    ratings = [
        a_rating(1),
        a_rating(2, is_second=True),
        a_rating(3, is_aside=True),
        a_rating(4, aside_at=at(MONDAY)),
    ]

    (batch,) = batches(ME, ratings, [release(MONDAY)])

    assert counted_days(ME, ratings, release(MONDAY)) == [MONDAY]
    assert (batch.n, batch.second, batch.aside) == (1, 1, 2)


@pytest.mark.parametrize(
    ("parts", "shown"),
    [
        ({"a": 40, "b": 30}, {"a": 40, "b": 30}),
        ({"a": 40, "b": 10}, {"a": 40, "b": 10}),
        ({"a": 40, "b": 9}, {"a": None, "b": None}),
        ({"a": 40, "b": 0}, {"a": None, "b": None}),
        ({"a": 40, "b": 9, "c": 1}, {"a": 40, "b": None, "c": None}),
        ({"a": 40, "b": 8, "c": 1}, {"a": None, "b": None, "c": None}),
        ({"a": 40, "b": 12, "c": 3}, {"a": 40, "b": None, "c": None}),
    ],
    ids=str,
)
def test_no_small_number_is_shown_and_none_can_be_worked_out(
    parts: dict[str, int], shown: dict[str, int | None]
) -> None:
    assert shown_parts(parts) == shown


@pytest.mark.parametrize(("count", "shown"), [(9, None), (10, 10), (0, None)])
def test_a_number_alone_is_shown_from_ten_on(count: int, shown: int | None) -> None:
    assert shown_alone(count) == shown


def a_batch(number: int, *levels: int) -> Batch:
    """``levels``: how many of level 5, 4, 3, 2, 1."""
    until = MONDAY + timedelta(days=7 * number)
    counts = {Level(5 - place): count for place, count in enumerate(levels)}
    return Batch(until - timedelta(days=6), until, (), counts)


def test_batches_are_put_together_until_something_may_be_shown() -> None:
    found = own_ratings([a_batch(1, 12, 4), a_batch(2, 12, 3, 2, 1)])

    (table,) = found.tables
    assert (table.n, table.levels[Level(5)], table.levels[Level(1)]) == (34, 24, None)
    assert found.waiting == 0


def test_tables_share_no_batch() -> None:
    found = own_ratings([a_batch(1, 20, 8, 2), a_batch(2, 20, 8, 2), a_batch(3, 20)])

    assert [table.n for table in found.tables] == [30, 30]
    assert found.tables[1].since > found.tables[0].until
    assert found.waiting == 20


def test_the_next_year_begins_a_table_of_its_own() -> None:
    found = own_ratings([a_batch(8, 12, 4), a_batch(9, 12, 4, 2)])

    assert [batch.until.year for batch in found.batches] == [2026, 2027]
    assert found.tables == ()
    assert found.waiting == 18


def test_reasons_named_less_than_ten_times_are_not_shown() -> None:
    batch = Batch(MONDAY, MONDAY, (), {Level(5): 30, Level(4): 30}, {"510": 10, "511": 9})

    (table,) = own_ratings([batch]).tables

    assert table.tags == {"510": 10}
