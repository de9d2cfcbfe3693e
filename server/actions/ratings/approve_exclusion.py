"""A second person agrees that a rating should not count."""

from datetime import datetime

from server.actions.audit.record import record
from server.actions.ratings.deciding_exclusions import Decision, settle, waiting_proposal
from server.actions.ratings.excluding import carry_out
from server.db import transaction
from server.queries.registry.halls import Hall
from server.rules.accounts.roles import Actor
from server.rules.months import Month


def approve_exclusion(hall: Hall, number: str, *, by: Actor, now: datetime) -> tuple[Month, ...]:
    """A second person approves an exclusion; the sealed months that got a further revision.

    An open month's tallies change at once, with the ratings. A revision is published as every
    other one: after somebody else's approval. Raises Unknown, SamePerson, NotImpartial, and
    StepNotAllowed when it was decided before.
    """
    with transaction() as session:
        proposal = waiting_proposal(session, hall, number, by)
        settle(session, proposal, Decision("approved", by, now))
        revised = carry_out(session, hall, proposal, by=by, now=now)
        facts = {"reason": proposal.reason, "revised": ",".join(str(month) for month in revised)}
        record(session, hall.id, by, "exclusion_approved", number, facts=facts, now=now)
        return revised
