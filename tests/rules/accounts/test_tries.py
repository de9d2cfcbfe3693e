"""After how many failures must somebody wait? Five, ten, and each one after."""

from datetime import UTC, datetime, timedelta

import pytest

from server.rules.accounts.tries import Counted, Tries, one_more

NOW = datetime(2026, 11, 25, 2, 0, tzinfo=UTC)


def after(failures: int, counted: Counted = Counted.NAME) -> Tries:
    tries = None
    for _ in range(failures):
        tries = one_more(tries, counted, NOW)
    assert tries is not None
    return tries


@pytest.mark.parametrize(
    ("failures", "seconds"),
    [(1, 0), (4, 0), (5, 300), (6, 0), (9, 0), (10, 900), (11, 900), (40, 900)],
)
def test_a_name_waits_after_the_fifth_and_from_the_tenth_on(failures: int, seconds: int) -> None:
    locked = after(failures).locked_until

    assert locked == (NOW + timedelta(seconds=seconds) if seconds else None)


@pytest.mark.parametrize(("failures", "seconds"), [(99, 0), (100, 300), (200, 900)])
def test_an_address_is_a_whole_hall(failures: int, seconds: int) -> None:
    locked = after(failures, Counted.ADDRESS).locked_until

    assert locked == (NOW + timedelta(seconds=seconds) if seconds else None)


@pytest.mark.parametrize(("seconds", "locked"), [(299, True), (300, False), (301, False)])
def test_the_wait_ends_with_its_last_second(seconds: int, locked: bool) -> None:
    assert after(5).is_locked(NOW + timedelta(seconds=seconds)) is locked


@pytest.mark.parametrize(("hours", "failures"), [(24, 10), (25, 1)])
def test_after_a_day_the_count_begins_anew(hours: int, failures: int) -> None:
    assert one_more(after(9), Counted.NAME, NOW + timedelta(hours=hours)).failures == failures
