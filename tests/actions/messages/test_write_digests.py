"""Does the day begin with the right numbers, once, for those who supervise?"""

from datetime import date
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select, update

from scheduled.timetable import OF_EACH_HALL
from server.actions.messages.write_digests import write_digests
from server.actions.registry.seed_calendar import seed_calendar
from server.db import session, transaction
from server.ids import new_id, new_number
from server.models.cases import Case
from server.models.handling import Proposal
from server.models.messages import Message
from server.queries.messages.morning import Morning, morning, proposals_for
from server.queries.registry.hours import hall_facts
from server.rules.accounts.roles import Role
from server.rules.cases.kinds import CaseKind, CaseState
from server.rules.slots import Daily
from tests.build import DAY as FOUNDED
from tests.build import TestHall, a_hall, at
from tests.case_build import a_case
from tests.house.signed_in import TestAccount, an_account
from tests.message_build import messages

# A Wednesday; three working days later it is Monday.
DAY = date(2026, 11, 25)
HALF_PAST_EIGHT = at("2026-11-25 08:30")


@pytest.fixture
def place(in_app: Flask) -> TestHall:
    del in_app
    return a_hall()


def a_case_due(
    place: TestHall, due_on: str, kind: CaseKind = CaseKind.COMPLAINT, **more: Any
) -> None:
    number = a_case(place, kind)
    with transaction() as writing:
        writing.execute(
            update(Case)
            .where(Case.number == number)
            .values(due_on=date.fromisoformat(due_on), **{"state": CaseState.INVESTIGATING, **more})
        )


def of_the_day(place: TestHall) -> Morning:
    calendar = hall_facts(place.hall.id, place.hall.registry_version).calendar
    return morning(place.hall.id, DAY, calendar)


@pytest.mark.parametrize(
    ("due_on", "counted"),
    [
        ("2026-11-24", Morning(1, 0, 0, 0)),
        ("2026-11-25", Morning(0, 1, 0, 0)),
        ("2026-11-26", Morning(0, 0, 1, 0)),
        ("2026-11-30", Morning(0, 0, 1, 0)),
        ("2026-12-01", Morning(0, 0, 0, 0)),
    ],
)
def test_a_case_counts_by_its_deadline(place: TestHall, due_on: str, counted: Morning) -> None:
    a_case_due(place, due_on)

    assert of_the_day(place) == counted


def test_what_nobody_took_up_is_new(place: TestHall) -> None:
    a_case_due(place, "2026-12-01", state=CaseState.RECEIVED)

    assert of_the_day(place) == Morning(0, 0, 0, 1)


def test_tip_offs_closed_cases_and_other_halls_do_not_count(place: TestHall) -> None:
    a_case_due(place, "2026-11-24", CaseKind.TIP_OFF)
    a_case_due(place, "2026-11-24", state=CaseState.CLOSED, is_open=False)
    a_case_due(a_hall("H2"), "2026-11-24")

    assert of_the_day(place) == Morning(0, 0, 0, 0)


def a_proposal(place: TestHall, by: TestAccount, **more: Any) -> None:
    with transaction() as writing:
        writing.add(
            Proposal(
                hall_id=more.pop("hall_id", place.hall.id),
                id=new_id(FOUNDED),
                number=new_number(),
                kind="extension",
                reason="evidence",
                asked_at=HALF_PAST_EIGHT,
                asked_by=by.id,
                **more,
            )
        )


def test_one_waits_for_what_others_proposed(place: TestHall) -> None:
    first, second = an_account(place, Role.SUPERVISOR), an_account(place, Role.SUPERVISOR)
    a_case(place, CaseKind.TIP_OFF)
    tip_off = session.scalars(select(Case.id)).one()
    a_proposal(place, first)
    a_proposal(place, first, state="approved")
    a_proposal(place, first, hall_id=a_hall("H2").hall.id)
    a_proposal(place, first, case_id=tip_off)

    assert proposals_for(place.hall.id, first.id) == 0
    assert proposals_for(place.hall.id, second.id) == 1


def test_each_supervisor_is_told_once_a_day(place: TestHall) -> None:
    first = an_account(place, Role.SUPERVISOR)
    an_account(place, Role.SUPERVISOR)
    an_account(place, Role.DISCIPLINE)
    a_case_due(place, "2026-11-24")
    a_proposal(place, first)

    written = [write_digests(place.hall, DAY, now=HALF_PAST_EIGHT) for _ in range(2)]

    assert written == [2, 0]
    digests = [one for one in messages() if one["topic"] == "digest"]
    assert sorted(one["proposals"] for one in digests) == [0, 1]
    assert {(one["day"], one["overdue"]) for one in digests} == {("2026-11-25", 1)}


def test_the_next_day_has_a_digest_of_its_own(place: TestHall) -> None:
    an_account(place, Role.SUPERVISOR)
    a_case_due(place, "2026-11-24")

    written = [
        write_digests(place.hall, day, now=HALF_PAST_EIGHT) for day in (DAY, date(2026, 11, 26))
    ]

    assert written == [1, 1]


def test_to_whom_nothing_waits_for_nothing_is_written(place: TestHall) -> None:
    an_account(place, Role.SUPERVISOR)

    assert write_digests(place.hall, DAY, now=HALF_PAST_EIGHT) == 0


@pytest.mark.parametrize("day", ["2026-11-28", "2026-10-01"], ids=["Saturday", "a holiday"])
def test_a_day_without_work_has_none(place: TestHall, day: str) -> None:
    seed_calendar(now=HALF_PAST_EIGHT)
    an_account(place, Role.SUPERVISOR)
    a_case_due(place, "2026-01-05")

    assert write_digests(place.hall, date.fromisoformat(day), now=HALF_PAST_EIGHT) == 0


def test_a_digest_holds_numbers_alone(place: TestHall) -> None:
    an_account(place, Role.SUPERVISOR)
    a_case_due(place, "2026-11-24")
    write_digests(place.hall, DAY, now=HALF_PAST_EIGHT)

    (facts,) = session.scalars(select(Message.facts).where(Message.topic == "digest"))

    assert facts == (
        '{"day": "2026-11-25", "due_soon": 0, "due_today": 0, "new": 0, "overdue": 1,'
        ' "proposals": 0}'
    )


def test_it_is_due_at_half_past_eight() -> None:
    (job,) = (job for job in OF_EACH_HALL if job.name == "digest")

    assert job.rhythm == Daily(HALF_PAST_EIGHT.time())
