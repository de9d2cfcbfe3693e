"""Does a bonus count when two others approved it, and only then?"""

import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import select

from server import errors
from server.actions.appraisal.approve_bonus import approve_bonus
from server.actions.appraisal.refuse_bonus import refuse_bonus
from server.actions.appraisal.request_bonus import request_bonus
from server.actions.appraisal.withdraw_bonus import withdraw_bonus
from server.actions.operations.erase_expired import erase_expired
from server.db import session
from server.models.appraisal import Fact
from server.queries.appraisal.bonuses import FoundBonus, bonus_numbered, evidence_of
from server.rules.accounts.roles import Role
from server.rules.appraisal.bonuses import BonusForm, BonusState
from server.rules.cases.kinds import CaseKind
from server.rules.ratings.form import CleanedPhoto
from server.rules.retention import DataClass
from server.settings import Settings
from tests.actions.appraisal.award_build import NOW, Office, adopt, an_office
from tests.build import TestHall, a_hall
from tests.case_build import a_case
from tests.house.installation import a_settings
from tests.house.signed_in import an_account

FORM = BonusForm(
    "0137", "D1", "2026-11-20", "上门为行动不便的老人办证", "2", reference="值班记录 11-20"
)


@pytest.fixture
def settings(sqlite_url: str, tmp_path: Path) -> Settings:
    """One kind of database is enough: the statements are plain."""
    return a_settings(database_url=sqlite_url, var_dir=tmp_path)


@pytest.fixture
def place(app: Flask) -> Iterator[TestHall]:
    with app.app_context():
        place = a_hall()
        adopt(place)
        yield place


@pytest.fixture
def office(place: TestHall) -> Office:
    return an_office(place)


def ask(place: TestHall, office: Office, **said: object) -> str:
    form = replace(FORM, **said)  # type: ignore[arg-type]  # whatever a test says of it
    return request_bonus(place.hall, form, by=office.clerk, now=NOW)


def found(place: TestHall, number: str) -> FoundBonus:
    return bonus_numbered(place.hall.id, number)


def facts() -> list[Fact]:
    return list(session.scalars(select(Fact)))


def test_two_people_make_a_bonus_a_fact_of_the_scheme(place: TestHall, office: Office) -> None:
    number = ask(place, office)

    first = approve_bonus(place.hall, number, by=office.officer, now=NOW)
    waiting = facts()
    second = approve_bonus(place.hall, number, by=office.supervisor, now=NOW)

    assert (first, waiting, second) == (BonusState.APPROVED_ONCE, [], BonusState.APPROVED)
    (fact,) = facts()
    assert (fact.event, fact.item, fact.value, fact.source_number) == ("bonus", "D1", "2", number)
    assert (fact.staff_id, fact.is_approved, fact.has_evidence) == (place.staff["0137"], True, True)
    assert (fact.has_reason, fact.has_second) == (True, True)
    assert str(fact.happened_on) == "2026-11-20"
    assert str(fact.established_on) == "2026-11-25"


def test_one_person_is_not_two(place: TestHall, office: Office) -> None:
    number = ask(place, office)
    approve_bonus(place.hall, number, by=office.officer, now=NOW)

    with pytest.raises(errors.NotImpartial):
        approve_bonus(place.hall, number, by=office.officer, now=NOW)

    assert facts() == []


def test_who_asked_and_who_works_beside_the_person_does_not_approve(
    place: TestHall, office: Office
) -> None:
    by_supervisor = request_bonus(place.hall, FORM, by=office.supervisor, now=NOW)
    colleague = an_account(place, Role.APPRAISAL_OFFICER, staff="0138").actor

    for actor in (office.supervisor, colleague):
        with pytest.raises(errors.NotImpartial):
            approve_bonus(place.hall, by_supervisor, by=actor, now=NOW)


def test_what_was_decided_is_not_approved_again(place: TestHall, office: Office) -> None:
    number = ask(place, office)
    refuse_bonus(place.hall, number, "没有佐证", by=office.officer, now=NOW)

    with pytest.raises(errors.StepNotAllowed):
        approve_bonus(place.hall, number, by=office.supervisor, now=NOW)

    assert (found(place, number).state, found(place, number).answer) == (
        BonusState.REFUSED,
        "没有佐证",
    )


def test_a_refusal_says_why(place: TestHall, office: Office) -> None:
    number = ask(place, office)

    with pytest.raises(errors.FormProblems):
        refuse_bonus(place.hall, number, " ", by=office.officer, now=NOW)

    assert found(place, number).state is BonusState.ASKED


def test_only_who_asked_takes_it_back_while_it_waits(place: TestHall, office: Office) -> None:
    number = ask(place, office)

    with pytest.raises(errors.Unknown):
        withdraw_bonus(place.hall, number, by=office.other, now=NOW)
    withdraw_bonus(place.hall, number, by=office.clerk, now=NOW)
    with pytest.raises(errors.StepNotAllowed):
        withdraw_bonus(place.hall, number, by=office.clerk, now=NOW)


@pytest.mark.parametrize(
    ("said", "problem"),
    [
        ({"item": "A1"}, "bonus.item_missing"),
        ({"staff": "9999"}, "bonus.staff_unknown"),
        ({"case": "0000000000"}, "bonus.case_unknown"),
    ],
)
def test_what_is_wrong_with_a_request_is_told(
    place: TestHall, office: Office, said: dict[str, str], problem: str
) -> None:
    with pytest.raises(errors.FormProblems) as caught:
        ask(place, office, **said)

    assert problem in [one.code for one in caught.value.problems]


def test_an_item_with_a_fixed_number_takes_no_value(place: TestHall, office: Office) -> None:
    assert found(place, ask(place, office, item="D2", value="9")).value == ""


def test_a_level_goes_with_the_fact(place: TestHall, office: Office) -> None:
    number = ask(place, office, item="D3", level="city")
    for actor in (office.officer, office.supervisor):
        approve_bonus(place.hall, number, by=actor, now=NOW)

    assert json.loads(facts()[0].fields) == {"level": "city"}


def test_the_same_request_again_is_the_same(place: TestHall, office: Office) -> None:
    assert ask(place, office) == ask(place, office)
    assert ask(place, office) != ask(place, office, happened_on="2026-11-19")


def test_a_clerk_asks_for_themselves_alone(place: TestHall, office: Office) -> None:
    with pytest.raises(errors.StepNotAllowed):
        ask(place, office, staff="0138")

    head = an_account(place, Role.DEPARTMENT_HEAD, department="D1").actor
    assert request_bonus(place.hall, replace(FORM, staff="0138"), by=head, now=NOW)


def test_a_praise_is_evidence_and_stays_tied(place: TestHall, office: Office) -> None:
    praise, complaint = a_case(place, CaseKind.PRAISE), a_case(place, CaseKind.COMPLAINT)

    number = ask(place, office, item="D2", reference="", case=praise)

    assert found(place, number).case == praise
    with pytest.raises(errors.FormProblems):
        ask(place, office, reference="", case=complaint)


def test_photos_are_kept_with_the_request(place: TestHall, office: Office) -> None:
    photo = CleanedPhoto("abc", "0" * 64, 10, 10)

    number = ask(place, office, reference="", photos=(photo,))

    assert evidence_of(place.hall.id, found(place, number)) == ("abc",)


def test_photos_go_five_years_after_the_decision(place: TestHall, office: Office) -> None:
    number = ask(place, office, reference="", photos=(CleanedPhoto("abc", "0" * 64, 10, 10),))
    waiting = erase(place, NOW + timedelta(days=9000))
    refuse_bonus(place.hall, number, "没有佐证", by=office.officer, now=NOW)

    kept, gone = (erase(place, NOW + timedelta(days=days)) for days in (1825, 1826))

    assert (waiting, kept, gone) == ((), (), ("abc",))


def erase(place: TestHall, now: datetime) -> tuple[str, ...]:
    """The names of the pictures whose files must go."""
    return erase_expired(place.hall, DataClass.BONUS_PHOTO, now=now).photos
