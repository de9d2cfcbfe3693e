from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from server.rules.monthly_times import SEALING, closed_month, first_closing, publishing
from server.rules.months import Month
from server.rules.slots import Slot, due_slots
from server.rules.working_days import Calendar
from tests.build import ZONE, at

CALENDAR = Calendar({}, frozenset({2026, 2027}))


def test_a_slot_of_january_is_about_the_december_before() -> None:
    assert closed_month(Slot("2027-01", at("2027-01-01 00:10"))) == Month(2026, 12)


def test_what_is_published_late_in_the_next_month_is_about_the_same_month() -> None:
    (slot,) = due_slots(
        publishing(23),
        at("2026-11-30 00:00"),
        now=at("2026-12-02 09:00"),
        zone=ZONE,
        calendar=CALENDAR,
    )

    assert (slot.key, closed_month(slot)) == ("2026-11", Month(2026, 10))


@pytest.mark.parametrize(
    ("hall_since", "first_closed"),
    [
        ("2026-10-31 23:59:59", "2026-10"),
        ("2026-11-01 00:00:00", "2026-11"),
        ("2026-11-03 10:00:00", "2026-11"),
    ],
)
def test_a_new_hall_owes_its_own_months_only(hall_since: str, first_closed: str) -> None:
    first = first_closing(at(hall_since), ZONE)
    slots = due_slots(SEALING, first, now=at("2027-01-02 00:00"), zone=ZONE, calendar=CALENDAR)

    assert str(closed_month(slots[0])) == first_closed


def test_where_the_hall_is_decides_which_month_it_began_in() -> None:
    new_years_eve = datetime(2026, 12, 31, 20, tzinfo=ZoneInfo("UTC"))

    assert first_closing(new_years_eve, ZONE) == at("2027-02-01 00:00")
    assert first_closing(new_years_eve, ZoneInfo("UTC")) - new_years_eve == timedelta(hours=4)
