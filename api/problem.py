"""What does the API answer when it cannot do what was asked? (RFC 9457, problem details)"""

from http import HTTPStatus

from flask import Response
from marshmallow import Schema, fields

from api.wire import encoded
from server.errors import Problem
from server.gate import language
from server.texts import is_known, say

PROBLEM_TYPE = "application/problem+json"
PROBLEMS = "/api/v1/problems"


class FieldProblemOut(Schema):
    """One thing that is wrong with one field."""

    field = fields.String(required=True, metadata={"description": "字段；列表中的项写作 tags.0"})
    code = fields.String(required=True, metadata={"description": "不随语言变化的代码"})
    detail = fields.String(required=True, metadata={"description": "给人看的说明"})


class ProblemOut(Schema):
    """问题说明 (RFC 9457)."""

    type = fields.String(required=True, metadata={"format": "uri-reference"})
    title = fields.String(required=True)
    status = fields.Integer(required=True)
    code = fields.String(required=True, metadata={"description": "不随语言变化的代码"})
    detail = fields.String(required=True)
    errors = fields.List(fields.Nested(FieldProblemOut))


def problem(
    status: int, code: str, *, fields: tuple[Problem, ...] = (), **data: str | int
) -> Response:
    """The answer of that status: what happened, in the reader's language, and in which fields."""
    lang = language()
    body = {
        "type": f"{PROBLEMS}/{code}",
        "title": _title(status, lang),
        "status": status,
        "code": code,
        "detail": say(code, lang, **data),
        **({"errors": [_field(one, lang) for one in fields]} if fields else {}),
    }
    answer = Response(encoded(body), status=status, mimetype=PROBLEM_TYPE)
    answer.headers["Content-Language"] = lang
    answer.vary.add("Accept-Language")
    return answer


def _title(status: int, lang: str) -> str:
    code = f"api.status_{status}"
    return say(code, lang) if is_known(code) else HTTPStatus(status).phrase


def _field(one: Problem, lang: str) -> dict[str, str]:
    sentence = say(one.code, lang, **{"field": one.field, **one.data})
    return {"field": one.field, "code": one.code, "detail": sentence}
