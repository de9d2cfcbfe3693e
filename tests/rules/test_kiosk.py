"""When somebody pressed on a tablet is the server's moment and what the tablet waited since."""

from datetime import timedelta

import pytest

from server.errors import TicketExpired, TicketUnreadable
from server.rules.kiosk import SENDING_LIFE, SLIP_LIFE, pressed_at
from tests.build import MORNING

A_MOMENT = timedelta(milliseconds=1)


@pytest.mark.parametrize("waited", [timedelta(), timedelta(minutes=7), SLIP_LIFE])
def test_the_press_is_the_slips_moment_and_the_wait(waited: timedelta) -> None:
    assert pressed_at(MORNING, waited, MORNING + SLIP_LIFE) == MORNING + waited


def test_a_tablet_that_counts_too_fast_presses_no_later_than_now() -> None:
    assert pressed_at(MORNING, timedelta(hours=3), MORNING) == MORNING


def test_a_wait_that_is_none_is_no_wait() -> None:
    with pytest.raises(TicketUnreadable):
        pressed_at(MORNING, -A_MOMENT, MORNING)


@pytest.mark.parametrize(
    ("waited", "sent_after"),
    [(SLIP_LIFE + A_MOMENT, SLIP_LIFE * 2), (timedelta(), SENDING_LIFE + A_MOMENT)],
    ids=["pressed too late", "told of too late"],
)
def test_a_slip_ends(waited: timedelta, sent_after: timedelta) -> None:
    with pytest.raises(TicketExpired):
        pressed_at(MORNING, waited, MORNING + sent_after)


def test_the_last_moment_to_tell_is_in_time() -> None:
    assert pressed_at(MORNING, timedelta(), MORNING + SENDING_LIFE) == MORNING
