"""An appraisal officer closes a ballot: its result becomes a figure of the period's last month."""

from datetime import datetime

from sqlalchemy import update

from server.actions.appraisal.give_figures import GivenFigure, give_figures
from server.actions.appraisal.state_fact import Stating
from server.actions.audit.record import record
from server.actions.ratings.rating_rows import lock_month
from server.db import transaction
from server.models.awards import Ballot
from server.queries.appraisal.ballots import ballot_numbered, outcome_of
from server.queries.registry.halls import Hall
from server.rules.accounts.roles import Actor
from server.rules.appraisal.ballots import (
    BallotClosed,
    BallotState,
    BallotStillOpen,
    may_close,
)
from server.rules.months import day_of


def close_ballot(hall: Hall, number: str, *, by: Actor, now: datetime) -> int:
    """The officer closes the ballot when its last day is over or all have voted.

    For how many candidates there is a figure ``vote.<ballot>`` now: 0 where too few voted.
    Raises Unknown, BallotClosed, BallotStillOpen.
    """
    with transaction() as session:
        lock_month(session.connection(), hall.id, f"vote/{number}", exclusive=True)
        ballot = ballot_numbered(hall.id, number)
        if ballot.state is not BallotState.OPEN:
            raise BallotClosed(step="close_ballot")
        everybody = ballot.voted == ballot.roll
        if not may_close(day_of(now, hall.zone), ballot.closes_on, has_everybody_voted=everybody):
            raise BallotStillOpen(step="close_ballot")
        session.execute(
            update(Ballot)
            .where(Ballot.hall_id == hall.id, Ballot.id == ballot.id)
            .values(state=BallotState.CLOSED, closed_at=now, closed_by=by.name)
        )
        name = f"vote.{ballot.key}"
        given = [
            GivenFigure(who, name, figure) for who, figure in outcome_of(hall.id, ballot).items()
        ]
        month = ballot.period.months()[-1]
        give_figures(session, month, frozenset({name}), given, Stating(hall.id, by, now))
        facts: dict[str, str | int | None] = {
            "ballot": ballot.key,
            "period": str(ballot.period),
            "voted": ballot.voted,
        }
        record(session, hall.id, by, "ballot_closed", number, facts=facts, now=now)
        return len(given)
