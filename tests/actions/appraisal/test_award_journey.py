"""From a good deed to an award: every step that a hall takes in one month, by different people."""

from collections.abc import Iterator
from datetime import date

import pytest
from flask import Flask

from server.actions.appraisal.approve_bonus import approve_bonus
from server.actions.appraisal.cast_vote import cast_vote
from server.actions.appraisal.close_ballot import close_ballot
from server.actions.appraisal.compute_period import compute_period
from server.actions.appraisal.decide_award import AwardDecision, decide_award
from server.actions.appraisal.open_ballot import BallotForm, open_ballot
from server.actions.appraisal.propose_award import ProposalForm, propose_award
from server.actions.appraisal.request_bonus import request_bonus
from server.actions.appraisal.sign_period import Signing, sign_period
from server.queries.appraisal.ballots import ballot_numbered, candidates_of
from server.queries.appraisal.periods import latest_period
from server.queries.appraisal.winners import winners_of
from server.rules.accounts.roles import Actor, Role
from server.rules.appraisal.bonuses import BonusForm
from server.rules.appraisal.periods import Period
from server.rules.appraisal.winners import WinnerState
from tests.actions.appraisal.award_build import NOW, TEXT, Office, adopt, an_office
from tests.build import TestHall, a_hall, at
from tests.house.signed_in import an_account

NOVEMBER = Period.parse("2026-11")
DECEMBER = at("2026-12-01 10:00")
SIGNED = at("2026-12-20 10:00")
# The best two by score stand for the team's vote of the month.
MONTHLY = TEXT.replace(
    'span = "quarter"\nquota = 1\nby = "vote.merit"',
    'span = "month"\nquota = 1\nby = "vote.merit"\ncandidates = 2',
)


@pytest.fixture
def place(app: Flask) -> Iterator[TestHall]:
    with app.app_context():
        place = a_hall(staff=("0137", "0138", "0139"))
        adopt(place, MONTHLY)
        yield place


@pytest.fixture
def office(place: TestHall) -> Office:
    return an_office(place)


def two_bonuses(place: TestHall, office: Office) -> None:
    """0137 and 0138 did good deeds; 0139 did none."""
    for staff, value in (("0137", "3"), ("0138", "1")):
        form = BonusForm(staff, "D1", "2026-11-20", "上门办证", value, reference="值班记录")
        number = request_bonus(place.hall, form, by=office.second, now=NOW)
        for actor in (office.officer, office.supervisor):
            approve_bonus(place.hall, number, by=actor, now=NOW)


def a_vote(place: TestHall, office: Office) -> None:
    """The team of four prefers 0138; it is closed when all have voted."""
    team: list[Actor] = [office.officer, office.supervisor, office.second]
    team.append(an_account(place, Role.APPRAISAL_OFFICER).actor)
    form = BallotForm("merit", "2026-11", date(2026, 12, 4), 1)
    number = open_ballot(place.hall, form, by=office.officer, now=DECEMBER)
    found = candidates_of(place.hall.id, ballot_numbered(place.hall.id, number))
    assert [one.field for one in found] == ["staff-0137", "staff-0138"]
    for actor in team:
        cast_vote(place.hall, number, {"staff-0138": "1"}, by=actor, now=DECEMBER)
    close_ballot(place.hall, number, by=office.officer, now=DECEMBER)


def test_a_good_deed_a_vote_and_two_signatures_make_an_award(
    place: TestHall, office: Office
) -> None:
    two_bonuses(place, office)
    a_vote(place, office)

    compute_period(place.hall, NOVEMBER, by=office.officer, now=DECEMBER)
    computed = latest_period(place.hall.id, NOVEMBER)
    assert computed is not None
    signing = Signing(NOVEMBER, computed.digest)
    sign_period(place.hall, signing, by=office.supervisor, now=SIGNED)
    propose_award(place.hall, ProposalForm("merit", "2026-11"), by=office.officer, now=SIGNED)
    (seat,) = winners_of(place.hall.id, NOVEMBER)
    given = AwardDecision(WinnerState.GIVEN)
    decide_award(place.hall, seat.number, given, by=office.supervisor, now=SIGNED)

    (seat,) = winners_of(place.hall.id, NOVEMBER)
    assert (seat.who.id, seat.name, seat.state) == (
        place.staff["0138"],
        "民主推选标兵",
        WinnerState.GIVEN,
    )
