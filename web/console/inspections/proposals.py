"""How does a person settle what the ladder proposed?"""

from flask import Response, request

from server import clock
from server.actions.inspections.settle_proposal import Settlement, settle_proposal
from server.gate import Door, console_actor, console_hall, open_to
from server.rules.accounts.roles import Permission
from web.console.answers import see_other
from web.console.inspections.rounds import INSPECTIONS
from web.console.routes import at, office

DONE = "done"


@office.post(f"{INSPECTIONS}proposals/<number>")
@open_to(Door.CONSOLE, Permission.INSPECT)
def settle_ladder(number: str) -> Response:
    """It was done, or dropped, and why."""
    is_done = request.form.get("choice", "") == DONE
    form = Settlement(number, is_done, request.form.get("outcome", ""))
    settle_proposal(console_hall(), form, by=console_actor(), now=clock.now())
    return see_other(at(INSPECTIONS, done="proposal_settled"))
