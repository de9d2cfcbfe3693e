"""What a consequence proposes to a person: its cause in figures, and the decision."""

from flask import Response, abort

from server import clock
from server.actions.appraisal.settle_task import TaskForm, settle_task
from server.gate import Door, console_actor, console_hall, language, open_to
from server.queries.appraisal.names import names_of
from server.queries.appraisal.tasks import FoundTask, task_named
from server.rules.accounts.roles import Permission
from web.console.answers import page, see_other
from web.console.appraisal.board import APPRAISAL
from web.console.opinions.typed import Typed, typed
from web.console.routes import at, office
from web.score_words import written

P = Permission
PATH = f"{APPRAISAL}/tasks"


def _show(number: str, sent: Typed) -> Response:
    hall, task = console_hall(), _found(number)
    return page(
        "console/appraisal/task.html",
        status=sent.status,
        task=task,
        named=names_of(hall.id)[task.who],
        may_settle=console_actor().may(P.SIGN_APPRAISAL, hall.id),
        typed=sent,
        problems=sent.problems,
        trouble=sent.trouble,
        **written(language()),
    )


@office.get(f"{PATH}/<number>")
@open_to(Door.CONSOLE, P.MANAGE_APPRAISAL, P.SIGN_APPRAISAL)
def one_task(number: str) -> Response:
    """One task with its cause."""
    return _show(number, Typed(lambda sent: _show(number, sent)))


@office.post(f"{PATH}/<number>")
@open_to(Door.CONSOLE, P.SIGN_APPRAISAL)
def settle_proposed_task(number: str) -> Response:
    """Somebody decides it."""
    _found(number)
    sent = typed(lambda again: _show(number, again))
    form = TaskForm(sent["state"], sent["outcome"])
    settle_task(console_hall(), number, form, by=console_actor(), now=clock.now())
    return see_other(at(f"{PATH}/{number}", done="task_settled"))


def _found(number: str) -> FoundTask:
    return task_named(console_hall().id, number) or abort(404)
