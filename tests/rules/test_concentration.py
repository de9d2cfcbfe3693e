"""Does the night see that few accounts gave many of a window's ratings, and leave returners be?"""

import random
from collections import Counter
from collections.abc import Mapping
from fractions import Fraction
from itertools import pairwise

import pytest

from server.rules.concentration import WindowAccounts, account_flags, coming_back
from server.rules.flags import Flag, FlagKind
from server.rules.tails import binomial_tail, chance_text

WINDOWS, CITIZENS = 30, 100
# Of a hundred accounts six come on a second day, one on a third.
USUAL = {1: 94, 2: 5, 3: 1}


def a_hall(first: Mapping[int, int], *, others: Mapping[int, int] = USUAL) -> list[WindowAccounts]:
    """Thirty windows of three groups; the first one's month is that."""
    months = [first, *[others] * (WINDOWS - 1)]
    return [WindowAccounts(place, place // 10, month) for place, month in enumerate(months)]


def with_more(more: Mapping[int, int]) -> Counter[int]:
    return Counter(USUAL) + Counter(more)


def test_a_usual_month_is_not_flagged() -> None:
    assert account_flags(a_hall(USUAL)) == ()


@pytest.mark.parametrize(
    "clones",
    [{22: 1}, {15: 2}, {12: 3}, {5: 10}],
    ids=["one every working day", "two on 15", "three on 12", "ten on 5"],
)
def test_few_accounts_that_come_all_the_time_are_flagged(clones: Mapping[int, int]) -> None:
    (flag,) = account_flags(a_hall(with_more(clones)))

    assert (flag.window_id, flag.kind) == (0, FlagKind.ACCOUNTS)
    assert flag.seen == sum(days * number for days, number in clones.items())


def test_a_flag_says_a_window_a_number_and_a_chance_and_no_account() -> None:
    (flag,) = account_flags(a_hall(with_more({15: 2})))

    assert set(vars(flag)) == {"window_id", "kind", "seen", "chance"}
    assert isinstance(flag, Flag)
    assert float(flag.chance) < 0.001


@pytest.mark.parametrize("clones", [{3: 1}, {5: 1}, {8: 1}, {4: 2}])
def test_somebody_who_comes_now_and_then_is_not_flagged(clones: Mapping[int, int]) -> None:
    assert account_flags(a_hall(with_more(clones))) == ()


def test_where_many_come_back_coming_back_is_no_sign() -> None:
    busy = {1: 80, 2: 5, 6: 5, 10: 5, 15: 5}

    assert account_flags(a_hall(with_more({15: 2}), others=busy)) == ()


def test_a_window_goes_by_its_group_where_people_come_back_more_often_there() -> None:
    agents = {1: 70, 8: 15, 14: 15}
    months = [agents] * 10 + [USUAL] * 20
    same = [WindowAccounts(place, place // 10, month) for place, month in enumerate(months)]
    alone = [
        WindowAccounts(place, 0 if place else 9, month)
        for place, month in enumerate([agents, *[USUAL] * 29])
    ]

    assert account_flags(same) == ()
    assert [flag.window_id for flag in account_flags(alone)] == [0]


@pytest.mark.parametrize(("elsewhere", "is_judged"), [(99, False), (100, True)])
def test_with_fewer_than_a_hundred_accounts_elsewhere_nobody_is_judged(
    elsewhere: int, *, is_judged: bool
) -> None:
    flags = account_flags(
        [WindowAccounts(1, 1, {1: 10, 15: 3}), WindowAccounts(2, 1, {1: elsewhere})]
    )

    assert [flag.window_id for flag in flags] == [1] * is_judged


def test_the_chance_is_that_of_any_of_six_looks() -> None:
    (flag,) = account_flags([WindowAccounts(1, 1, {1: 10, 15: 3}), WindowAccounts(2, 1, {1: 100})])

    at_twelve_days = binomial_tail(3, trials=13, chance=coming_back({1: 100})[12])
    assert flag.chance == chance_text(6 * at_twelve_days)


def test_no_window_is_compared_with_itself() -> None:
    clones = {1: 10, 20: 200}

    (flag,) = account_flags([WindowAccounts(1, 1, clones), WindowAccounts(2, 1, {1: 100})])

    assert flag.window_id == 1


def test_who_came_more_often_is_taken_to_come_back_no_less() -> None:
    shares = coming_back({1: 1000, 2: 500, 3: 100})
    again = [later / before for before, later in pairwise(shares[1:])]

    assert again[0] == Fraction(600 + 24 + 15, 1600 + 30)
    assert again == sorted(again)


def test_what_was_never_seen_is_taken_to_be_as_likely_as_not() -> None:
    shares = coming_back({1: 10**6})

    assert shares[1] == 1
    assert shares[3] / shares[2] == Fraction(1, 2)


def test_there_is_nothing_to_say_of_no_accounts() -> None:
    assert account_flags([]) == ()
    assert account_flags([WindowAccounts(1, 1, {})]) == ()


def a_citizens_month(rng: random.Random, *, agents: float) -> int:
    """On how many of 22 days somebody comes; whoever acts for others on every third."""
    if rng.random() < agents:
        return max(1, sum(rng.random() < 0.3 for _ in range(22)))
    days = 1
    while days < 22 and rng.random() < (0.06 if days == 1 else 0.35):
        days += 1
    return days


@pytest.mark.parametrize("agents", [0, 0.02], ids=["nobody acts for others", "one in fifty does"])
def test_of_ten_honest_months_hardly_any_is_flagged(agents: float) -> None:
    rng = random.Random(2026)  # noqa: S311  # the same citizens in every run

    false = sum(
        bool(
            account_flags(
                [
                    WindowAccounts(
                        window,
                        window // 10,
                        Counter(a_citizens_month(rng, agents=agents) for _ in range(CITIZENS)),
                    )
                    for window in range(WINDOWS)
                ]
            )
        )
        for _month in range(10)
    )

    assert false <= 1
