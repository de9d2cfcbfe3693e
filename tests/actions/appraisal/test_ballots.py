"""Is a ballot secret, voted in once, and does its result become a figure?"""

from collections.abc import Iterator
from datetime import date

import pytest
from flask import Flask
from sqlalchemy import func, inspect, select

from server import errors
from server.actions.appraisal.cast_vote import cast_vote
from server.actions.appraisal.close_ballot import close_ballot
from server.actions.appraisal.open_ballot import BallotForm, open_ballot
from server.db import session
from server.models.audit import AuditRecord
from server.models.awards import BallotVote, BallotVoter
from server.models.scores import MonthFigure
from server.queries.appraisal.ballots import (
    ballot_numbered,
    ballots_for,
    candidates_of,
    outcome_of,
)
from server.rules.accounts.roles import Actor, Role
from server.rules.appraisal.ballots import BallotClosed, BallotStillOpen, VotedAlready
from tests.actions.appraisal.award_build import NOW, Office, adopt, an_office
from tests.build import TestHall, a_hall, at
from tests.house.signed_in import an_account

LAST_DAY = date(2026, 11, 27)
AFTER = at("2026-11-28 09:00")
BOTH = {"staff-0137": "80", "staff-0138": "90"}


@pytest.fixture
def place(app: Flask) -> Iterator[TestHall]:
    with app.app_context():
        place = a_hall()
        adopt(place)
        yield place


@pytest.fixture
def office(place: TestHall) -> Office:
    return an_office(place)


@pytest.fixture
def ballot(place: TestHall, office: Office) -> str:
    """Opened for the two clerks and two more who work at no window."""
    for _ in range(2):
        an_account(place, Role.STAFF)
    return opened(place, office)


def opened(place: TestHall, office: Office, **said: object) -> str:
    form = BallotForm(**{"key": "peers", "period": "2026-10", "closes_on": LAST_DAY, **said})  # type: ignore[arg-type]  # whatever a test says of it
    return open_ballot(place.hall, form, by=office.officer, now=NOW)


def others_on_the_roll(office: Office) -> list[Actor]:
    """Those on the roll who work at no window."""
    clerks = {office.clerk.account_id, office.other.account_id}
    rows = session.scalars(select(BallotVoter.account_id).order_by(BallotVoter.account_id))
    return [Actor(account_id, "x") for account_id in rows if account_id not in clerks]


def problems_of(caught: pytest.ExceptionInfo[errors.FormProblems]) -> list[str]:
    return [problem.code for problem in caught.value.problems]


def test_a_ballot_of_a_sheet_has_its_subjects_as_candidates_and_role_holders_as_voters(
    place: TestHall, office: Office, ballot: str
) -> None:
    found = ballot_numbered(place.hall.id, ballot)

    assert [one.field for one in candidates_of(place.hall.id, found)] == [
        "staff-0137",
        "staff-0138",
    ]
    assert (found.roll, found.voted) == (4, 0)
    assert [one.number for one, _ in ballots_for(place.hall.id, office.clerk.account_id)] == [
        ballot
    ]
    assert ballots_for(place.hall.id, office.officer.account_id) == ()


@pytest.mark.parametrize(
    ("said", "problem"),
    [
        ({"key": "citizens"}, "ballot.of_citizens"),
        ({"key": "nothing"}, "ballot.unknown"),
        ({"closes_on": date(2026, 11, 24)}, "ballot.closes_wrong"),
        ({"closes_on": None}, "ballot.closes_wrong"),
        ({"key": "merit"}, "ballot.nobody_stands"),  # decides an award of quarters, not of months
    ],
)
def test_a_ballot_that_cannot_be_is_refused(
    place: TestHall, office: Office, said: dict[str, object], problem: str
) -> None:
    with pytest.raises(errors.FormProblems) as caught:
        opened(place, office, **said)

    assert problem in problems_of(caught)


def test_the_same_ballot_is_opened_once(place: TestHall, office: Office, ballot: str) -> None:
    del ballot

    with pytest.raises(errors.FormProblems) as caught:
        opened(place, office)

    assert problems_of(caught) == ["ballot.opened_already"]


def test_a_vote_leaves_a_tick_and_counts_and_nothing_that_joins_them(
    place: TestHall, office: Office, ballot: str
) -> None:
    audited = len(session.scalars(select(AuditRecord.position)).all())

    cast_vote(place.hall, ballot, BOTH, by=office.clerk, now=NOW)

    counts = session.execute(select(BallotVote.subject_id, BallotVote.value, BallotVote.votes))
    assert [tuple(row) for row in counts] == [(place.staff["0138"], 90, 1)]  # not about oneself
    assert ballot_numbered(place.hall.id, ballot).voted == 1
    assert len(session.scalars(select(AuditRecord.position)).all()) == audited
    columns = {column.key for column in inspect(BallotVote).columns}
    assert columns == {"hall_id", "ballot_id", "subject", "subject_id", "value", "votes"}
    assert {column.key for column in inspect(BallotVoter).columns} == {
        "hall_id",
        "ballot_id",
        "account_id",
        "has_voted",
    }


def test_one_votes_once(place: TestHall, office: Office, ballot: str) -> None:
    cast_vote(place.hall, ballot, BOTH, by=office.clerk, now=NOW)

    with pytest.raises(VotedAlready):
        cast_vote(place.hall, ballot, BOTH, by=office.clerk, now=NOW)

    assert ballot_numbered(place.hall.id, ballot).voted == 1


def test_who_is_not_on_the_roll_and_who_comes_late_does_not_vote(
    place: TestHall, office: Office, ballot: str
) -> None:
    with pytest.raises(errors.Unknown):
        cast_vote(place.hall, ballot, BOTH, by=office.officer, now=NOW)
    with pytest.raises(BallotClosed):
        cast_vote(place.hall, ballot, BOTH, by=office.clerk, now=AFTER)


def test_a_vote_that_is_not_whole_leaves_no_trace(
    place: TestHall, office: Office, ballot: str
) -> None:
    with pytest.raises(errors.FormProblems):
        cast_vote(place.hall, ballot, {"staff-0138": "101"}, by=office.clerk, now=NOW)

    assert ballot_numbered(place.hall.id, ballot).voted == 0


def test_the_mean_becomes_a_figure_of_the_month_with_its_n(
    place: TestHall, office: Office, ballot: str
) -> None:
    cast_vote(place.hall, ballot, BOTH, by=office.clerk, now=NOW)
    for voter in others_on_the_roll(office):
        cast_vote(place.hall, ballot, {"staff-0137": "70", "staff-0138": "60"}, by=voter, now=NOW)

    given = close_ballot(place.hall, ballot, by=office.officer, now=AFTER)

    rows = session.execute(
        select(MonthFigure.month, MonthFigure.figure, MonthFigure.subject_id, MonthFigure.value)
        .add_columns(MonthFigure.n)
        .order_by(MonthFigure.n)
    )
    assert given == 1  # two alone voted on 0137, and would know of each other
    assert [tuple(row) for row in rows] == [
        ("2026-10", "vote.peers", place.staff["0138"], "70", 3),
    ]


def test_the_counts_of_each_candidate_are_the_ticks_without_their_own(
    place: TestHall, office: Office, ballot: str
) -> None:
    for clerk in (office.clerk, office.other):
        cast_vote(place.hall, ballot, BOTH, by=clerk, now=NOW)
    for voter in others_on_the_roll(office):
        cast_vote(place.hall, ballot, BOTH, by=voter, now=NOW)

    counted = session.execute(
        select(BallotVote.subject_id, func.sum(BallotVote.votes)).group_by(BallotVote.subject_id)
    )
    ticks = ballot_numbered(place.hall.id, ballot).voted
    assert ticks == 4
    assert {row[0]: row[1] for row in counted} == {
        place.staff[number]: ticks - 1 for number in ("0137", "0138")
    }


def test_two_votes_are_too_few_to_tell(place: TestHall, office: Office, ballot: str) -> None:
    for clerk in (office.clerk, office.other):
        cast_vote(place.hall, ballot, BOTH, by=clerk, now=NOW)

    assert close_ballot(place.hall, ballot, by=office.officer, now=AFTER) == 0
    assert outcome_of(place.hall.id, ballot_numbered(place.hall.id, ballot)) == {}


def test_a_ballot_is_closed_when_its_last_day_is_over_and_once(
    place: TestHall, office: Office, ballot: str
) -> None:
    with pytest.raises(BallotStillOpen):
        close_ballot(place.hall, ballot, by=office.officer, now=at("2026-11-27 23:59"))

    close_ballot(place.hall, ballot, by=office.officer, now=AFTER)

    with pytest.raises(BallotClosed):
        close_ballot(place.hall, ballot, by=office.officer, now=AFTER)
    assert ballots_for(place.hall.id, office.clerk.account_id) == ()


def test_a_ballot_of_another_hall_is_unknown(place: TestHall, office: Office, ballot: str) -> None:
    del place
    foreign = a_hall("H2", windows=("B01",), staff=("0999",))

    with pytest.raises(errors.Unknown):
        cast_vote(foreign.hall, ballot, BOTH, by=office.clerk, now=NOW)
