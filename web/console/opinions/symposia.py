"""Records of symposia: read them, enter one."""

from flask import Response

from server import clock
from server.actions.opinions.enter_symposium import SymposiumForm, enter_symposium
from server.gate import Door, console_actor, console_hall, open_to
from server.queries.opinions.told import symposia
from server.rules.accounts.roles import Permission
from web.console.answers import page, see_other
from web.console.opinions.typed import OPINIONS, Typed, typed
from web.console.routes import at, office

P = Permission
PATH = f"{OPINIONS}/symposia"


def _show(sent: Typed) -> Response:
    return page(
        "console/opinions/symposia.html",
        status=sent.status,
        found=symposia(console_hall().id),
        typed=sent,
        problems=sent.problems,
        trouble=sent.trouble,
    )


@office.get(PATH)
@open_to(Door.CONSOLE, P.MANAGE_OPINIONS)
def list_symposia() -> Response:
    """The records, the latest first, and the form of a new one."""
    return _show(Typed(_show))


@office.post(PATH)
@open_to(Door.CONSOLE, P.MANAGE_OPINIONS)
def add_symposium() -> Response:
    """Enter a record."""
    sent = typed(_show)
    form = SymposiumForm(
        sent.day("held_on"),
        sent["place"],
        sent["theme"],
        sent["host"],
        sent["attended"],
        sent["record"],
    )
    enter_symposium(console_hall(), form, by=console_actor(), now=clock.now())
    return see_other(at(PATH, done="symposium_entered"))
