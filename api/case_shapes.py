"""Which shape has what a citizen reads of their case and sends to it?"""

from collections.abc import Mapping
from typing import Any

from marshmallow import Schema, fields

from api.fields import Choice, Several, Whole, Words
from api.photo_references import LONGEST_REFERENCE
from api.shape import Shape
from server.rules.cases.citizens_steps import PARTS
from server.rules.cases.step_form import LONGEST_WORDS, MOST_PHOTOS

LONGEST_NUMBER, LONGEST_SECRET = 16, 64
MOST_VERSIONS = 1_000_000
STEPS = {step.value: step for step in PARTS}
A_DAY = {"format": "date"}


class CaseIn(Shape):
    """哪一件，凭什么打开 Which case, and the secret that opens it"""

    number = Words(
        most=LONGEST_NUMBER,
        load_default="",
        metadata={"description": "编号；只有差评的查询码时可以不填"},
    )
    secret_code = Words(
        most=LONGEST_SECRET,
        least=1,
        required=True,
        metadata={"description": "密码，或这条差评的查询码；只放在请求体里"},
    )


class StepIn(CaseIn):
    """说什么、做什么 What is said or done"""

    step = Choice(STEPS, required=True)
    words = Words(most=LONGEST_WORDS, load_default="")
    level = Whole(least=1, most=5, load_default=None, metadata={"description": "给处理打分时"})
    photos = Several(Words(most=LONGEST_REFERENCE), most=MOST_PHOTOS, load_default=list)
    seen_version = Whole(
        least=1,
        most=MOST_VERSIONS,
        load_default=None,
        metadata={"description": "看到的 version；其后办理有变化时 409，免得答非所问"},
    )


class PhotoOfCaseIn(CaseIn):
    """哪张照片 Which photo"""

    name = Words(most=64, least=1, required=True)


class CountedDayOut(Schema):
    """期限里的一天 One day of the count"""

    day = fields.Date(required=True)
    kind = fields.String(required=True)
    number = fields.Integer(
        required=True, allow_none=True, metadata={"description": "第几个工作日；休息日为 null"}
    )
    is_settled = fields.Boolean(required=True)


class DeadlineOut(Schema):
    """正在走的期限 The deadline that runs"""

    clock = fields.String(required=True)
    started_on = fields.Date(required=True)
    due_on = fields.Date(required=True)
    working_days = fields.Integer(required=True)
    extended_days = fields.Integer(required=True)
    is_provisional = fields.Boolean(
        required=True, metadata={"description": "放假安排还没公布，公布后会重算"}
    )
    counted = fields.List(fields.Nested(CountedDayOut), required=True)


class OwnPhotoOut(Schema):
    """自己传的照片 A photo of one's own"""

    name = fields.String(required=True)
    width = fields.Integer(required=True)
    height = fields.Integer(required=True)


class StepOut(Schema):
    """发生过的一步 One step that was taken"""

    step = fields.String(required=True)
    title = fields.String(required=True)
    on = fields.Date(required=True)
    by = fields.String(required=True, metadata={"description": "citizen、person 或 clock"})
    facts = fields.Dict(keys=fields.String(), values=fields.String(), required=True)
    words = fields.Dict(keys=fields.String(), values=fields.String(), required=True)
    photos = fields.List(fields.Nested(OwnPhotoOut), required=True)


class NextStepOut(Schema):
    """现在可以做的 What can be done now"""

    step = fields.String(required=True)
    takes_words = fields.Boolean(required=True)
    needs_words = fields.Boolean(required=True)
    until = fields.Date(required=True, allow_none=True)


class LookOut(Schema):
    """谁看过联系方式，不说姓名 That somebody looked at the contact"""

    on = fields.Date(required=True)
    reason = fields.String(required=True)


class CaseOut(Schema):
    """一件的全部 One case whole"""

    number = fields.String(required=True)
    version = fields.Integer(required=True)
    kind = fields.String(required=True)
    state = fields.String(required=True)
    state_title = fields.String(required=True)
    hall = fields.String(required=True)
    window = fields.String(required=True, allow_none=True)
    received_on = fields.Date(required=True)
    words = fields.String(required=True, metadata={"description": "最初写的话；删除后为空"})
    photos = fields.List(fields.Nested(OwnPhotoOut), required=True)
    steps = fields.List(fields.Nested(StepOut), required=True)
    deadline = fields.Nested(DeadlineOut, required=True, allow_none=True)
    next_steps = fields.List(fields.Nested(NextStepOut), required=True)
    handling_level = fields.Integer(required=True, allow_none=True)
    contact = fields.String(required=True, metadata={"description": "遮住中间；没有则为空"})
    looks = fields.List(fields.Nested(LookOut), required=True)


class StepTakenOut(Schema):
    """已记下 Taken"""

    number = fields.String(required=True)
    version = fields.Integer(required=True)
    state = fields.String(required=True)


def photo_shown(photo: Any) -> Mapping[str, Any]:
    """A photo as it is told."""
    return {"name": photo.name, "width": photo.width, "height": photo.height}
