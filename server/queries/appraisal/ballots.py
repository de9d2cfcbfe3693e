"""Which ballots are there, who stands and who may vote, and what came out?"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from fractions import Fraction
from typing import Any

from sqlalchemy import Integer, case, func, select

from server import errors
from server.db import session
from server.models.accounts import Account, AccountRole
from server.models.awards import Ballot, BallotCandidate, BallotVote, BallotVoter
from server.queries.appraisal.names import Named, names_of
from server.rules.accounts.roles import Role
from server.rules.appraisal.ballots import BallotState, VoteRules, Votes, figure_of
from server.rules.appraisal.facts import Figure, Who
from server.rules.appraisal.periods import Period
from server.rules.schemes.shape import Subject

ACTIVE = "active"


@dataclass(frozen=True)
class FoundBallot:
    """One ballot; ``roll`` may vote, ``voted`` did. Who voted what is kept nowhere."""

    id: int
    number: str
    key: str
    name: str
    period: Period
    voters: str
    rules: VoteRules
    min_votes: int
    state: BallotState
    closes_on: date
    opened_at: datetime
    opened_by: str
    closed_at: datetime | None
    closed_by: str
    roll: int
    voted: int


@dataclass(frozen=True)
class Candidate:
    """Who stands. ``field``: the name of its field in the form, without any id."""

    field: str
    who: Who
    named: Named
    reason: str


@dataclass(frozen=True)
class Voter:
    """Somebody on the roll, and whether they voted."""

    account_id: int
    title: str
    has_voted: bool


def ballots_of(hall_id: int) -> tuple[FoundBallot, ...]:
    """Every ballot of the hall, the open ones first, then the latest."""
    is_closed = Ballot.state == BallotState.CLOSED
    rows = session.execute(_ballots(hall_id).order_by(is_closed, Ballot.opened_at.desc()))
    return tuple(_found(*row) for row in rows)


def ballot_numbered(hall_id: int, number: str) -> FoundBallot:
    """The ballot of that number. Raises Unknown."""
    row = session.execute(_ballots(hall_id).where(Ballot.number == number)).first()
    if row is None:
        raise errors.Unknown
    return _found(*row)


def ballots_for(hall_id: int, account_id: int) -> tuple[tuple[FoundBallot, bool], ...]:
    """The open ballots on whose roll the account stands, each with whether it has voted."""
    rows = session.execute(
        select(BallotVoter.ballot_id, BallotVoter.has_voted).where(
            BallotVoter.hall_id == hall_id, BallotVoter.account_id == account_id
        )
    )
    mine: Mapping[int, bool] = {row.ballot_id: row.has_voted for row in rows}
    return tuple(
        (one, mine[one.id])
        for one in ballots_of(hall_id)
        if one.id in mine and one.state is BallotState.OPEN
    )


def candidates_of(hall_id: int, ballot: FoundBallot) -> tuple[Candidate, ...]:
    """Who stands in it, in the order of their numbers."""
    rows = session.scalars(
        select(BallotCandidate).where(
            BallotCandidate.hall_id == hall_id, BallotCandidate.ballot_id == ballot.id
        )
    )
    names = names_of(hall_id)
    found = []
    for row in rows:
        who = Who(Subject(row.subject), row.subject_id)
        field = field_of(who, names)
        found.append(Candidate(field, who, names[who], row.reason))
    return tuple(sorted(found, key=lambda one: (one.who.subject, one.named.number)))


def field_of(who: Who, names: Mapping[Who, Named]) -> str:
    """The name of a subject's field in a form: its kind and number, no id."""
    return f"{who.subject.value}-{names[who].number}"


def roll_of(hall_id: int, ballot: FoundBallot) -> tuple[Voter, ...]:
    """Who may vote in it, and who did, by name."""
    rows = session.execute(
        select(Account.id, Account.title, BallotVoter.has_voted)
        .join(Account, Account.id == BallotVoter.account_id)
        .where(BallotVoter.hall_id == hall_id, BallotVoter.ballot_id == ballot.id)
        .order_by(Account.title, Account.number)
    )
    return tuple(Voter(*row) for row in rows)


def outcome_of(hall_id: int, ballot: FoundBallot) -> Mapping[Who, Figure]:
    """The figure of each candidate, of a hundred; empty where too few voted."""
    votes: dict[Who, dict[int, int]] = {}
    rows = session.execute(
        select(BallotVote.subject, BallotVote.subject_id, BallotVote.value, BallotVote.votes).where(
            BallotVote.hall_id == hall_id, BallotVote.ballot_id == ballot.id
        )
    )
    for subject, subject_id, value, number in rows:
        votes.setdefault(Who(Subject(subject), subject_id), {})[value] = number
    found = ((who, _figure(ballot, each)) for who, each in votes.items())
    return {who: figure for who, figure in found if figure is not None}


def holders_of(hall_id: int, roles: Iterable[Role]) -> tuple[int, ...]:
    """The active accounts that hold one of these roles in the hall now."""
    return tuple(
        session.scalars(
            select(Account.id)
            .join(AccountRole, AccountRole.account_id == Account.id)
            .where(
                Account.state == ACTIVE,
                AccountRole.role.in_(list(roles)),
                AccountRole.hall_id.is_(None) | (AccountRole.hall_id == hall_id),
                AccountRole.ended_at.is_(None),
            )
            .distinct()
            .order_by(Account.id)
        )
    )


def _figure(ballot: FoundBallot, votes: Votes) -> Figure | None:
    return figure_of(ballot.rules, votes, cast=ballot.voted, min_votes=ballot.min_votes)


def _ballots(hall_id: int) -> Any:
    counted = (
        select(
            BallotVoter.ballot_id,
            func.count().label("roll"),
            func.sum(case((BallotVoter.has_voted, 1), else_=0)).cast(Integer).label("voted"),
        )
        .where(BallotVoter.hall_id == hall_id)
        .group_by(BallotVoter.ballot_id)
        .subquery()
    )
    return (
        select(Ballot, counted.c.roll, counted.c.voted)
        .outerjoin(counted, counted.c.ballot_id == Ballot.id)
        .where(Ballot.hall_id == hall_id)
    )


def _found(row: Ballot, roll: int | None, voted: int | None) -> FoundBallot:
    return FoundBallot(
        id=row.id,
        number=row.number,
        key=row.key,
        name=row.name,
        period=Period.parse(row.period),
        voters=row.voters,
        rules=VoteRules(int(Fraction(row.scale)), row.most_choices),
        min_votes=row.min_votes,
        state=BallotState(row.state),
        closes_on=row.closes_on,
        opened_at=row.opened_at,
        opened_by=row.opened_by,
        closed_at=row.closed_at,
        closed_by=row.closed_by,
        roll=roll or 0,
        voted=voted or 0,
    )
