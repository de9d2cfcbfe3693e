"""A finding becomes a fact once, with its evidence, and what follows from it follows."""

from dataclasses import replace
from datetime import timedelta

import pytest
from flask import Flask
from sqlalchemy import select

from server import errors
from server.actions.inspections.close_round import close_round
from server.actions.inspections.press_normal import press_normal
from server.actions.inspections.sign_finding import sign_finding
from server.actions.inspections.withdraw_finding import withdraw_finding
from server.actions.ledger.decide_appeal import DecisionForm, decide_appeal
from server.actions.ledger.file_appeal import file_appeal
from server.db import session
from server.models.messages import Message
from server.queries.inspections.findings import finding_numbered
from server.rules.accounts.roles import Role
from server.rules.inspections.form import NormalForm
from server.rules.inspections.kinds import FindingState, FoundEvent
from server.rules.ledger.appeals import Against, AppealForm
from tests.actions.inspections.rounds_build import (
    SCHEME,
    Team,
    a_photo,
    a_round,
    a_team,
    facts,
    figure,
    find,
    tasks,
)
from tests.appraisal_build import an_adopted_scheme
from tests.build import MORNING, TestHall, a_hall, on_duty
from tests.house.signed_in import an_account

ONE_DAY = timedelta(days=1)
ORDER, REPLACE = "下发政务服务催办单", "建议派驻单位调换人员"


@pytest.fixture
def place(in_app: Flask) -> TestHall:
    """A hall with a scheme, 0137 on duty at A01."""
    del in_app
    found = a_hall()
    an_adopted_scheme(found, SCHEME)
    on_duty(found, "0137")
    return found


@pytest.fixture
def team(place: TestHall) -> Team:
    """Who inspects it."""
    return a_team(place)


def test_a_finding_with_a_witness_is_a_fact_once_and_the_person_is_told(
    place: TestHall, team: Team
) -> None:
    number = a_round(place, team)

    first = find(place, team, number, nonce="same")
    again = find(place, team, number, nonce="same")

    assert first == again
    [fact] = facts()
    assert (fact.event, fact.item, fact.staff_id) == ("finding", "A1", place.staff["0137"])
    assert (fact.source, fact.source_number, fact.has_evidence) == ("inspections", first, True)
    told = session.scalars(select(Message.audience).where(Message.topic == "finding_stated"))
    assert list(told) == [f"staff:{place.staff['0137']}"]


def test_what_a_phone_without_a_network_sends_later_was_found_when_it_was_seen(
    place: TestHall, team: Team
) -> None:
    number = a_round(place, team)
    later = MORNING + timedelta(hours=3)

    found = find(
        place, team, number, nonce="kept", seen_at=MORNING + timedelta(minutes=5), now=later
    )
    close_round(place.hall, number, "", by=team.inspector.actor, now=later)
    again = find(place, team, number, nonce="kept", now=later + timedelta(hours=1))

    assert again == found
    assert finding_numbered(place.hall.id, found).found_at == MORNING + timedelta(minutes=5)


def test_without_witness_and_photo_it_is_noted_and_has_no_evidence(
    place: TestHall, team: Team
) -> None:
    number = a_round(place, team)

    noted = find(place, team, number, witness="")
    proved = find(place, team, number, witness="", photos=(a_photo(),))

    assert finding_numbered(place.hall.id, noted).state is FindingState.NOTED
    assert finding_numbered(place.hall.id, proved).state is FindingState.COUNTED
    assert sorted(fact.has_evidence for fact in facts()) == [False, True]
    assert tasks() == {ORDER: "open"}


def test_points_within_a_range_wait_for_another_inspector(place: TestHall, team: Team) -> None:
    number = find(place, team, a_round(place, team), item="A2", value="3", reason="当场承认")
    stated_before = facts()

    with pytest.raises(errors.SamePerson):
        sign_finding(place.hall, number, by=team.inspector.actor, now=MORNING)
    sign_finding(place.hall, number, by=team.second.actor, now=MORNING)
    with pytest.raises(errors.StepNotAllowed):
        sign_finding(place.hall, number, by=team.second.actor, now=MORNING)

    [fact] = facts()
    assert stated_before == []
    assert (fact.value, fact.has_reason, fact.has_second) == ("-3", True, True)


def test_off_post_tells_its_minutes_and_names_no_item(place: TestHall, team: Team) -> None:
    find(place, team, a_round(place, team), event=FoundEvent.OFF_POST, item="", minutes=25)

    [fact] = facts(event="off_post")
    assert (fact.item, fact.fields) == ("", '{"minutes": {"number": "25"}}')


def test_what_was_entered_in_error_is_taken_back_while_the_round_goes_on(
    place: TestHall, team: Team
) -> None:
    number = a_round(place, team)
    mistaken, right = find(place, team, number), find(place, team, number)
    withdraw_finding(place.hall, mistaken, by=team.inspector.actor, now=MORNING)
    close_round(place.hall, number, "", by=team.inspector.actor, now=MORNING)

    with pytest.raises(errors.StepNotAllowed):
        withdraw_finding(place.hall, right, by=team.inspector.actor, now=MORNING)

    assert [fact.source_number for fact in facts()] == [right]
    assert tasks() == {ORDER: "open", REPLACE: "cause_reversed"}


def test_nobody_finds_anything_about_themselves(place: TestHall, team: Team) -> None:
    own = an_account(place, Role.INSPECTOR, staff="0137")

    with pytest.raises(errors.NotImpartial):
        find(place, replace(team, inspector=own), a_round(place, team))


def test_looks_and_findings_become_the_figures_of_the_month(place: TestHall, team: Team) -> None:
    number = a_round(place, team)
    press_normal(place.hall, number, NormalForm("A02"), by=team.inspector.actor, now=MORNING)
    find(place, team, number)

    assert sorted(figure("window", "inspection_score")) == [("100", 1), ("50", 1)]
    assert figure("department", "findings") == [("1", 2)]
    assert figure("staff", "inspection_score") == [("50", 1)]


def test_an_upheld_appeal_reverses_the_fact_and_what_followed(place: TestHall, team: Team) -> None:
    find(place, team, a_round(place, team))
    [fact] = facts()
    form = AppealForm(Against.FACT, fact.number, "当时穿了工装")
    appeal = file_appeal(place.hall, form, by=team.clerk.actor, now=MORNING + ONE_DAY)
    yes = DecisionForm(is_upheld=True, answer="照片可见着装")

    with pytest.raises(errors.NotImpartial):  # who found it takes no part
        decide_as_finder(place, team, appeal, yes)
    decide_appeal(place.hall, appeal, yes, by=team.second.actor, now=MORNING + ONE_DAY)

    assert facts() == []
    assert tasks() == {ORDER: "cause_reversed"}
    assert figure("window", "inspection_score") == [("100", 1)]


def decide_as_finder(place: TestHall, team: Team, appeal: str, form: DecisionForm) -> None:
    grants = (*team.inspector.grants, *team.second.grants)
    finder = replace(team.inspector, grants=grants).actor
    decide_appeal(place.hall, appeal, form, by=finder, now=MORNING + ONE_DAY)


def test_a_fact_about_another_is_not_there_to_appeal_against(place: TestHall, team: Team) -> None:
    find(place, team, a_round(place, team), staff="0138")
    form = AppealForm(Against.FACT, facts()[0].number, "不是我")

    with pytest.raises(errors.Unknown):
        file_appeal(place.hall, form, by=team.clerk.actor, now=MORNING)
