"""Another system reads the windows' codes, and replaces one."""

from typing import Any

from flask import Response, request
from marshmallow import Schema, fields

from api.fields import Words
from api.repeats import PARAMETER, once
from api.section import Section
from api.shape import Shape
from api.wire import answered
from qr.codes import WINDOW_CODE_LETTERS
from server import clock
from server.actions.codes.replace_code import replace_code
from server.errors import UnknownCode
from server.gate import Door, caller_hall, caller_name, open_to, wiring
from server.queries.registry.windows import hall_windows, window_numbered

section = Section("codes", "窗口码 Window codes")


class CodeOut(Schema):
    """窗口码 The code of a window"""

    window = fields.String(required=True)
    code = fields.String(required=True, allow_none=True)
    url = fields.String(required=True, allow_none=True, metadata={"format": "uri"})


class CodesOut(Schema):
    """大厅的窗口码 The codes of the hall"""

    codes = fields.List(fields.Nested(CodeOut), required=True)


class ReplaceIn(Shape):
    """换码 Replacing a code"""

    code = Words(
        most=WINDOW_CODE_LETTERS,
        least=1,
        required=True,
        metadata={"description": "要换掉的码；与窗口现在的码不同则不换"},
    )


@section.route("/codes")
@open_to(Door.SYSTEM)
@section.response(200, CodesOut)
def codes() -> dict[str, Any]:
    """大厅全部窗口的码 The code of every window"""
    windows = hall_windows(caller_hall())
    return {"codes": [_shown(window.number, window.code) for window in windows]}


@section.route("/codes/<window>/replace", methods=["POST"], parameters=[PARAMETER])
@open_to(Door.SYSTEM)
@section.arguments(ReplaceIn)
@section.response(201, CodeOut)
def replace(said: dict[str, Any], window: str) -> Response:
    """换码，旧海报立即失效 Replace a code; the old poster stops working at once"""
    return once(caller_hall, request.get_data(), lambda: _replace(window, said["code"]))


def _replace(window: str, code: str) -> Response:
    # A repeat names a code that is gone by then, and so replaces nothing.
    if window_numbered(caller_hall(), window).code != code:
        raise UnknownCode
    fresh = replace_code(caller_hall(), window, by=caller_name(), now=clock.now())
    return answered(_shown(window, fresh), 201)


def _shown(window: str, code: str | None) -> dict[str, str | None]:
    url = f"{wiring().settings.public_url}/w/{code}" if code else None
    return {"window": window, "code": code, "url": url}
