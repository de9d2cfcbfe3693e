"""The suggestion box: read what is in it, answer it, or make a problem of it."""

from flask import Response

from server import clock
from server.actions.opinions.put_slip import answer_slip
from server.gate import Door, console_actor, console_hall, open_to
from server.queries.opinions.told import slips
from server.rules.accounts.roles import Permission
from web.console.answers import page, see_other
from web.console.opinions.typed import OPINIONS, Typed, typed
from web.console.routes import at, office

P = Permission


def _show(sent: Typed) -> Response:
    return page(
        "console/opinions/box.html",
        status=sent.status,
        found=slips(console_hall().id),
        typed=sent,
        problems=sent.problems,
        trouble=sent.trouble,
    )


@office.get(f"{OPINIONS}/box")
@open_to(Door.CONSOLE, P.MANAGE_OPINIONS)
def read_box() -> Response:
    """The slips, those not answered first."""
    return _show(Typed(_show))


@office.post(f"{OPINIONS}/box/<number>")
@open_to(Door.CONSOLE, P.MANAGE_OPINIONS)
def answer_box(number: str) -> Response:
    """Answer a slip."""
    sent = typed(_show)
    answer_slip(console_hall(), number, sent["answer"], by=console_actor(), now=clock.now())
    return see_other(at(f"{OPINIONS}/box", done="slip_answered"))
