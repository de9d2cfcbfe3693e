"""When is a notice final?"""

from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select

from scheduled.jobs import close_objections
from scheduled.steps import walk_on
from scheduled.turns import HallTurn
from server.actions.publication.end_objections import end_objections
from server.db import session, transaction
from server.gate import wiring
from server.models.publication import Notice, NoticeEvent
from server.rules.slots import Slot
from tests.build import TestHall, a_hall, at
from tests.scheduled.kept import publish

PUBLISHED = at("2026-12-07 09:00")
LAST_DAY = "2026-12-12"  # five days later, in tests.scheduled.kept


@pytest.fixture
def place(app: Flask) -> Any:
    """A hall with one notice, whose last day for objections is LAST_DAY."""
    with app.app_context():
        place = a_hall()
        publish(place, "2026-11", PUBLISHED)
        yield place


def events() -> list[str]:
    return list(session.scalars(select(NoticeEvent.kind)))


@pytest.mark.parametrize(
    ("moment", "is_final"),
    [
        (f"{LAST_DAY} 00:20", False),
        (f"{LAST_DAY} 23:59:59", False),
        ("2026-12-13 00:00:00", True),
        ("2026-12-13 00:20", True),
    ],
)
def test_a_notice_is_final_when_the_last_day_for_objections_is_over(
    place: TestHall, moment: str, *, is_final: bool
) -> None:
    assert end_objections(place.hall, now=at(moment)) == int(is_final)
    assert events() == (["final"] if is_final else [])


def test_it_becomes_final_once(place: TestHall) -> None:
    ended = [end_objections(place.hall, now=at(f"2026-12-{day} 00:20")) for day in (13, 14)]

    assert ended == [1, 0]
    assert events() == ["final"]


@pytest.mark.parametrize("kind", ["superseded", "withdrawn"])
def test_a_notice_that_ended_otherwise_stays_what_it_is(place: TestHall, kind: str) -> None:
    notice = session.scalars(select(Notice)).one()
    with transaction() as writing:
        writing.add(
            NoticeEvent(
                hall_id=place.hall.id,
                id=1,
                notice_id=notice.id,
                kind=kind,
                happened_at=PUBLISHED,
                entered_by="王某",
            )
        )

    assert end_objections(place.hall, now=at("2026-12-13 00:20")) == 0
    assert events() == [kind]


def test_another_halls_notice_is_left_alone(place: TestHall) -> None:
    other = a_hall("H2")

    assert end_objections(other.hall, now=at("2026-12-13 00:20")) == 0
    assert place.hall.code == "H1"


def test_the_job_ends_the_objections_of_its_hall(place: TestHall) -> None:
    moment = at("2026-12-13 00:20")
    slot = Slot("2026-12-13", moment)
    run = "objections/H1 2026-12-13"

    close_objections(HallTurn(run, slot, moment, wiring(), walk_on, hall=place.hall))

    assert events() == ["final"]
