"""What an inspector finds is recorded, signed by another, or taken back where it was an error."""

import secrets
from hashlib import sha256
from typing import Any

from flask import Response, request

from api.finding_shown import state_title, whole
from api.inspecting import refused, the_round
from api.inspection_forms import FindingIn, RecordedOut
from api.inspection_shapes import OneFindingOut
from api.known_first import known_first
from api.repeats import HEADER, PARAMETER, once
from api.section import Section
from api.staff_photos import JPEG, photos_of_form, picture
from api.staff_shapes import OwnIn
from api.wire import answered
from server import clock
from server.actions.inspections.record_finding import record_finding
from server.actions.inspections.sign_finding import sign_finding
from server.actions.inspections.withdraw_finding import withdraw_finding
from server.errors import StepNotAllowed, Unknown
from server.gate import Door, console_actor, console_hall, open_to
from server.queries.inspections.findings import FoundFinding, finding_numbered
from server.rules.accounts.roles import Permission
from server.rules.inspections.form import FindingForm

NONCE_BYTES = 16

section = Section("findings", "巡查发现的问题 Findings of inspections")


@section.route("/inspections/<number>/findings", methods=["POST"], parameters=[PARAMETER])
@open_to(Door.CONSOLE, Permission.INSPECT)
@known_first(the_round)
@section.arguments(OwnIn, location="query")
@section.arguments(FindingIn)
@section.response(201, RecordedOut)
def record(asked: dict[str, Any], said: dict[str, Any], number: str) -> Response:
    """记录一个问题 Record a finding

    带 `Idempotency-Key` 时，没有网络时记下、后来再发、发几次，都是同一个问题。
    没有见证人也没有照片的，只记录，不计分；区间分值等第二人签批。
    """
    del asked
    return once(lambda: console_hall().id, request.get_data(), lambda: _record(number, said))


@section.route("/inspections/findings/<number>")
@open_to(Door.CONSOLE, Permission.SEE_INSPECTIONS)
@section.arguments(OwnIn, location="query")
@section.response(200, OneFindingOut)
def finding(said: dict[str, Any], number: str) -> dict[str, Any]:
    """一个问题和它的证据 One finding with its evidence"""
    del said
    return whole(_found(number))


@section.route("/inspections/findings/<number>/signature", methods=["PUT"])
@open_to(Door.CONSOLE, Permission.INSPECT)
@section.arguments(OwnIn, location="query")
@section.response(200, OneFindingOut)
def sign(said: dict[str, Any], number: str) -> dict[str, Any]:
    """第二人签批分值 A second inspector signs the points"""
    del said
    try:
        sign_finding(console_hall(), number, by=console_actor(), now=clock.now())
    except StepNotAllowed as error:
        raise refused(error) from error
    return whole(_found(number))


@section.route("/inspections/findings/<number>", methods=["DELETE"])
@open_to(Door.CONSOLE, Permission.INSPECT)
@section.arguments(OwnIn, location="query")
@section.response(200, OneFindingOut)
def withdraw(said: dict[str, Any], number: str) -> dict[str, Any]:
    """撤回记错的问题 Take back what was entered in error"""
    del said
    try:
        withdraw_finding(console_hall(), number, by=console_actor(), now=clock.now())
    except StepNotAllowed as error:
        raise refused(error) from error
    return whole(_found(number))


@section.route("/inspections/findings/<number>/photos/<name>")
@open_to(Door.CONSOLE, Permission.SEE_INSPECTIONS)
@section.arguments(OwnIn, location="query")
@section.response(200, {"type": "string", "format": "binary"}, content_type=JPEG)
def finding_photo(said: dict[str, Any], number: str, name: str) -> Response:
    """一张照片 One photo of the finding"""
    del said
    if name not in _found(number).photos:
        raise Unknown
    return picture(name)


def _found(number: str) -> FoundFinding:
    hall_id = console_hall().id
    departments = console_actor().departments(Permission.SEE_INSPECTIONS, hall_id)
    return finding_numbered(hall_id, number, departments)


def _record(number: str, said: dict[str, Any]) -> Response:
    key = request.headers.get(HEADER, "")
    nonce = sha256(key.encode()).digest()[:NONCE_BYTES] if key else secrets.token_bytes(NONCE_BYTES)
    form = FindingForm(**{**said, "photos": photos_of_form(said["photos"]), "nonce": nonce.hex()})
    try:
        recorded = record_finding(console_hall(), number, form, by=console_actor(), now=clock.now())
    except StepNotAllowed as error:
        raise refused(error) from error
    found = _found(recorded)
    told = {"number": found.number, "state": found.state, "state_title": state_title(found)}
    return answered(told, 201)
