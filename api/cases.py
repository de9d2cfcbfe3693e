"""A citizen reads their case and acts in it: number and secret travel in the body alone."""

from hashlib import sha256
from typing import Any

from flask import Response, request

from api.case_shapes import CaseIn, CaseOut, PhotoOfCaseIn, StepIn, StepTakenOut
from api.case_shown import case_shown
from api.photo_references import References, owner_of
from api.repeats import HEADER, PARAMETER, once, repeated
from api.section import Section
from api.wire import answered
from photos.store import UnknownPhoto
from qr.codes import normalise
from qr.receipts import receipt_hash
from server import clock
from server.actions.cases.take_step import take_step
from server.errors import FormProblems, Problem
from server.gate import Door, language, open_to, wiring
from server.queries.cases.opening import hall_opened, number_opened_by
from server.queries.cases.own_data import own_contact
from server.queries.cases.own_story import own_story
from server.queries.codes.scans import ticket_keys
from server.queries.registry.halls import Hall
from server.rules.cases.citizens_steps import PARTS
from server.rules.cases.step_form import StepForm
from server.rules.cases.step_names import StepName
from server.rules.cases.takers import Citizen

JPEG = "image/jpeg"
NONCE_BYTES = 16
ERASING = frozenset({StepName.ERASE_WORDS})

section = Section("cases", "办到哪一步了：本人查看、补充、确认 One's own case")


@section.route("/cases/read", methods=["POST"])
@open_to(Door.CITIZEN)
@section.arguments(CaseIn)
@section.response(200, CaseOut)
def read(said: dict[str, Any]) -> Response:
    """看一件的全部 Read one's own case

    编号和密码不对、没有这一件，回答相同。不写任何东西，也不留会话。
    """
    hall, number, citizen = _opened(said)
    story = own_story(hall, number, citizen, now=clock.now())
    contact = own_contact(hall, number, citizen, wiring().settings.keys("contact"))
    return answered(case_shown(story, contact, language()))


@section.route("/cases/steps", methods=["POST"], parameters=[PARAMETER])
@open_to(Door.CITIZEN)
@section.arguments(StepIn)
@section.response(201, StepTakenOut)
def step(said: dict[str, Any]) -> Response:
    """补充、确认满意、重新办理、复核、打分、撤回、删除 Say or do something in it

    现在可以做什么，见 `/cases/read` 的 `next_steps`。带 `Idempotency-Key` 时，再发一次是同一步。
    """
    hall, number, citizen = _opened(said)
    return once(lambda: hall.id, request.get_data(), lambda: _take(hall, number, citizen, said))


@section.route("/cases/photos", methods=["POST"])
@open_to(Door.CITIZEN)
@section.arguments(PhotoOfCaseIn)
@section.response(200, {"type": "string", "format": "binary"}, content_type=JPEG)
def photo(said: dict[str, Any]) -> Response:
    """自己传的一张照片 One photo of one's own"""
    hall, number, citizen = _opened(said)
    story = own_story(hall, number, citizen, now=clock.now())
    if said["name"] not in {photo.name for photo in story.photos}:
        raise UnknownPhoto
    return Response(wiring().photo_store.read(said["name"]), mimetype=JPEG)


def _opened(said: dict[str, Any]) -> tuple[Hall, str, Citizen]:
    """The case that number and secret open. Raises UnknownCase."""
    key = receipt_hash(said["secret_code"])
    number = normalise(said["number"]) or number_opened_by(key)
    return hall_opened(number, key), number, Citizen(key)


def _take(hall: Hall, number: str, citizen: Citizen, said: dict[str, Any]) -> Response:
    now, store = clock.now(), wiring().photo_store
    is_erasing = said["step"] in ERASING
    gone = own_story(hall, number, citizen, now=now).photos if is_erasing else ()
    form = _form(number, citizen, said)
    try:
        taken = take_step(hall, form, citizen, now=now)
    except FormProblems as error:
        raise FormProblems(_as_fields(error.problems)) from error
    for each in gone:
        store.delete(each.name)
    body = {"number": taken.number, "version": taken.version, "state": taken.state}
    return repeated(answered(body, 201)) if taken.is_repeat else answered(body, 201)


def _form(number: str, citizen: Citizen, said: dict[str, Any]) -> StepForm:
    references = References(owner_of("case", citizen.key), ticket_keys(wiring().settings))
    key = request.headers.get(HEADER, "")
    return StepForm(
        number=number,
        step=said["step"],
        seen_version=said["seen_version"],
        facts={"level": str(said["level"])} if said["level"] else {},
        words={PARTS[said["step"]] or "words": said["words"]} if said["words"] else {},
        photos=references.photos(said["photos"], now=clock.now()) if said["photos"] else (),
        # Also where the first answer was not kept, the key makes the step the same.
        nonce=sha256(key.encode()).digest()[:NONCE_BYTES] if key else b"",
    )


def _as_fields(problems: tuple[Problem, ...]) -> tuple[Problem, ...]:
    """The problems by the names that this API gives to the fields."""
    parts = {part for part in PARTS.values() if part}
    return tuple(
        Problem("words", each.code, each.data) if each.field in parts else each for each in problems
    )
