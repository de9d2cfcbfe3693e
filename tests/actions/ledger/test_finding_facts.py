"""What a decided finding states for the appraisal, and when that no longer holds."""

from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import select

from server.actions.ledger.entering import Entering, reverse_entries_of_case
from server.db import session, transaction
from server.models.appraisal import Fact, FactReversal
from server.models.cases import Case
from server.rules.cases.codes import Cause, Finding
from server.rules.ledger.reversal import ReversalReason
from tests.actions.ledger.decided import a_rated_hall, decide, the_people
from tests.build import MORNING

pytestmark = pytest.mark.usefixtures("in_app")
LATER = MORNING + timedelta(days=3)


def standing() -> list[Any]:
    return list(
        session.scalars(
            select(Fact)
            .outerjoin(FactReversal, FactReversal.fact_id == Fact.id)
            .where(FactReversal.fact_id.is_(None))
        )
    )


def test_an_established_finding_states_one_fact_with_who_and_where_but_no_day_of_the_visit() -> (
    None
):
    place = a_rated_hall()

    decide(place, the_people(place).supervisor, now=MORNING)

    [fact] = standing()
    assert (fact.event, fact.staff_id, fact.window_id, fact.department_id) == (
        "rating",
        place.staff["0137"],
        place.windows["A01"],
        place.departments["D1"],
    )
    assert fact.fields == (
        '{"cause": "person", "channel": {"number": "3"}, "finding": "substantiated", '
        '"lane": "printed", "level": {"number": "1"}}'
    )
    assert (str(fact.happened_on), str(fact.established_on)) == ("2026-11-01", "2026-11-25")


def test_a_further_round_that_finds_otherwise_takes_it_back() -> None:
    place = a_rated_hall()
    by = the_people(place).supervisor
    decide(place, by, now=MORNING)

    decide(place, by, Finding.UNFOUNDED, now=LATER, number=2)

    assert standing() == []


def test_a_further_round_that_finds_the_same_keeps_it() -> None:
    place = a_rated_hall()
    by = the_people(place).supervisor
    decide(place, by, now=MORNING)
    before = [fact.id for fact in standing()]

    decide(place, by, now=LATER, number=2)

    assert [fact.id for fact in standing()] == before


def test_a_cause_that_charges_nobody_is_stated_all_the_same() -> None:
    place = a_rated_hall()

    decide(place, the_people(place).supervisor, now=MORNING, cause=Cause.SYSTEM, staff_id=None)

    [fact] = standing()
    assert (fact.staff_id, fact.department_id) == (None, place.departments["D1"])


def test_what_two_people_set_aside_states_nothing_any_more() -> None:
    place = a_rated_hall()
    by = the_people(place).supervisor
    decide(place, by, now=MORNING)

    with transaction() as written:
        case_id = written.scalars(select(Case.id)).one()
        entering = Entering(place.hall, by.id, LATER)
        reverse_entries_of_case(written, case_id, ReversalReason.EXCLUDED, entering)

    assert standing() == []
