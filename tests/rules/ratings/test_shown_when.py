"""Nobody learns from a list who rated: the week where few rated, the half-day where enough did."""

from dataclasses import dataclass
from datetime import date

import pytest

from server.rules.accounts.roles import Actor, Grant, Role
from server.rules.months import HalfDay
from server.rules.ratings.shown_when import (
    When,
    in_order,
    is_shown_yet,
    sees_every_half_day,
    shown_when,
    span_shown,
)

MONDAY, TUESDAY, SUNDAY = date(2026, 11, 23), date(2026, 11, 24), date(2026, 11, 29)
NEXT_MONDAY = date(2026, 11, 30)


@dataclass(frozen=True)
class Seen:
    """Something in a list."""

    name: str
    when: When


def quiet(name: str, week: date = MONDAY) -> Seen:
    return Seen(name, When(week))


def busy(name: str, day: date) -> Seen:
    return Seen(name, When(MONDAY if day <= SUNDAY else NEXT_MONDAY, day, HalfDay.AM))


def names(*things: Seen) -> str:
    return "".join(thing.name for thing in in_order(things, lambda thing: thing.name))


@pytest.mark.parametrize("ratings", [1, 4])
def test_with_fewer_than_five_ratings_only_the_week_is_shown(ratings: int) -> None:
    found = shown_when(TUESDAY, HalfDay.PM, ratings=ratings, sees_every=False)

    assert found == When(MONDAY)


@pytest.mark.parametrize("ratings", [5, 6])
def test_with_five_ratings_the_half_day_is_shown(ratings: int) -> None:
    found = shown_when(TUESDAY, HalfDay.PM, ratings=ratings, sees_every=False)

    assert found == When(MONDAY, TUESDAY, HalfDay.PM)


def test_supervision_sees_every_half_day() -> None:
    found = shown_when(SUNDAY, HalfDay.AM, ratings=1, sees_every=True)

    assert found == When(MONDAY, SUNDAY, HalfDay.AM)


def test_of_all_roles_only_the_supervisor_sees_every_half_day() -> None:
    seeing = {role for role in Role if sees_every_half_day(Actor(1, "张某", (Grant(role, 7),)), 7)}

    assert seeing == {Role.SUPERVISOR}
    assert not sees_every_half_day(Actor(1, "张某", (Grant(Role.SUPERVISOR, 8),)), 7)


def test_who_sees_weeks_gets_whole_weeks_whatever_days_they_ask_for() -> None:
    assert span_shown(TUESDAY, TUESDAY, sees_every=False) == (MONDAY, SUNDAY)
    assert span_shown(MONDAY, SUNDAY, sees_every=False) == (MONDAY, SUNDAY)
    assert span_shown(SUNDAY, NEXT_MONDAY, sees_every=False) == (MONDAY, date(2026, 12, 6))
    assert span_shown(TUESDAY, TUESDAY, sees_every=True) == (TUESDAY, TUESDAY)


@pytest.mark.parametrize(
    ("today", "is_shown"), [(TUESDAY, False), (SUNDAY, False), (NEXT_MONDAY, True)]
)
def test_what_shows_its_week_alone_waits_for_the_end_of_the_week(
    today: date, *, is_shown: bool
) -> None:
    assert is_shown_yet(When(MONDAY), today) is is_shown
    assert is_shown_yet(When(MONDAY, TUESDAY, HalfDay.AM), today)


def test_what_shows_its_week_alone_stands_behind_its_week_in_no_order_of_days() -> None:
    stream = (quiet("z"), busy("A", MONDAY), quiet("y"), busy("B", TUESDAY), quiet("x"))

    assert names(*stream) == "ABxyz"


def test_weeks_stay_apart() -> None:
    stream = (
        quiet("b"),
        busy("A", SUNDAY),
        quiet("a", NEXT_MONDAY),
        busy("C", NEXT_MONDAY),
        quiet("0", NEXT_MONDAY),
    )

    assert names(*stream) == "AbC0a"
