"""What does the code of a problem mean? Where the ``type`` of a problem leads."""

from marshmallow import Schema, fields

from api.section import Section
from server.errors import Unknown
from server.gate import Door, open_to
from server.texts import LANGUAGES, is_known, say

# The areas of server/texts that problems come from.
AREAS = frozenset({"api", "error", "problem", "photo"})

section = Section("problems", "出错代码 Codes of problems")


class ExplanationOut(Schema):
    """一个代码的含义，{…} 处填入具体内容 What a code means"""

    code = fields.String(required=True)
    zh = fields.String(required=True)
    en = fields.String(required=True)


@section.route("/problems/<code>")
@open_to(Door.PUBLIC)
@section.response(200, ExplanationOut)
def explain(code: str) -> dict[str, str]:
    """出错代码的含义 What a code means"""
    if code.partition(".")[0] not in AREAS or not is_known(code):
        raise Unknown
    return {"code": code, **{lang: say(code, lang) for lang in LANGUAGES}}
