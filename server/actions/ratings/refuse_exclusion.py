"""A second person does not agree that a rating should not count."""

from datetime import datetime

from server.actions.audit.record import record
from server.actions.ratings.deciding_exclusions import Decision, settle, waiting_proposal
from server.db import transaction
from server.queries.registry.halls import Hall
from server.rules.accounts.roles import Actor


def refuse_exclusion(hall: Hall, number: str, *, answer: str, by: Actor, now: datetime) -> None:
    """A second person refuses an exclusion: the rating counts on.

    Raises Unknown, SamePerson, NotImpartial, and StepNotAllowed when it was decided before.
    """
    with transaction() as session:
        proposal = waiting_proposal(session, hall, number, by)
        settle(session, proposal, Decision("refused", by, now, answer))
        record(session, hall.id, by, "exclusion_refused", number, now=now)
