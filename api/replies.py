"""Anybody reads the replies that a hall has published, without anybody's identity."""

from typing import Any

from marshmallow import Schema, fields

from api.fields import Whole
from api.public import MOST_PAGES, HallIn
from api.section import Section
from server import clock
from server.gate import Door, open_to
from server.queries.registry.halls import hall_named
from server.queries.replies.published import KINDS, published_replies
from server.rules.months import day_of

section = Section("replies", "答复公开 Published replies")


class RepliesIn(HallIn):
    """Which page of them."""

    page = Whole(least=1, most=MOST_PAGES, from_text=True, load_default=1)


class ReplyOut(Schema):
    """一问一答，不含任何人的身份 One question and answer, without anybody's identity"""

    number = fields.String(required=True, metadata={"description": "随机编号，与案号无关"})
    kind = fields.String(required=True, metadata={"enum": sorted(KINDS)})
    asked = fields.String(required=True)
    reply = fields.String(required=True)
    published_on = fields.Date(required=True)


class RepliesOut(Schema):
    """一页答复，新的在前 A page of replies, the latest first"""

    replies = fields.List(fields.Nested(ReplyOut), required=True)
    page = fields.Integer(required=True)
    pages = fields.Integer(required=True)
    total = fields.Integer(required=True)


@section.route("/public/replies")
@open_to(Door.PUBLIC)
@section.arguments(RepliesIn, location="query")
@section.response(200, RepliesOut)
def replies(said: dict[str, Any]) -> dict[str, Any]:
    """经审阅公开的答复 The replies that were reviewed and published

    大厅没有开启公开答复时，列表为空。
    """
    hall = hall_named(said.get("hall"))
    today = day_of(clock.now(), hall.zone)
    found = published_replies(hall, today=today, page=said["page"])
    return {
        "replies": found.replies,
        "page": found.page,
        "pages": found.pages,
        "total": found.total,
    }
