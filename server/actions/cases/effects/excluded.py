"""A second person agreed: the case's rating no longer counts."""

from server.actions.cases.effects.proposals import waiting_proposal
from server.actions.cases.taking import Taking
from server.actions.ratings.excluding import carry_out
from server.rules.accounts.roles import Actor


def set_aside(taking: Taking) -> None:
    """The rating is set aside; the step says which sealed months got a further revision."""
    if not isinstance(taking.taker, Actor):
        raise TypeError(taking.step.name)
    revised = carry_out(
        taking.session,
        taking.office.hall,
        waiting_proposal(taking),
        by=taking.taker,
        now=taking.office.now,
    )
    taking.said["revised"] = ",".join(str(month) for month in revised)
