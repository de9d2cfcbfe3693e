"""Problems that opinions found: enter, answer, close."""

from flask import Response

from server import clock
from server.actions.opinions.enter_problem import answer_problem, close_problem, enter_problem
from server.gate import Door, console_actor, console_hall, open_to
from server.queries.opinions.told import opinion_problems
from server.queries.registry.units import open_departments
from server.rules.accounts.roles import Permission
from server.rules.months import day_of
from server.rules.opinions.problems import Nature, OpinionSource, ProblemForm, ProblemState
from web.console.answers import page, see_other
from web.console.asked import asked
from web.console.opinions.typed import OPINIONS, Typed, typed
from web.console.routes import at, office

P = Permission
PATH = f"{OPINIONS}/problems"


def _show(sent: Typed) -> Response:
    hall, actor = console_hall(), console_actor()
    manages = actor.may(P.MANAGE_OPINIONS, hall.id)
    scope = None if manages else actor.departments(P.ANSWER_OPINIONS, hall.id)
    return page(
        "console/opinions/problems.html",
        status=sent.status,
        found=opinion_problems(hall.id, scope),
        units=open_departments(hall.id),
        natures=list(Nature),
        sources=list(OpinionSource),
        states=ProblemState,
        today=day_of(clock.now(), hall.zone),
        manages=manages,
        answers=actor.may(P.ANSWER_OPINIONS, hall.id),
        typed=sent,
        problems=sent.problems,
        trouble=sent.trouble,
    )


@office.get(PATH)
@open_to(Door.CONSOLE, P.MANAGE_OPINIONS, P.ANSWER_OPINIONS)
def list_problems() -> Response:
    """The problems, open ones first; a department sees its own."""
    given = {name: asked(name) for name in ("source", "source_number", "words")}
    return _show(Typed(_show, given))


@office.post(PATH)
@open_to(Door.CONSOLE, P.MANAGE_OPINIONS)
def add_problem() -> Response:
    """Enter a problem with owner, measure and day."""
    sent = typed(_show)
    known = {one.value: one for one in OpinionSource}
    natures = {one.value: one for one in Nature}
    form = ProblemForm(
        known.get(sent["source"], OpinionSource.SYMPOSIUM),
        sent["source_number"].strip()[:16],
        natures.get(sent["nature"]),
        sent["words"],
        sent["cause"],
        sent["measure"],
        sent["department"],
        sent.day("due_on"),
    )
    enter_problem(console_hall(), form, by=console_actor(), now=clock.now())
    return see_other(at(PATH, done="problem_entered"))


@office.post(f"{PATH}/<number>/answer")
@open_to(Door.CONSOLE, P.ANSWER_OPINIONS)
def say_answer(number: str) -> Response:
    """Say what was put right."""
    sent = typed(_show)
    answer_problem(console_hall(), number, sent["answer"], by=console_actor(), now=clock.now())
    return see_other(at(PATH, done="problem_answered"))


@office.post(f"{PATH}/<number>/close")
@open_to(Door.CONSOLE, P.MANAGE_OPINIONS)
def end_problem(number: str) -> Response:
    """Find it put right."""
    typed(_show)
    close_problem(console_hall(), number, by=console_actor(), now=clock.now())
    return see_other(at(PATH, done="problem_closed"))
