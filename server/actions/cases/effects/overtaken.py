"""What was asked for and not decided is withdrawn once the case has gone past it."""

from sqlalchemy import update

from server.actions.cases.taking import Taking
from server.models.handling import Proposal
from server.rules.cases.codes import ProposalKind
from server.rules.cases.steps import BEFORE_REPLY


def withdraw_overtaken(taking: Taking) -> None:
    """An extension goes with its clock, another kind with the reply or the end of the case.

    Left waiting, an old extension would later be approved for another deadline.
    """
    kinds = []
    if taking.case.clock != (taking.facts.clock or ""):
        kinds.append(ProposalKind.EXTENSION)
    if taking.step.to is not None and taking.step.to not in BEFORE_REPLY:
        kinds.append(ProposalKind.NEW_KIND)
    if not taking.facts.waiting.keys() & set(kinds):
        return
    taking.session.execute(
        update(Proposal)
        .where(
            Proposal.hall_id == taking.hall_id,
            Proposal.case_id == taking.case.id,
            Proposal.kind.in_(kinds),
            Proposal.state == "waiting",
        )
        .values(state="withdrawn", decided_at=taking.office.now)
    )
