"""Does only a verified cause of a person charge a person, and is nothing charged twice?"""

import pytest

from server.rules.cases.codes import ESTABLISHED, Cause, Finding
from server.rules.cases.kinds import CaseKind
from server.rules.ledger.charging import BEARERS, Charge, Decided, NotCharged, charge_of
from server.rules.ledger.reversal import Standing, negated, overturned

PERSON, DEPARTMENT = 7, 3


def a_decision(
    cause: Cause | None = Cause.PERSON,
    finding: Finding = Finding.SUBSTANTIATED,
    *,
    kind: CaseKind = CaseKind.BAD_RATING,
    staff_id: int | None = PERSON,
) -> Decided:
    return Decided(kind, finding, cause, staff_id, DEPARTMENT)


def charge(staff_id: int | None = PERSON, finding: Finding = Finding.SUBSTANTIATED) -> Charge:
    return Charge(staff_id, None, "rating", Cause.PERSON, finding)


def test_a_verified_cause_of_a_person_charges_that_person_alone() -> None:
    found = charge_of(a_decision())

    assert isinstance(found, Charge)
    assert (found.staff_id, found.department_id) == (PERSON, None)


@pytest.mark.parametrize("cause", [Cause.RULE, Cause.MATERIAL])
def test_a_rule_and_a_guide_charge_the_department_alone(cause: Cause) -> None:
    found = charge_of(a_decision(cause))

    assert isinstance(found, Charge)
    assert (found.staff_id, found.department_id) == (None, DEPARTMENT)


@pytest.mark.parametrize("cause", [Cause.SYSTEM, Cause.FACILITY])
def test_a_system_and_a_building_charge_nobody_in_the_hall(cause: Cause) -> None:
    assert charge_of(a_decision(cause)) is NotCharged.PLATFORM


def test_every_cause_has_a_bearer() -> None:
    assert set(BEARERS) == set(Cause)


@pytest.mark.parametrize("finding", sorted(set(Finding) - ESTABLISHED))
def test_what_was_not_established_charges_nobody(finding: Finding) -> None:
    assert charge_of(a_decision(finding=finding)) is NotCharged.NOT_ESTABLISHED


@pytest.mark.parametrize("kind", sorted(set(CaseKind) - {CaseKind.BAD_RATING, CaseKind.COMPLAINT}))
def test_of_the_other_kinds_none_charges_anybody(kind: CaseKind) -> None:
    assert charge_of(a_decision(kind=kind)) is NotCharged.KIND


def test_a_persons_cause_without_a_known_person_charges_nobody() -> None:
    assert charge_of(a_decision(staff_id=None)) is NotCharged.NOBODY_KNOWN


def test_the_first_decision_enters_and_takes_nothing_back() -> None:
    assert overturned([], charge()) == ((), True)


def test_a_further_decision_that_says_the_same_changes_nothing() -> None:
    assert overturned([Standing(1, charge())], charge()) == ((), False)


@pytest.mark.parametrize("again", [charge(8), charge(finding=Finding.PARTLY)])
def test_a_further_decision_that_says_otherwise_takes_back_and_enters(again: Charge) -> None:
    assert overturned([Standing(1, charge())], again) == ((1,), True)


def test_a_further_decision_that_charges_nobody_only_takes_back() -> None:
    assert overturned([Standing(1, charge())], NotCharged.NOT_ESTABLISHED) == ((1,), False)


@pytest.mark.parametrize(("points", "back"), [("", ""), ("-2", "2"), ("0.5", "-0.5")])
def test_a_reversal_has_the_points_with_the_other_sign(points: str, back: str) -> None:
    assert negated(points) == back
