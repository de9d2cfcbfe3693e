"""By night the days that are over are assessed, also those of a month that has just ended."""

import pytest
from flask import Flask

from scheduled.staff_jobs import assess_days
from scheduled.steps import walk_on
from scheduled.turns import HallTurn
from server.gate import wiring
from server.rules.slots import Slot
from tests.actions.attendance.place import a_punctual_hall, days_of
from tests.build import at


@pytest.fixture
def database_url(sqlite_url: str) -> str:
    """One database is enough: the assessment is tested on both."""
    return sqlite_url


@pytest.mark.parametrize(
    ("night", "days"),
    [
        ("2026-11-26 01:00", [23, 24, 25]),
        ("2026-12-10 01:00", [23, 24, 25, 26, 27]),
        ("2026-12-11 01:00", []),
    ],
    ids=["in the month", "up to the tenth of the next", "after it"],
)
def test_which_days_a_night_assesses(app: Flask, night: str, days: list[int]) -> None:
    due = at(night)
    with app.app_context():
        place = a_punctual_hall(kept="none")
        slot = Slot(night[:10], due)

        assess_days(
            HallTurn(
                run="attendance/H1",
                slot=slot,
                now=due,
                wiring=wiring(),
                on_step=walk_on,
                hall=place.hall,
            )
        )

        assert sorted(days_of(place, "0137")) == days
