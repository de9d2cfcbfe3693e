"""Is an award proposed by one and given by another, and taken back by people alone?"""

from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask

from server import errors
from server.actions.appraisal.decide_award import AwardDecision, decide_award
from server.actions.appraisal.propose_award import ProposalForm, propose_award
from server.queries.appraisal.winners import (
    FoundWinner,
    periods_with_awards,
    taken_of,
    winners_of,
)
from server.rules.accounts.roles import Role
from server.rules.appraisal.facts import Who
from server.rules.appraisal.periods import Period
from server.rules.appraisal.winners import WinnerState, no_longer, seats_told
from server.rules.schemes.shape import Subject
from server.settings import Settings
from tests.actions.appraisal.award_build import (
    NOW,
    Office,
    a_signed_quarter,
    adopt,
    an_office,
    award_facts,
)
from tests.build import TestHall, a_hall
from tests.house.installation import a_settings
from tests.house.signed_in import an_account

GIVE = AwardDecision(WinnerState.GIVEN)
REFUSE = AwardDecision(WinnerState.REFUSED, "材料不全")
WITHDRAW = AwardDecision(WinnerState.WITHDRAWN, "公示期内查实不符")
STAFF = ("0137", "0138", "0139")


@pytest.fixture
def settings(sqlite_url: str, tmp_path: Path) -> Settings:
    """One kind of database is enough: the statements are plain."""
    return a_settings(database_url=sqlite_url, var_dir=tmp_path)


@pytest.fixture
def place(app: Flask) -> Iterator[TestHall]:
    with app.app_context():
        place = a_hall(staff=STAFF)
        adopt(place)
        yield place


@pytest.fixture
def office(place: TestHall) -> Office:
    return an_office(place)


def propose(place: TestHall, office: Office, *chosen: str, reason: str = "") -> int:
    form = ProposalForm("star", "2026-Q3", tuple(f"staff-{one}" for one in chosen), reason)
    return propose_award(place.hall, form, by=office.officer, now=NOW)


def seats(place: TestHall) -> list[FoundWinner]:
    return list(winners_of(place.hall.id, Period.parse("2026-Q3"), "star"))


def test_who_won_by_numbers_is_proposed_and_given_by_another(
    place: TestHall, office: Office
) -> None:
    a_signed_quarter(place, [award_facts(place, winners=("0137", "0138"))])

    assert propose(place, office) == 2
    for seat in seats(place):
        decide_award(place.hall, seat.number, GIVE, by=office.supervisor, now=NOW)

    assert {(one.who.id, one.state, one.is_by_numbers) for one in seats(place)} == {
        (place.staff[number], WinnerState.GIVEN, True) for number in ("0137", "0138")
    }
    assert propose(place, office) == 0  # the same form again


def test_nobody_proposes_from_numbers_that_nobody_signed(place: TestHall, office: Office) -> None:
    a_signed_quarter(place, [award_facts(place, winners=("0137",))], state="computed")

    with pytest.raises(errors.FormProblems):
        propose(place, office)


def test_open_seats_are_filled_by_a_person_with_a_reason(place: TestHall, office: Office) -> None:
    a_signed_quarter(
        place, [award_facts(place, winners=("0137",), at_cut=("0138", "0139"), open_seats=1)]
    )

    with pytest.raises(errors.FormProblems) as without_reason:
        propose(place, office, "0138")
    with pytest.raises(errors.FormProblems) as too_many:
        propose(place, office, "0138", "0139", reason="考核组表决")
    assert propose(place, office, "0138", reason="考核组表决") == 2

    assert [one.code for one in without_reason.value.problems] == ["award.reason_missing"]
    assert [one.code for one in too_many.value.problems] == ["award.too_many"]
    assert [(one.is_by_numbers, one.reason) for one in seats(place)].count(
        (False, "考核组表决")
    ) == 1
    with pytest.raises(errors.FormProblems):  # the only open seat is filled
        propose(place, office, "0139", reason="再推一人")


def test_who_is_neither_a_winner_nor_at_the_cut_cannot_be_chosen(
    place: TestHall, office: Office
) -> None:
    """A barred person is in neither list, and an empty seat stays empty."""
    a_signed_quarter(place, [award_facts(place, at_cut=("0138",), open_seats=1)])

    assert propose(place, office, "0139", reason="照顾") == 0


def test_nobody_gives_what_they_proposed_nor_an_award_of_their_own(
    place: TestHall, office: Office
) -> None:
    a_signed_quarter(place, [award_facts(place, winners=("0139",))])
    propose(place, office)
    (seat,) = seats(place)
    own = an_account(place, Role.SUPERVISOR, staff="0139").actor

    with pytest.raises(errors.SamePerson):
        decide_award(place.hall, seat.number, GIVE, by=office.officer, now=NOW)
    with pytest.raises(errors.NotImpartial):
        decide_award(place.hall, seat.number, GIVE, by=own, now=NOW)


@pytest.mark.parametrize("to", [WinnerState.REFUSED, WinnerState.WITHDRAWN])
def test_a_refusal_and_a_withdrawal_need_a_reason(
    place: TestHall, office: Office, to: WinnerState
) -> None:
    a_signed_quarter(place, [award_facts(place, winners=("0137",))])
    propose(place, office)
    (seat,) = seats(place)

    with pytest.raises(errors.FormProblems):
        decide_award(place.hall, seat.number, AwardDecision(to), by=office.supervisor, now=NOW)


def test_only_what_was_given_is_withdrawn_and_a_refusal_stands(
    place: TestHall, office: Office
) -> None:
    a_signed_quarter(place, [award_facts(place, winners=("0137",))])
    propose(place, office)
    (seat,) = seats(place)

    with pytest.raises(errors.StepNotAllowed):
        decide_award(place.hall, seat.number, WITHDRAW, by=office.supervisor, now=NOW)
    decide_award(place.hall, seat.number, REFUSE, by=office.supervisor, now=NOW)
    with pytest.raises(errors.StepNotAllowed):
        decide_award(place.hall, seat.number, GIVE, by=office.second, now=NOW)

    assert propose(place, office) == 0  # not again behind the back of who refused


def test_a_revision_takes_nothing_back_but_says_who_would_not_win_any_more(
    place: TestHall, office: Office
) -> None:
    a_signed_quarter(place, [award_facts(place, winners=("0137",))])
    propose(place, office)
    decide_award(place.hall, seats(place)[0].number, GIVE, by=office.supervisor, now=NOW)

    a_signed_quarter(place, [award_facts(place, winners=("0138",))], revision=1)
    propose(place, office)

    (latest,) = periods_with_awards(place.hall.id)
    assert [(one.revision, one.state) for one in seats(place)] == [
        (0, WinnerState.GIVEN),
        (1, WinnerState.PROPOSED),
    ]
    assert no_longer(seats_told(latest.facts, "star"), taken_of(seats(place))) == (
        Who(Subject.STAFF, place.staff["0137"]),
    )
    decide_award(place.hall, seats(place)[0].number, WITHDRAW, by=office.second, now=NOW)
    assert seats(place)[0].state is WinnerState.WITHDRAWN
