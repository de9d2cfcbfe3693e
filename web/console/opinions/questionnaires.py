"""Questionnaires: write and open one, hang its symbol, see what came back, close it."""

from flask import Response, abort

from qr import symbol
from server import clock
from server.actions.opinions.close_questionnaire import close_questionnaire
from server.actions.opinions.open_questionnaire import QuestionnaireForm, open_questionnaire
from server.gate import Door, console_actor, console_hall, open_to, wiring
from server.queries.appraisal.story.numbers import short
from server.queries.opinions.questionnaires import (
    Questionnaire,
    questionnaire_named,
    questionnaires,
    results_of,
    texts_of,
    texts_unseen,
)
from server.rules.accounts.roles import Permission
from server.rules.months import day_of
from server.rules.opinions.questions import Question, QuestionKind
from server.texts import say
from web.console.answers import attached, page, see_other
from web.console.opinions.typed import OPINIONS, Typed, typed
from web.console.routes import at, office

P = Permission
PATH = f"{OPINIONS}/questionnaires"
AUDIENCES = ("citizens", "managers", "departments", "staff")
ACCESSES = ("open", "invitation")


def _show(sent: Typed) -> Response:
    hall = console_hall()
    return page(
        "console/opinions/questionnaires.html",
        status=sent.status,
        found=questionnaires(hall.id),
        today=day_of(clock.now(), hall.zone),
        typed=sent,
        problems=sent.problems,
        trouble=sent.trouble,
        audiences=AUDIENCES,
        accesses=ACCESSES,
    )


@office.get(f"{OPINIONS}/")
@open_to(Door.CONSOLE, P.MANAGE_OPINIONS, P.ANSWER_OPINIONS)
def opinions() -> Response:
    """On to the problems, which everybody here has to do with."""
    return see_other(at(f"{OPINIONS}/problems"))


@office.get(PATH)
@open_to(Door.CONSOLE, P.MANAGE_OPINIONS)
def list_questionnaires() -> Response:
    """All questionnaires, and the form of a new one."""
    return _show(Typed(_show, {"questions": say("opinion.example", "zh")}))


@office.post(PATH)
@open_to(Door.CONSOLE, P.MANAGE_OPINIONS)
def write_questionnaire() -> Response:
    """Open a questionnaire; the secrets of its invitations are shown this once."""
    sent = typed(_show)
    invited = sent["invited"]
    form = QuestionnaireForm(
        sent["title"],
        sent["intro"],
        sent["key"].strip(),
        sent["audience"] if sent["audience"] in AUDIENCES else AUDIENCES[0],
        sent["access"] if sent["access"] in ACCESSES else ACCESSES[0],
        sent.day("opens_on"),
        sent.day("closes_on"),
        sent["questions"],
        int(invited) if invited.isascii() and invited.isdecimal() else 0,
    )
    opened = open_questionnaire(console_hall(), form, by=console_actor(), now=clock.now())
    if opened.secrets:
        return page("console/opinions/invitations.html", opened=opened)
    return see_other(at(f"{PATH}/{opened.number}", done="questionnaire_opened"))


@office.get(f"{PATH}/<number>")
@open_to(Door.CONSOLE, P.MANAGE_OPINIONS)
def one_questionnaire(number: str) -> Response:
    """What came back of a questionnaire, question by question, with its n."""
    hall, asked = console_hall(), _found(number)
    today = day_of(clock.now(), hall.zone)
    return page(
        "console/opinions/questionnaire.html",
        asked=asked,
        results=results_of(hall.id, asked),
        texts=texts_of(hall.id, asked),
        unseen=texts_unseen(hall.id, asked),
        address=_address(asked),
        is_open=asked.is_open(today),
        today=today,
        kinds=QuestionKind,
        answers_of=_answers_of,
        short=short,
    )


@office.get(f"{PATH}/<number>/symbol.png")
@open_to(Door.CONSOLE, P.MANAGE_OPINIONS)
def questionnaire_symbol(number: str) -> Response:
    """The symbol that leads to the questionnaire, to be printed."""
    picture = Response(symbol.png(_address(_found(number))), mimetype="image/png")
    return attached(picture, f"questionnaire-{number}.png")


@office.post(f"{PATH}/<number>/close")
@open_to(Door.CONSOLE, P.MANAGE_OPINIONS)
def end_questionnaire(number: str) -> Response:
    """No more answers; its scales become a figure."""
    close_questionnaire(console_hall(), number, by=console_actor(), now=clock.now())
    return see_other(at(f"{PATH}/{number}", done="questionnaire_closed"))


def _found(number: str) -> Questionnaire:
    return questionnaire_named(console_hall().id, number) or abort(404)


def _address(asked: Questionnaire) -> str:
    return f"{wiring().settings.public_url}/q/{asked.number}"


def _answers_of(question: Question) -> tuple[tuple[str, int], ...]:
    """What can be answered, with the place under which it is counted; a scale from its best."""
    if question.most is not None:
        return tuple((str(step), step) for step in range(question.most, 0, -1))
    return tuple((words, place) for place, words in enumerate(question.choices))
