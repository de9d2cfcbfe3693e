"""The supervising office and the units work on cases from a phone: the queue, one case, a step."""

from collections.abc import Iterable
from hashlib import sha256
from typing import Any

from flask import Response, request

from api.known_first import known_first
from api.office_case_forms import OfficeStepIn, QueueIn, ReplyIn
from api.office_case_shapes import OfficeCaseOut, OfficeStepTakenOut, QueueOut, ReplyCheckOut
from api.office_case_shown import Telling, case_shown
from api.refusals import StepRefused
from api.repeats import HEADER, PARAMETER, once, repeated
from api.section import Section
from api.staff_photos import JPEG, photos_of_form, picture
from api.staff_shapes import OwnIn
from api.wire import answered
from server import clock
from server.actions.cases.take_step import take_step
from server.errors import CaseMoved, FormProblems, Problem, StepNotAllowed
from server.gate import Door, console_actor, console_hall, language, open_to
from server.queries.cases.identity import photo_of_case
from server.queries.cases.lines import CaseLine
from server.queries.cases.office import Office, office_of
from server.queries.cases.opened import opened_case
from server.queries.cases.queue import Cursor, Part, Queue, queue
from server.queries.cases.search import search
from server.queries.cases.standard_texts import measure_of
from server.queries.cases.story import story
from server.queries.cases.telling import category_words
from server.rules.accounts.roles import Permission
from server.rules.cases.kinds import CaseKind
from server.rules.cases.next_steps import AT_THE_DESK, NEEDS_FRESH
from server.rules.cases.queue import OF_HANDLERS
from server.rules.cases.reply_check import lacking
from server.rules.cases.seeing import is_insider
from server.rules.cases.step_form import StepForm
from server.texts import is_known, say

NONCE_BYTES = 16
OF_CHOICES = frozenset({"problem.choice_missing", "problem.choice_unknown"})
ACTING = (
    Permission.HANDLE_CASES,
    Permission.ANSWER_CASES,
    Permission.DECIDE_PROPOSALS,
    Permission.HANDLE_TIP_OFFS,
)

section = Section("office_cases", "办件：监督科和部门在手机上 Cases: the office and units by phone")


def _the_case(number: str) -> None:
    """Raises UnknownCase for one that is not there, or not for them."""
    opened_case(console_hall().id, number, console_actor())


@section.route("/office/cases")
@open_to(Door.CONSOLE, Permission.SEE_CASES)
@section.arguments(QueueIn, location="query")
@section.response(200, QueueOut)
def office_cases(said: dict[str, Any]) -> dict[str, Any]:
    """待办，最急的在前；或者按编号、窗口、原话查找 Open cases, or those looked for

    部门只看到交给本部门的；举报只有纪检看到。
    """
    office, actor = office_of(console_hall(), clock.now()), console_actor()
    if said["q"].strip():
        found = search(office, actor, said["q"])
        return _page(office, found)
    part = Part(said["filter"], said["urgency"], said["state"])
    after = Cursor(said["due"], said["after"]) if said["due"] and said["after"] else None
    return _queue(office, queue(office, actor, part, after=after))


@section.route("/office/cases/<number>")
@open_to(Door.CONSOLE, Permission.SEE_CASES)
@section.arguments(OwnIn, location="query")
@section.response(200, OfficeCaseOut)
def office_case(said: dict[str, Any], number: str) -> dict[str, Any]:
    """一件的全部：经过、逐日的期限、现在能办的和不能办的 One case whole

    联系方式不在里面；要看身份、不计入评价的，在电脑上办理。
    """
    del said
    office, actor = office_of(console_hall(), clock.now()), console_actor()
    told = story(office.hall, number, actor, now=office.now)
    return case_shown(Telling(told, office, actor, language()))


@section.route("/office/cases/<number>/steps", methods=["POST"], parameters=[PARAMETER])
@open_to(Door.CONSOLE, *ACTING)
@known_first(_the_case)
@section.arguments(OwnIn, location="query")
@section.arguments(OfficeStepIn)
@section.response(201, OfficeStepTakenOut)
def office_step(asked: dict[str, Any], said: dict[str, Any], number: str) -> Response:
    """办一步 Take a step

    可以办的和它们的表单，见 `/office/cases/{number}` 的 `next_steps`。
    看过以后有人办理过的，409 并说明是谁；填写的内容由手机留着。
    """
    del asked
    return once(lambda: console_hall().id, request.get_data(), lambda: _take(number, said))


@section.route("/office/cases/<number>/reply-check", methods=["POST"])
@open_to(Door.CONSOLE, *ACTING)
@known_first(_the_case)
@section.arguments(OwnIn, location="query")
@section.arguments(ReplyIn)
@section.response(200, ReplyCheckOut)
def check_reply(asked: dict[str, Any], said: dict[str, Any], number: str) -> dict[str, Any]:
    """答复发出前看看缺什么 What a reply does not seem to say; nothing is sent or kept"""
    del asked
    told = story(console_hall(), number, console_actor(), now=clock.now())
    found = lacking(said["reply"], asked=told.words, measure=measure_of(told))
    return {"lacking": [_say(f"console_case.lack_{one}") for one in found]}


@section.route("/office/cases/<number>/photos/<name>")
@open_to(Door.CONSOLE, Permission.SEE_CASES)
@section.arguments(OwnIn, location="query")
@section.response(200, {"type": "string", "format": "binary"}, content_type=JPEG)
def office_case_photo(said: dict[str, Any], number: str, name: str) -> Response:
    """一张照片 One photo of the case"""
    del said
    return picture(photo_of_case(console_hall(), number, console_actor(), name))


def _queue(office: Office, shown: Queue) -> dict[str, Any]:
    handles = is_insider(console_actor(), office.hall.id, CaseKind.COMPLAINT)
    filters = [
        {"filter": one, "title": _say(f"console_case.filter_{one}"), "n": count}
        for one, count in shown.by_filter.items()
        if handles or one not in OF_HANDLERS
    ]
    groups = [{"urgency": one, "n": count} for one, count in shown.by_urgency.items()]
    after = {"after": shown.after.number, "due": shown.after.due_on} if shown.after else None
    return {**_page(office, shown.rows), "filters": filters, "groups": groups, "next": after}


def _page(office: Office, lines: Iterable[CaseLine]) -> dict[str, Any]:
    listed = [_line(line) for line in lines]
    return {"cases": listed, "filters": [], "groups": [], "next": None, "today": office.today}


def _line(line: CaseLine) -> dict[str, Any]:
    return {
        **vars(line),
        "kind_title": _say(f"kind.{line.kind}"),
        "state_title": _say(f"case.state_{line.state}"),
        "category": category_words(line.category, language()) if line.category else "",
        "window": line.window_number,
        "department": line.department_name,
        "handler": line.handler_title,
        "due_on": line.due_on if line.clock else None,
    }


def _take(number: str, said: dict[str, Any]) -> Response:
    if said["step"] in NEEDS_FRESH:
        raise _in_words(StepNotAllowed(step=said["step"], reason=AT_THE_DESK))
    try:
        taken = take_step(console_hall(), _form(number, said), console_actor(), now=clock.now())
    except StepNotAllowed as error:
        raise _in_words(error) from error
    except FormProblems as error:
        raise FormProblems(tuple(map(_as_field, error.problems))) from error
    body = {
        "number": taken.number,
        "version": taken.version,
        "state": taken.state,
        "state_title": _say(f"case.state_{taken.state}"),
    }
    return repeated(answered(body, 201)) if taken.is_repeat else answered(body, 201)


def _form(number: str, said: dict[str, Any]) -> StepForm:
    key = request.headers.get(HEADER, "")
    return StepForm(
        number=number,
        step=said["step"],
        seen_version=said["seen_version"],
        facts={name: value for name, value in said["facts"].items() if value.strip()},
        words={part: text for part, text in said["words"].items() if text.strip()},
        photos=photos_of_form(said["photos"]),
        # Also where the first answer was not kept, the key makes the step the same.
        nonce=sha256(key.encode()).digest()[:NONCE_BYTES] if key else b"",
    )


def _in_words(error: StepNotAllowed) -> StepNotAllowed:
    reason = f"guard.{error.data.get('reason', '')}"
    if isinstance(error, CaseMoved) or not is_known(reason):
        return error
    return StepRefused(step=_say(f"step.{error.data['step']}"), reason=_say(reason))


def _as_field(one: Problem) -> Problem:
    """The problem by the name that this API gives to the field."""
    if one.field == "photos":
        return one
    place = "facts" if one.code in OF_CHOICES else "words"
    return Problem(f"{place}.{one.field}", one.code, one.data)


def _say(code: str) -> str:
    return say(code, language())
