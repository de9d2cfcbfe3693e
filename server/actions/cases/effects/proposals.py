"""What one person asks for and another one decides."""

import json

from sqlalchemy import select

from server.actions.cases.taking import Taking
from server.ids import new_id, new_number
from server.models.handling import Proposal
from server.rules.accounts.roles import Actor
from server.rules.cases.codes import ProposalKind

LONGEST_REASON = 32


def ask(taking: Taking) -> None:
    """The proposal waits; its words are the remark of this step."""
    said = taking.form.facts
    number = new_number()
    taking.session.add(
        Proposal(
            hall_id=taking.hall_id,
            id=new_id(taking.office.today),
            number=number,
            kind=_kind(taking.step.asks),
            case_id=taking.case.id,
            rating_id=taking.case.rating_id,
            reason=said.get("reason", ""),
            facts=json.dumps(dict(said)),
            asked_at=taking.office.now,
            asked_by=taking.account_id,
        )
    )
    taking.said["proposal"] = number


def approve(taking: Taking) -> None:
    """The waiting proposal is approved, by another person or by the citizen."""
    _settle(taking, "approved")


def refuse(taking: Taking) -> None:
    """The waiting proposal is refused."""
    _settle(taking, "refused")


def waiting_proposal(taking: Taking) -> Proposal:
    """The proposal that the step decides."""
    return taking.session.scalars(
        select(Proposal).where(
            Proposal.hall_id == taking.hall_id,
            Proposal.case_id == taking.case.id,
            Proposal.kind == _kind(taking.step.decides),
            Proposal.state == "waiting",
        )
    ).one()


def _settle(taking: Taking, state: str) -> None:
    proposal = waiting_proposal(taking)
    proposal.state = state
    proposal.decided_at = taking.office.now
    proposal.decided_by = taking.taker.account_id if isinstance(taking.taker, Actor) else None
    taking.said["proposal"] = proposal.number


def _kind(kind: ProposalKind | None) -> ProposalKind:
    if kind is None:
        raise TypeError(kind)
    return kind
