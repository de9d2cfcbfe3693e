"""Does a decided case charge whom it should, and does each later turn of it take that back?"""

from collections.abc import Iterator

import pytest
from flask import Flask
from sqlalchemy import select

from server import errors
from server.db import session
from server.models.messages import Message
from server.queries.ledger.entries import Asked, Entry, entries_page
from server.queries.ratings.counts import Count, recounted, tallied
from server.rules.accounts.roles import Actor
from server.rules.cases.kinds import CaseKind, CaseState
from server.rules.cases.step_names import StepName
from tests.build import TestHall, a_hall, on_duty
from tests.case_build import (
    CITIZEN,
    a_case,
    a_discipline_contact,
    a_supervisor,
    case_row,
    step,
    walked_to,
)

PERSONS = {
    "finding": "substantiated",
    "outcome": "fixed_at_once",
    "cause": "person",
    "staff": "0137",
}


@pytest.fixture
def place(app: Flask) -> Iterator[TestHall]:
    """0137 serves at A01 all day."""
    with app.app_context():
        place = a_hall()
        on_duty(place, "0137")
        yield place


@pytest.fixture
def supervisor(place: TestHall) -> Actor:
    return a_supervisor(place)


def entries(place: TestHall) -> tuple[Entry, ...]:
    return entries_page(place.hall.id, Asked()).entries


def decided(
    place: TestHall, by: Actor, facts: dict[str, str], kind: CaseKind = CaseKind.BAD_RATING
) -> str:
    number = walked_to(place, a_case(place, kind), CaseState.INVESTIGATING, by)
    step(place, number, StepName.DECIDE, by, facts=facts)
    return number


def test_a_persons_verified_fault_is_entered_and_told_to_that_person(
    place: TestHall, supervisor: Actor
) -> None:
    number = decided(place, supervisor, PERSONS)

    (entry,) = entries(place)
    told = session.scalars(select(Message.audience).where(Message.topic == "ledger_entry")).all()
    assert (entry.staff, entry.case, entry.month) == ("0137", number, "2026-11")
    assert told == [f"staff:{place.staff['0137']}"]


def test_a_rules_fault_is_entered_for_the_department(place: TestHall, supervisor: Actor) -> None:
    decided(place, supervisor, {"finding": "partly", "outcome": "explained", "cause": "rule"})

    (entry,) = entries(place)
    assert (entry.staff, entry.department) == ("", "综合科")


def test_another_person_than_who_served_is_not_charged(place: TestHall, supervisor: Actor) -> None:
    number = walked_to(
        place, a_case(place, CaseKind.BAD_RATING), CaseState.INVESTIGATING, supervisor
    )

    with pytest.raises(errors.FormProblems):
        step(place, number, StepName.DECIDE, supervisor, facts={**PERSONS, "staff": "0138"})

    assert case_row(place, number).state == CaseState.INVESTIGATING
    assert entries(place) == ()


def test_reopened_and_found_otherwise_the_entry_is_reversed(
    place: TestHall, supervisor: Actor
) -> None:
    number = decided(place, supervisor, PERSONS)
    for name, taker in (
        (StepName.REPLY, supervisor),
        (StepName.REOPEN, CITIZEN),
        (StepName.START, supervisor),
    ):
        step(place, number, name, taker)
    step(
        place,
        number,
        StepName.DECIDE,
        supervisor,
        facts={"cause": "system"},
    )

    assert len(entries(place)) == 2
    assert not any(entry.stands for entry in entries(place))


def test_reopened_and_merged_the_entry_is_reversed(place: TestHall, supervisor: Actor) -> None:
    other = a_case(place)
    number = decided(place, supervisor, PERSONS)
    step(place, number, StepName.REPLY, supervisor)
    step(place, number, StepName.REOPEN, CITIZEN)

    step(place, number, StepName.MERGE, supervisor, facts={"case": other})

    assert [entry.facts.get("why") for entry in entries(place) if entry.reverses] == ["merged"]


def test_two_people_set_the_rating_of_a_case_aside(place: TestHall, supervisor: Actor) -> None:
    number = decided(place, supervisor, PERSONS)
    step(place, number, StepName.ASK_EXCLUSION, supervisor, facts={"reason": "malicious"})
    with pytest.raises(errors.StepNotAllowed):
        step(place, number, StepName.APPROVE_EXCLUSION, supervisor)

    step(place, number, StepName.APPROVE_EXCLUSION, a_supervisor(place))

    counts = tallied(place.hall.id, "2026-11")
    assert counts[Count("staff", place.staff["0137"], "printed", "aside/malicious/bad")] == 1
    assert counts == recounted(place.hall.id, "2026-11")
    assert not any(entry.stands for entry in entries(place))


@pytest.mark.parametrize("kind", [CaseKind.TIP_OFF, CaseKind.SUGGESTION])
def test_other_kinds_enter_nothing(place: TestHall, supervisor: Actor, kind: CaseKind) -> None:
    handler = a_discipline_contact(place) if kind is CaseKind.TIP_OFF else supervisor

    number = decided(place, handler, PERSONS, kind)

    assert case_row(place, number).state == CaseState.DECIDED
    assert entries(place) == ()
