"""Somebody on the roll votes, once and in secret."""

from collections.abc import Mapping
from datetime import datetime

from sqlalchemy import update
from sqlalchemy.orm import Session

from server import errors
from server.actions.operations.statements import count_of, insert_into, table_of
from server.actions.ratings.rating_rows import lock_month
from server.db import transaction
from server.models.awards import BallotVote, BallotVoter
from server.queries.appraisal.ballots import (
    Candidate,
    FoundBallot,
    ballot_numbered,
    candidates_of,
    roll_of,
)
from server.queries.registry.halls import Hall
from server.rules.accounts.roles import Actor
from server.rules.appraisal.ballots import (
    BallotClosed,
    BallotState,
    VotedAlready,
    values_of,
    vote_problems,
)
from server.rules.appraisal.facts import Who
from server.rules.months import day_of


def cast_vote(
    hall: Hall, number: str, values: Mapping[str, str], *, by: Actor, now: datetime
) -> None:
    """Somebody on the roll votes: the roll says that they did, the counts grow, no more is kept.

    No line of the audit is written either, because its moment would lead to the vote. ``values``
    by the names of the candidates' fields; oneself is no candidate of one's own. Raises Unknown
    (also for who is not on the roll), BallotClosed, VotedAlready, FormProblems.
    """
    with transaction() as session:
        lock_month(session.connection(), hall.id, f"vote/{number}", exclusive=True)
        ballot = ballot_numbered(hall.id, number)
        _check_may_vote(hall, ballot, by, now)
        others = {one.field: one.who for one in others_than(by, candidates_of(hall.id, ballot))}
        found = vote_problems(ballot.rules, others.keys(), values)
        if found:
            raise errors.FormProblems(found)
        _tick(session, hall, ballot, by)
        for who, value in values_of(ballot.rules, others, values).items():
            _add(session, hall, ballot, who, value=value)


def others_than(actor: Actor, candidates: tuple[Candidate, ...]) -> tuple[Candidate, ...]:
    """The candidates without the voter: nobody votes about themselves."""
    return tuple(
        one
        for one in candidates
        if one.who.subject not in {"staff", "chief"} or one.who.id != actor.staff_id
    )


def _check_may_vote(hall: Hall, ballot: FoundBallot, by: Actor, now: datetime) -> None:
    voter = next((one for one in roll_of(hall.id, ballot) if one.account_id == by.account_id), None)
    if voter is None:
        raise errors.Unknown
    if ballot.state is not BallotState.OPEN or day_of(now, hall.zone) > ballot.closes_on:
        raise BallotClosed(step="cast_vote")
    if voter.has_voted:
        raise VotedAlready(step="cast_vote")


def _tick(session: Session, hall: Hall, ballot: FoundBallot, by: Actor) -> None:
    ticked = update(table_of(BallotVoter)).where(
        table_of(BallotVoter).c.hall_id == hall.id,
        table_of(BallotVoter).c.ballot_id == ballot.id,
        table_of(BallotVoter).c.account_id == by.account_id,
        table_of(BallotVoter).c.has_voted.is_(False),
    )
    if count_of(session.connection(), ticked.values(has_voted=True)) != 1:
        raise VotedAlready(step="cast_vote")


def _add(session: Session, hall: Hall, ballot: FoundBallot, who: Who, *, value: int) -> None:
    connection, table = session.connection(), table_of(BallotVote)
    key = {
        "hall_id": hall.id,
        "ballot_id": ballot.id,
        "subject": who.subject.value,
        "subject_id": who.id,
        "value": value,
    }
    insert = insert_into(connection, table).values(**key, votes=1)
    connection.execute(
        insert.on_conflict_do_update(
            index_elements=list(key), set_={"votes": table.c.votes + insert.excluded.votes}
        )
    )
