import random
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from fractions import Fraction
from zoneinfo import ZoneInfo

import pytest

from server.rules.flags import Flag, FlagKind, WindowDay, busyness, night_flags

SHANGHAI = ZoneInfo("Asia/Shanghai")
NINE = datetime(2026, 11, 25, 1, tzinfo=UTC)  # 09:00 in Shanghai
SECOND, MINUTE = timedelta(seconds=1), timedelta(minutes=1)
SHIFT = 8 * 3600
OPEN_HOURS = range(9, 17)
PRAISE = "工作人员业务熟练,态度热情,一次办好,非常满意"
Hall = list[WindowDay]


def a_day(window_id: int, seconds: list[float], a_day_usually: int) -> WindowDay:
    return WindowDay(
        window_id,
        ratings=len(seconds),
        submitted=tuple(NINE + second * SECOND for second in seconds),
        usual={hour: Fraction(a_day_usually, 8) for hour in OPEN_HOURS},
    )


def a_random_day(chance: random.Random, a_day_usually: int) -> list[float]:
    """Ratings that come by pure chance (Poisson), which is rougher than any service."""
    seconds: list[float] = []
    second = chance.expovariate(a_day_usually / SHIFT)
    while second < SHIFT:
        seconds.append(second)
        second += chance.expovariate(a_day_usually / SHIFT)
    return seconds


def an_honest_hall(chance: random.Random, a_day_usually: int, windows: int = 60) -> Hall:
    return [
        a_day(number, a_random_day(chance, a_day_usually), a_day_usually)
        for number in range(windows)
    ]


def with_more(day: WindowDay, moments: list[datetime]) -> WindowDay:
    submitted = (*day.submitted, *moments)
    return replace(day, submitted=submitted, ratings=len(submitted))


def flags_of(hall: Hall) -> tuple[Flag, ...]:
    return night_flags(hall, zone=SHANGHAI)


@pytest.mark.parametrize("a_day_usually", [6, 15, 40])
def test_a_burst_of_eight_in_six_minutes_is_always_flagged(a_day_usually: int) -> None:
    chance = random.Random(a_day_usually)  # noqa: S311  a simulation
    hall = an_honest_hall(chance, a_day_usually)

    for _ in range(10):
        start = NINE + chance.uniform(0, SHIFT - 360) * SECOND
        burst = [start + chance.uniform(0, 360) * SECOND for _ in range(8)]
        found = flags_of([*hall[:7], with_more(hall[7], burst), *hall[8:]])
        kinds = {flag.kind for flag in found if flag.window_id == 7}

        assert {FlagKind.SIX_MINUTES, FlagKind.BURST} <= kinds


@pytest.mark.parametrize("a_day_usually", [6, 40])
def test_of_forty_honest_nights_of_a_whole_hall_few_have_a_false_flag(a_day_usually: int) -> None:
    """The cut promises at most 5 % of such nights, 2 of 40; more than 6 come once in 300 times."""
    chance = random.Random(a_day_usually)  # noqa: S311  a simulation

    nights = [flags_of(an_honest_hall(chance, a_day_usually, windows=10)) for _ in range(40)]

    assert sum(any(flag.chance for flag in night) for night in nights) <= 6


def test_a_drip_of_three_a_day_is_not_seen_and_we_say_so() -> None:
    chance = random.Random(1)  # noqa: S311  a simulation
    hall = an_honest_hall(chance, 15)
    drip = [NINE + hours * 60 * MINUTE for hours in (1.1, 3.7, 6.2)]

    found = flags_of([*hall[:7], with_more(hall[7], drip), *hall[8:]])

    assert found == flags_of(hall)


def a_day_of_applications(window_id: int, ratings: int, share: Fraction | None) -> WindowDay:
    return WindowDay(window_id, ratings, applications=40, usual_share=share)


def test_more_ratings_for_the_applications_than_in_the_group_are_flagged() -> None:
    share = Fraction(3, 20)
    hall = [a_day_of_applications(number, 6, share) for number in range(59)]

    found = flags_of([*hall, a_day_of_applications(99, 18, share)])

    assert found == (Flag(99, FlagKind.SHARE, 18, "5.9e-6"),)


def test_more_ratings_than_applications_are_impossible() -> None:
    found = flags_of([a_day_of_applications(1, 41, Fraction(3, 20))])

    assert found == (Flag(1, FlagKind.SHARE, 41, "0"),)


@pytest.mark.parametrize(
    "unknown",
    [
        pytest.param(a_day_of_applications(1, 40, None), id="no share of the group"),
        pytest.param(WindowDay(1, 40, usual_share=Fraction(1, 20)), id="no applications"),
        pytest.param(
            WindowDay(1, 7, submitted=tuple(NINE + n * SECOND for n in range(7))),
            id="no usual hours",
        ),
    ],
)
def test_what_is_not_known_is_not_judged(unknown: WindowDay) -> None:
    assert flags_of([unknown]) == ()


def test_the_more_windows_there_are_the_less_a_single_chance_means() -> None:
    suspicious = a_day_of_applications(1, 11, Fraction(3, 20))
    dull = [a_day_of_applications(number, 6, Fraction(3, 20)) for number in range(2, 12)]

    assert [flag.window_id for flag in flags_of([suspicious])] == [1]
    assert flags_of([suspicious, *dull]) == ()


@pytest.mark.parametrize(
    ("share", "is_flagged"),
    [
        pytest.param(Fraction(1, 20), True, id="one in twenty"),
        pytest.param(Fraction(1, 19), False, id="a little more"),
    ],
)
def test_a_single_finding_is_flagged_up_to_a_chance_of_one_in_twenty(
    share: Fraction, *, is_flagged: bool
) -> None:
    found = flags_of([WindowDay(1, ratings=1, applications=1, usual_share=share)])

    assert bool(found) is is_flagged


@pytest.mark.parametrize(
    ("kind", "minutes"),
    [
        (FlagKind.SIX_MINUTES, 6),
        (FlagKind.TEN_MINUTES, 10),
        (FlagKind.SIXTY_MINUTES, 60),
    ],
)
def test_each_span_is_as_long_as_its_name(kind: FlagKind, minutes: int) -> None:
    seconds = [*(float(number) for number in range(9)), minutes * 60.0, minutes * 60.0 + 1 / 1000]
    found = flags_of([a_day(1, seconds, 6)])

    assert [flag.seen for flag in found if flag.kind is kind] == [10]


@pytest.mark.parametrize(
    ("count", "is_flagged"),
    [
        pytest.param(7, False, id="as many as one person can serve"),
        pytest.param(8, True, id="one more"),
    ],
)
def test_more_than_one_person_can_serve_is_flagged_without_a_chance(
    count: int, *, is_flagged: bool
) -> None:
    moments = tuple(NINE + number * 80 * SECOND for number in range(count))
    found = flags_of([WindowDay(1, count, submitted=moments)])

    assert found == ((Flag(1, FlagKind.BURST, count, ""),) if is_flagged else ())


@pytest.mark.parametrize(
    ("texts", "is_flagged"),
    [
        pytest.param((PRAISE, PRAISE), False, id="two alike"),
        pytest.param((PRAISE, PRAISE, PRAISE + "!"), True, id="three alike"),
    ],
)
def test_several_nearly_equal_texts_are_flagged(
    texts: tuple[str, ...], *, is_flagged: bool
) -> None:
    found = flags_of([WindowDay(1, 3, texts=texts)])

    assert found == ((Flag(1, FlagKind.TEXTS, 3, ""),) if is_flagged else ())


def test_ratings_faster_than_service_are_flagged() -> None:
    twins = [second for start in range(0, SHIFT, 3600) for second in (start, start + 20.0)]
    dull = [a_day(number, [], 16) for number in range(1, 60)]

    found = flags_of([a_day(0, twins, 16), *dull])

    assert [(flag.window_id, flag.kind, flag.seen) for flag in found] == [(0, FlagKind.GAPS, 8)]


def test_a_day_on_which_the_whole_hall_is_busy_flags_nobody() -> None:
    chance = random.Random(2)  # noqa: S311  a simulation
    busy = [a_day(number, a_random_day(chance, 24), a_day_usually=8) for number in range(20)]

    assert busyness(busy) > 2
    assert [flag for flag in flags_of(busy) if flag.chance] == []


def test_a_busy_day_raises_what_is_usual_and_a_quiet_one_does_not_lower_it() -> None:
    assert busyness([a_day(1, [0.0] * 16, 8), a_day(2, [0.0] * 8, 8)]) == Fraction(3, 2)
    assert busyness([a_day(1, [], 8)]) == 1
    assert busyness([WindowDay(1, 5)]) == 1
    assert busyness([]) == 1


def test_flags_come_window_by_window_in_the_order_given() -> None:
    burst = [second * 40.0 for second in range(8)]
    hall = [a_day(9, burst, 6), a_day(2, [], 6), a_day(5, burst, 6)]

    windows = [flag.window_id for flag in flags_of(hall)]

    assert windows == sorted(windows, reverse=True)
    assert set(windows) == {9, 5}


def test_the_order_of_moments_does_not_matter() -> None:
    burst = [second * 40.0 for second in range(8)]

    assert flags_of([a_day(1, burst, 6)]) == flags_of([a_day(1, burst[::-1], 6)])
