"""Is each finding entered once, in the month of its decision, and only ever reversed?"""

from collections.abc import Iterator
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select

from server.actions.ledger.entering import Entering, reverse_entries_of_case
from server.actions.ratings.approve_exclusion import approve_exclusion
from server.actions.ratings.propose_exclusion import ExclusionForm, propose_exclusion
from server.db import session, transaction
from server.models.cases import Case
from server.models.ledger import LedgerEntry
from server.queries.ledger.entries import months_with_entries
from server.rules.accounts.roles import Role
from server.rules.cases.codes import Cause, ExclusionReason, Finding
from server.rules.ledger.reversal import ReversalReason
from tests.actions.ledger import decided
from tests.actions.ledger.decided import a_rated_hall, entries, rated
from tests.build import TestHall, at
from tests.house.signed_in import TestAccount, an_account

DECIDED = at("2026-12-01 00:30")  # still November in UTC


@pytest.fixture
def place(app: Flask) -> Iterator[TestHall]:
    with app.app_context():
        yield a_rated_hall()


@pytest.fixture
def supervisor(place: TestHall) -> TestAccount:
    return an_account(place, Role.SUPERVISOR)


def decide(place: TestHall, by: TestAccount, *finding: Finding, **more: Any) -> None:
    """The case is decided in December."""
    decided.decide(place, by, *finding, **{"now": DECIDED, **more})


def test_a_finding_is_one_entry_in_the_local_month_of_the_decision(
    place: TestHall, supervisor: TestAccount
) -> None:
    decide(place, supervisor)

    (entry,) = entries(place)
    assert (entry.month, entry.staff, entry.points) == ("2026-12", "0137", "")
    assert entry.facts == {
        "event": "rating",
        "cause": "person",
        "finding": "substantiated",
        "level": 1,
        "lane": "printed",
        "channel": "qr",
    }
    assert entry.case == session.scalars(select(Case.number)).one()
    assert entry.stands


def test_what_was_unfounded_enters_nothing(place: TestHall, supervisor: TestAccount) -> None:
    decide(place, supervisor, Finding.UNFOUNDED)

    assert entries(place) == ()


def test_a_second_round_that_finds_otherwise_reverses_the_first(
    place: TestHall, supervisor: TestAccount
) -> None:
    decide(place, supervisor)
    decide(place, supervisor, Finding.UNFOUNDED, number=2, now=at("2027-01-05 10:00"))

    back, first = entries(place)
    assert (back.month, back.reverses, back.facts["why"]) == (
        "2027-01",
        first.number,
        "decided_again",
    )
    assert (first.month, first.reversed_by, first.stands) == ("2026-12", back.number, False)
    assert months_with_entries(place.hall.id) == ("2027-01", "2026-12")


def test_a_second_round_that_finds_the_same_leaves_the_first_entry(
    place: TestHall, supervisor: TestAccount
) -> None:
    decide(place, supervisor)
    decide(place, supervisor, number=2)

    assert [entry.stands for entry in entries(place)] == [True]


def test_a_second_round_that_finds_another_cause_charges_anew(
    place: TestHall, supervisor: TestAccount
) -> None:
    decide(place, supervisor)
    decide(place, supervisor, number=2, cause=Cause.MATERIAL, staff_id=None)

    standing = [entry for entry in entries(place) if entry.stands]
    assert [(entry.staff, entry.department) for entry in standing] == [("", "综合科")]
    assert len(entries(place)) == 3


def test_an_entry_row_is_never_changed(place: TestHall, supervisor: TestAccount) -> None:
    decide(place, supervisor)
    columns = LedgerEntry.__table__.columns
    before = session.execute(select(*columns)).one()

    decide(place, supervisor, Finding.UNFOUNDED, number=2)

    after = session.execute(select(*columns).where(LedgerEntry.id == before.id)).one()
    assert after == before


def test_a_merged_case_keeps_no_entry(place: TestHall, supervisor: TestAccount) -> None:
    decide(place, supervisor)

    with transaction() as written:
        entering = Entering(place.hall, supervisor.id, DECIDED)
        case_id = written.scalars(select(Case.id)).one()
        taken = [
            reverse_entries_of_case(written, case_id, ReversalReason.MERGED, entering)
            for _ in range(2)
        ]

    assert taken == [1, 0]
    assert not any(entry.stands for entry in entries(place))


def test_an_excluded_rating_charges_nobody_any_more(
    place: TestHall, supervisor: TestAccount
) -> None:
    decide(place, supervisor)
    second = an_account(place, Role.SUPERVISOR)
    form = ExclusionForm(rated(), ExclusionReason.MALICIOUS, "恶意")

    number = propose_exclusion(place.hall, form, by=supervisor.actor, now=DECIDED)
    approve_exclusion(place.hall, number, by=second.actor, now=at("2026-12-02 10:00"))

    assert [entry.facts.get("why") for entry in entries(place)] == ["excluded", None]
    assert not any(entry.stands for entry in entries(place))


def test_entries_are_found_by_month_person_and_department(
    place: TestHall, supervisor: TestAccount
) -> None:
    decide(place, supervisor)
    other = frozenset({place.departments["D1"] + 1})

    assert entries(place, month="2026-12", staff_id=place.staff["0137"])
    assert entries(place, departments=frozenset(place.departments.values()))
    assert not entries(place, month="2026-11")
    assert not entries(place, staff_id=place.staff["0138"])
    assert not entries(place, departments=other)
