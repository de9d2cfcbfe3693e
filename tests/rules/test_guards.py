import random
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from itertools import accumulate

import pytest
from hypothesis import given
from hypothesis import strategies as st

from server.rules.attribution import Unattributed
from server.rules.guards import (
    DEFAULT_LIMITS,
    MOST_RECENT,
    SetAside,
    Submission,
    set_aside,
)
from server.rules.ratings.levels import Lane

NOW = datetime(2026, 11, 25, 10, tzinfo=UTC)
ZHANG = 1
TICK = timedelta(microseconds=1)
SECOND, MINUTE, HOUR = timedelta(seconds=1), timedelta(minutes=1), timedelta(hours=1)
Visits = list[tuple[datetime, datetime]]
HONEST = Submission(
    scanned_at=NOW - 40 * SECOND,
    submitted_at=NOW,
    lane=Lane.PRINTED,
    is_open=True,
    attributed=ZHANG,
)


def submitted(*ages: timedelta) -> Visits:
    """Earlier visits, submitted so long ago, scanned too far apart to be suspicious by that."""
    return [(NOW - HOUR * (2 + number), NOW - age) for number, age in enumerate(ages)]


def scanned(*ages: timedelta) -> Visits:
    return [(HONEST.scanned_at - age, NOW - HOUR) for age in ages]


def test_an_ordinary_rating_counts() -> None:
    assert set_aside(HONEST, submitted(4 * MINUTE, 9 * MINUTE)) is None


@pytest.mark.parametrize(
    ("submission", "reason"),
    [
        pytest.param(replace(HONEST, is_open=False), SetAside.OUTSIDE_HOURS, id="hours"),
        pytest.param(replace(HONEST, is_repeat=True), SetAside.REPEAT, id="repeat"),
        pytest.param(
            replace(HONEST, attributed=Unattributed.NOBODY_ON_DUTY), SetAside.OFF_DUTY, id="duty"
        ),
        pytest.param(
            replace(HONEST, code_revoked_at=HONEST.scanned_at), SetAside.REVOKED_CODE, id="code"
        ),
        pytest.param(
            replace(HONEST, lane=Lane.PRESENT, screen_uses=2), SetAside.SCREEN_OVERUSED, id="screen"
        ),
        pytest.param(replace(HONEST, scanned_at=NOW), SetAside.TOO_FAST, id="speed"),
    ],
)
@pytest.mark.parametrize("lane", Lane)
def test_a_rating_with_no_visit_behind_it_is_set_aside_in_every_lane(
    submission: Submission, reason: SetAside, lane: Lane
) -> None:
    if reason is not SetAside.SCREEN_OVERUSED:
        submission = replace(submission, lane=lane)

    assert set_aside(submission, []) is reason


@pytest.mark.parametrize(
    ("opened_ago", "reason"),
    [
        pytest.param(3 * SECOND - TICK, SetAside.TOO_FAST, id="a moment less than three seconds"),
        pytest.param(3 * SECOND, None, id="exactly three seconds"),
        pytest.param(2 * HOUR, None, id="two hours"),
    ],
)
def test_who_sends_a_renewed_form_at_once_has_read_it_since_it_was_first_opened(
    opened_ago: timedelta, reason: SetAside | None
) -> None:
    renewed = replace(HONEST, scanned_at=NOW, opened_at=NOW - opened_ago)

    assert set_aside(renewed, []) is reason


def test_a_code_revoked_after_the_scan_was_good() -> None:
    later = replace(HONEST, code_revoked_at=HONEST.scanned_at + TICK)

    assert set_aside(later, []) is None


@pytest.mark.parametrize("reason", [Unattributed.HANDOVER, Unattributed.SHARED_WINDOW])
def test_not_knowing_which_of_two_people_served_is_not_suspicious(reason: Unattributed) -> None:
    assert set_aside(replace(HONEST, attributed=reason), []) is None


def test_an_empty_place_means_nothing_at_a_window_without_roster() -> None:
    unknown = replace(HONEST, attributed=Unattributed.NOBODY_ON_DUTY, is_rostered=False)

    assert set_aside(unknown, []) is None


@pytest.mark.parametrize(
    ("lane", "uses", "expected"),
    [
        pytest.param(Lane.PRESENT, 1, None, id="the second use of a screen code"),
        pytest.param(Lane.PRESENT, 2, SetAside.SCREEN_OVERUSED, id="the third"),
        pytest.param(Lane.PRINTED, 9, None, id="no screen at all"),
    ],
)
def test_a_screen_code_serves_two_people(lane: Lane, uses: int, expected: SetAside | None) -> None:
    assert set_aside(replace(HONEST, lane=lane, screen_uses=uses), []) is expected


@pytest.mark.parametrize(
    ("took", "expected"),
    [
        pytest.param(3 * SECOND - TICK, SetAside.TOO_FAST, id="just less than three seconds"),
        pytest.param(3 * SECOND, None, id="three seconds"),
        pytest.param(-SECOND, SetAside.TOO_FAST, id="before the scan"),
    ],
)
def test_nobody_reads_and_presses_in_less_than_three_seconds(
    took: timedelta, expected: SetAside | None
) -> None:
    assert set_aside(replace(HONEST, scanned_at=NOW - took), []) is expected


@pytest.mark.parametrize(
    ("recent", "expected"),
    [
        pytest.param(scanned(SECOND), None, id="two at once"),
        pytest.param(scanned(SECOND, 30 * SECOND), None, id="the third a whole service away"),
        pytest.param(
            scanned(SECOND, 30 * SECOND - TICK), SetAside.TOO_FAST, id="three in one service"
        ),
        pytest.param(scanned(-SECOND, SECOND), SetAside.TOO_FAST, id="scanned before and after"),
        pytest.param(scanned(-15 * SECOND, 15 * SECOND), None, id="thirty seconds from end to end"),
    ],
)
def test_three_visits_do_not_fit_into_one_service(
    recent: Visits, expected: SetAside | None
) -> None:
    assert set_aside(HONEST, recent) is expected


@pytest.mark.parametrize(
    ("recent", "expected"),
    [
        pytest.param(submitted(*[9 * MINUTE] * 6), None, id="seven in ten minutes"),
        pytest.param(submitted(*[9 * MINUTE] * 7), SetAside.BURST, id="eight in ten minutes"),
        pytest.param(
            submitted(*[10 * MINUTE - TICK] * 7), SetAside.BURST, id="just inside ten minutes"
        ),
        pytest.param(submitted(*[10 * MINUTE] * 7), None, id="ten minutes ago"),
        pytest.param(submitted(*[50 * MINUTE] * 29), None, id="thirty in an hour"),
        pytest.param(submitted(*[50 * MINUTE] * 30), SetAside.BURST, id="thirty-one in an hour"),
        pytest.param(submitted(*[60 * MINUTE] * 30), None, id="an hour ago"),
    ],
)
def test_more_than_a_window_can_serve_is_a_burst(recent: Visits, expected: SetAside | None) -> None:
    assert len(recent) <= MOST_RECENT
    assert set_aside(HONEST, recent) is expected


def test_a_queue_ticket_is_never_suspected_of_a_burst() -> None:
    ticket = replace(HONEST, lane=Lane.VERIFIED)
    crowd = scanned(*[SECOND] * 9) + submitted(*[MINUTE] * 30)

    assert set_aside(ticket, crowd) is None
    assert set_aside(HONEST, crowd) is SetAside.TOO_FAST


def test_two_people_at_a_window_may_serve_twice_as_many() -> None:
    pair = replace(HONEST, people_on_duty=2)

    assert set_aside(pair, submitted(*[MINUTE] * 13)) is None
    assert set_aside(pair, submitted(*[MINUTE] * 14)) is SetAside.BURST
    assert set_aside(pair, scanned(*[SECOND] * 3)) is None
    assert set_aside(pair, scanned(*[SECOND] * 4)) is SetAside.TOO_FAST


def test_an_unattributed_moment_is_judged_like_one_person() -> None:
    nobody = replace(HONEST, attributed=Unattributed.HANDOVER, people_on_duty=0)

    assert set_aside(nobody, submitted(*[MINUTE] * 6)) is None
    assert set_aside(nobody, submitted(*[MINUTE] * 7)) is SetAside.BURST


def test_a_hall_can_change_the_numbers() -> None:
    strict = replace(DEFAULT_LIMITS, most_in_burst_span=1)

    assert set_aside(HONEST, submitted(MINUTE), limits=strict) is SetAside.BURST


def judge(visits: Visits) -> list[SetAside | None]:
    """The verdicts on all visits of one window, each judged as it is submitted."""
    in_order = sorted(visits, key=lambda visit: visit[1])
    return [
        set_aside(
            replace(HONEST, scanned_at=scanned_at, submitted_at=submitted_at),
            last_hour(in_order[:number], submitted_at),
        )
        for number, (scanned_at, submitted_at) in enumerate(in_order)
    ]


def last_hour(earlier: Sequence[tuple[datetime, datetime]], now: datetime) -> Visits:
    return [visit for visit in reversed(earlier) if now - visit[1] < HOUR][:MOST_RECENT]


@given(
    st.lists(st.floats(0, 360), min_size=8, max_size=8),
    st.lists(st.floats(3, 7200), min_size=8, max_size=8),
)
def test_eight_ratings_in_six_minutes_are_always_seen(
    seconds: list[float], ages: list[float]
) -> None:
    burst = [
        (NOW + (second - age) * SECOND, NOW + second * SECOND)
        for second, age in zip(seconds, ages, strict=True)
    ]

    assert any(judge(burst))


def honest_hour(chance: random.Random) -> Visits:
    """A full window: services of two minutes and more, one each four, and everybody rates."""
    gaps = [0.0, *(120 + chance.expovariate(1 / 120) for _ in range(14))]
    scans = [second + chance.lognormvariate(2.7, 0.8) for second in accumulate(gaps)]
    answers = [scan + 3 + chance.lognormvariate(3, 0.7) for scan in scans]
    return [
        (NOW + scan * SECOND, NOW + answer * SECOND)
        for scan, answer in zip(scans, answers, strict=True)
    ]


@pytest.mark.parametrize("seed", range(5))
def test_a_full_hall_behind_one_address_loses_no_rating(seed: int) -> None:
    """60 windows that open together: a peak at the start, then 15 a minute, 900 in a row."""
    chance = random.Random(seed)  # noqa: S311  a simulation
    windows = [honest_hour(chance) for _ in range(60)]

    verdicts = [verdict for visits in windows for verdict in judge(visits)]

    assert verdicts == [None] * 900
