"""What does a second person's agreement do to the appeal that a proposal would uphold?"""

from datetime import datetime

from sqlalchemy.orm import Session

from server import errors
from server.actions.ledger.settling_appeals import Ending, end_appeal
from server.models.handling import Proposal
from server.models.ledger import Appeal
from server.queries.ledger.appeals import appeal_row
from server.rules.ledger.appeals import AppealState
from server.rules.ledger.proposal_facts import appeal_of_proposal


def appeal_behind(proposal: Proposal) -> Appeal | None:
    """The appeal that the proposal would uphold, None where there is none.

    Raises StepNotAllowed when it ended meanwhile: then there is nothing to uphold.
    """
    number = appeal_of_proposal(proposal.facts)
    if not number:
        return None
    appeal = appeal_row(proposal.hall_id, number)
    if appeal.state != AppealState.FILED:
        raise errors.StepNotAllowed(step="uphold_appeal")
    return appeal


def uphold(session: Session, appeal: Appeal, *, by: int, now: datetime) -> None:
    """The appeal is upheld by the decision of the account that proposed it."""
    end_appeal(session, appeal, Ending(AppealState.UPHELD, by, now))
