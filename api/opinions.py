"""Anybody answers a questionnaire or puts a slip into the suggestion box, without a name."""

import secrets
from hashlib import sha256
from typing import Any

from flask import Response, request
from marshmallow import Schema, fields

from api.fields import Inner, Several, Whole, Words
from api.refusals import ShapeProblems
from api.repeats import HEADER, PARAMETER, once
from api.section import Section
from api.shape import Shape
from api.watching import watch
from api.wire import answered
from qr.codes import normalise
from qr.receipts import receipt
from server import clock, errors
from server.actions.opinions.answer_questionnaire import SheetForm, answer_questionnaire
from server.actions.opinions.put_slip import LONGEST_SLIP, Slip, put_slip
from server.errors import FormProblems, Problem
from server.gate import Door, language, open_to, wiring
from server.queries.opinions.questionnaires import (
    Questionnaire,
    hall_of_questionnaire,
    questionnaire_named,
    written_answers,
)
from server.queries.opinions.told import slip_opened
from server.queries.registry.halls import Hall, hall_named, hall_of_id
from server.queries.registry.windows import window_numbered
from server.rules.months import day_of
from server.rules.opinions.questions import (
    LONGEST_TEXT,
    MOST_CHOICES,
    MOST_QUESTIONS,
    MOST_STEPS,
    Answered,
    QuestionKind,
)
from server.rules.safety.holding import Place

MARK_BYTES = 16
A_MARK = {"description": "本机随机生成；同一个再发一次是同一份，不给则由幂等键决定"}
HIGHEST = max(MOST_CHOICES, MOST_STEPS)

section = Section("opinions", "问卷和意见箱 Questionnaires and the suggestion box")


class QuestionOut(Schema):
    """一道题 One question"""

    kind = fields.Enum(QuestionKind, by_value=True, required=True)
    words = fields.String(required=True)
    choices = fields.List(fields.String(), required=True)
    most = fields.Integer(
        required=True, allow_none=True, metadata={"description": "量表的最高分，从 1 起"}
    )
    is_required = fields.Boolean(required=True)


class QuestionnaireOut(Schema):
    """一份问卷 A questionnaire"""

    number = fields.String(required=True)
    hall = fields.String(required=True)
    title = fields.String(required=True)
    intro = fields.String(required=True)
    is_open = fields.Boolean(required=True)
    opens_on = fields.Date(required=True)
    closes_on = fields.Date(required=True)
    needs_invitation = fields.Boolean(required=True)
    questions = fields.List(fields.Nested(QuestionOut), required=True)
    text_characters = fields.Integer(required=True)


class AnswerIn(Shape):
    """一道题的回答 One answer"""

    question = Whole(
        least=1, most=MOST_QUESTIONS, required=True, metadata={"description": "第几题"}
    )
    chosen = Several(
        Whole(least=0, most=HIGHEST),
        most=MOST_CHOICES,
        load_default=list,
        metadata={"description": "单选、多选：选项的序号，从 0 起；量表：分数"},
    )
    text = Words(most=LONGEST_TEXT, load_default="")


class SheetIn(Shape):
    """一份答卷 An answered questionnaire"""

    answers = Several(Inner(AnswerIn), most=MOST_QUESTIONS, required=True)
    mark = Words(most=64, load_default="", metadata=A_MARK)
    invitation = Words(most=32, load_default="", metadata={"description": "凭邀请填写时的邀请码"})
    window = Words(most=16, load_default="", metadata={"description": "扫码所在的窗口号，可不填"})


class SheetOut(Schema):
    """已收到 Received"""

    is_new = fields.Boolean(required=True, metadata={"description": "false：以前已经收到"})


class SlipIn(Shape):
    """一张意见 A slip"""

    text = Words(most=LONGEST_SLIP, least=1, required=True)
    hall = Words(most=32, load_default="", metadata={"description": "大厅代码；只有一个大厅时不填"})
    mark = Words(most=64, load_default="", metadata=A_MARK)


class SlipOut(Schema):
    """已收到 Received"""

    number = fields.String(required=True)
    secret_code = fields.String(
        required=True, metadata={"description": "密码，只给这一次；凭编号和密码看答复"}
    )


class OwnSlipIn(Shape):
    """看答复 Number and secret of a slip"""

    number = Words(most=16, least=1, required=True)
    secret_code = Words(most=64, least=1, required=True)
    hall = Words(most=32, load_default="")


class OwnSlipOut(Schema):
    """自己的一张意见 One's own slip"""

    number = fields.String(required=True)
    put_on = fields.Date(required=True)
    text = fields.String(required=True)
    answer = fields.String(required=True, metadata={"description": "还没有答复为空"})


@section.route("/questionnaires/<number>")
@open_to(Door.CITIZEN)
@section.response(200, QuestionnaireOut)
def questionnaire(number: str) -> dict[str, Any]:
    """一份问卷 A questionnaire; stores nothing"""
    hall, asked = _asked(number)
    return {
        **{name: getattr(asked, name) for name in ("number", "title", "intro")},
        "hall": hall.title(language()),
        "is_open": asked.is_open(day_of(clock.now(), hall.zone)),
        "opens_on": asked.opens_on,
        "closes_on": asked.closes_on,
        "needs_invitation": asked.access == "invitation",
        "questions": [vars(one) for one in asked.questions],
        "text_characters": LONGEST_TEXT,
    }


@section.route("/questionnaires/<number>/answers", methods=["POST"], parameters=[PARAMETER])
@open_to(Door.CITIZEN)
@section.arguments(SheetIn)
@section.response(201, SheetOut)
@section.alt_response(410, "GONE")
@section.alt_response(429, "TOO_MANY_REQUESTS")
def answer(said: dict[str, Any], number: str) -> Response:
    """交一份答卷 Answer it, once

    不记姓名、地址和时刻。十分钟内收得太多时回答 429，内容不变再发即可。
    """
    hall, asked = _asked(number)
    return once(lambda: hall.id, request.get_data(), lambda: _take(hall, asked, said))


@section.route("/box", methods=["POST"], parameters=[PARAMETER])
@open_to(Door.CITIZEN)
@section.arguments(SlipIn)
@section.response(201, SlipOut)
@section.alt_response(429, "TOO_MANY_REQUESTS")
def drop(said: dict[str, Any]) -> Response:
    """投一张意见 Put a slip into the suggestion box"""
    hall = hall_named(said["hall"] or None)
    return once(lambda: hall.id, request.get_data(), lambda: _drop(hall, said))


@section.route("/box/read", methods=["POST"])
@open_to(Door.CITIZEN)
@section.arguments(OwnSlipIn)
@section.response(200, OwnSlipOut)
def read(said: dict[str, Any]) -> dict[str, Any]:
    """看答复 The answer to one's own slip

    编号和密码不对、没有这一张，回答相同。
    """
    hall = hall_named(said["hall"] or None)
    number, secret = said["number"].strip().upper(), normalise(said["secret_code"])
    found = slip_opened(hall.id, number, secret)
    if found is None:
        raise FormProblems((Problem("number", "opinion.slip_unknown"),))
    return {name: getattr(found, name) for name in ("number", "put_on", "text", "answer")}


def _take(hall: Hall, asked: Questionnaire, said: dict[str, Any]) -> Response:
    form = SheetForm(
        asked.number,
        _mark(said),
        _answered(asked, said["answers"]),
        said["invitation"].strip().upper(),
        _window(hall, said["window"]),
    )
    try:
        is_new = answer_questionnaire(hall, form, now=clock.now())
    except FormProblems as error:
        raise FormProblems(tuple(_as_question(one) for one in error.problems)) from error
    if is_new:
        refs = written_answers(hall.id, asked.id, form.nonce)
        watch(hall.id, ((Place.ANSWER, ref) for ref in refs))
    return answered({"is_new": is_new}, 201)


def _answered(asked: Questionnaire, said: list[dict[str, Any]]) -> Answered:
    """The answers by question. Raises ShapeProblems for none such, one twice, stray words."""
    wrong = [
        Problem(f"answers.{at}", "opinion.no_such_answer", {"place": one["question"]})
        for at, one in enumerate(said)
        if not _fits(asked, one) or one["question"] in {each["question"] for each in said[:at]}
    ]
    if wrong:
        raise ShapeProblems(tuple(wrong))
    chosen = {one["question"] - 1: tuple(one["chosen"]) for one in said if one["chosen"]}
    texts = {one["question"] - 1: one["text"] for one in said if one["text"]}
    return Answered(chosen, texts)


def _fits(asked: Questionnaire, answer: dict[str, Any]) -> bool:
    """Whether the question is there and, where it is not one of words, none are given."""
    place = answer["question"]
    is_there = place <= len(asked.questions)
    return is_there and (not answer["text"] or asked.questions[place - 1].kind is QuestionKind.TEXT)


def _as_question(problem: Problem) -> Problem:
    """The problem by the name that this API gives to the question: ``questions.1`` the first."""
    return Problem(f"questions.{problem.data['place']}", problem.code, problem.data)


def _drop(hall: Hall, said: dict[str, Any]) -> Response:
    mark = _mark(said)
    # The same slip sent again gets the same secret: only its hash is kept.
    secret = receipt(sha256(mark.encode()).digest(), wiring().settings.key("box-slip"))
    number = put_slip(hall, Slip(said["text"], secret, mark), now=clock.now())
    return answered({"number": number, "secret_code": secret}, 201)


def _mark(said: dict[str, Any]) -> str:
    """What makes two forms the same one: the client's mark, its key, or else nothing at all."""
    given = said["mark"] or request.headers.get(HEADER, "")
    return given or secrets.token_urlsafe(MARK_BYTES)


def _asked(number: str) -> tuple[Hall, Questionnaire]:
    hall_id = hall_of_questionnaire(number)
    asked = questionnaire_named(hall_id, number) if hall_id is not None else None
    if hall_id is None or asked is None:
        raise errors.Unknown
    return hall_of_id(hall_id), asked


def _window(hall: Hall, number: str) -> int | None:
    """None too for a window that is gone: the answer counts for the hall."""
    if not number:
        return None
    try:
        return window_numbered(hall.id, number).id
    except errors.UnknownWindow:
        return None
