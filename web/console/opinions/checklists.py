"""Self-inspection: the office sends lists, departments return theirs."""

from flask import Response, abort, request

from server import clock
from server.actions.opinions.send_checklist import (
    ChecklistAnswer,
    ChecklistForm,
    Returned,
    return_checklist,
    send_checklist,
)
from server.gate import Door, console_actor, console_hall, open_to
from server.queries.opinions.told import FoundChecklist, checklists
from server.queries.registry.units import departments_by_id
from server.rules.accounts.roles import Permission
from server.rules.months import day_of
from web.console.answers import page, see_other
from web.console.opinions.typed import OPINIONS, Typed, typed
from web.console.routes import at, office

P = Permission
PATH = f"{OPINIONS}/checklists"


def _own() -> frozenset[int]:
    """The departments that the person answers for; of the whole hall, none in particular."""
    hall = console_hall()
    return console_actor().departments(P.ANSWER_OPINIONS, hall.id) or frozenset()


def _show(sent: Typed) -> Response:
    hall = console_hall()
    return page(
        "console/opinions/checklists.html",
        status=sent.status,
        found=checklists(hall.id),
        departments=departments_by_id(hall.id),
        own=_own(),
        today=day_of(clock.now(), hall.zone),
        manages=console_actor().may(P.MANAGE_OPINIONS, hall.id),
        typed=sent,
        problems=sent.problems,
        trouble=sent.trouble,
    )


@office.get(PATH)
@open_to(Door.CONSOLE, P.MANAGE_OPINIONS, P.ANSWER_OPINIONS)
def list_checklists() -> Response:
    """The lists with what came back."""
    return _show(Typed(_show))


@office.post(PATH)
@open_to(Door.CONSOLE, P.MANAGE_OPINIONS)
def write_checklist() -> Response:
    """Send a list to every department."""
    sent = typed(_show)
    form = ChecklistForm(sent["title"], sent.day("due_on"), sent["points"])
    send_checklist(console_hall(), form, by=console_actor(), now=clock.now())
    return see_other(at(PATH, done="checklist_sent"))


@office.get(f"{PATH}/<number>")
@open_to(Door.CONSOLE, P.ANSWER_OPINIONS)
def fill_checklist(number: str) -> Response:
    """The list as one's own department fills it in."""
    return _form(number, Typed(lambda sent: _form(number, sent)))


@office.post(f"{PATH}/<number>")
@open_to(Door.CONSOLE, P.ANSWER_OPINIONS)
def hand_in_checklist(number: str) -> Response:
    """One's own department returns the list."""
    typed(lambda again: _form(number, again))
    own = _own()
    if len(own) != 1:
        abort(404)
    sent = request.form
    returned = {
        place: Returned(sent.get(f"p{place}", ""), sent.get(f"w{place}", ""))
        for place in range(len(_found(number).points))
        if sent.get(f"p{place}")
    }
    answer = ChecklistAnswer(number, next(iter(own)), returned)
    return_checklist(console_hall(), answer, by=console_actor(), now=clock.now())
    return see_other(at(PATH, done="checklist_returned"))


def _form(number: str, sent: Typed) -> Response:
    own = _own()
    found = _found(number)
    before = found.returned.get(next(iter(own)), {}) if len(own) == 1 else {}
    return page(
        "console/opinions/checklist.html",
        status=sent.status,
        one=found,
        before=before,
        may_return=len(own) == 1,
        typed=sent,
        problems=sent.problems,
        trouble=sent.trouble,
    )


def _found(number: str) -> FoundChecklist:
    lists = checklists(console_hall().id)
    return next((one for one in lists if one.number == number), None) or abort(404)
