"""Anybody reads what a hall has published."""

from typing import Any

from marshmallow import Schema, fields

from api.fields import Choice, Whole, Words
from api.section import Section
from api.shape import Shape
from server.gate import Door, language, open_to
from server.queries.publication.notices import (
    Notice,
    NoticeState,
    Search,
    notice_numbered,
    search_notices,
)
from server.queries.registry.halls import Hall, hall_named
from server.rules.months import day_of

NOTICE_KINDS = {kind: kind for kind in ("ranking", "disclosure", "awards")}
MOST_PAGES = 10_000

section = Section("public", "公示与信息公开 What is published")


class HallIn(Shape):
    """Which hall."""

    hall = Words(most=32, least=1, metadata={"description": "大厅代码；只有一个大厅时可以省略"})


class SearchIn(HallIn):
    """What to look for."""

    q = Words(most=60, load_default="", metadata={"description": "索引号、标题或正文里的词"})
    kind = Choice(NOTICE_KINDS, load_default="")
    month = Words(
        most=7,
        pattern="[1-9][0-9]{3}(-(0[1-9]|1[0-2]))?",
        load_default="",
        metadata={"description": "2026-11 或 2026"},
    )
    page = Whole(least=1, most=MOST_PAGES, from_text=True, load_default=1)


class NoticeOut(Schema):
    """一份公示 A notice"""

    number = fields.String(required=True, metadata={"description": "索引号"})
    document_number = fields.String(required=True, metadata={"description": "文号"})
    kind = fields.String(required=True, metadata={"enum": list(NOTICE_KINDS)})
    title = fields.String(required=True)
    month = fields.String(required=True)
    revision = fields.Integer(required=True)
    state = fields.Enum(NoticeState, by_value=True, required=True)
    reason = fields.String(required=True, metadata={"description": "为何被取代或撤回"})
    formed_on = fields.Date(required=True)
    published_on = fields.Date(required=True)
    objections_until = fields.Date(required=True)
    digest = fields.String(required=True)
    previous_digest = fields.String(required=True)


class WholeNoticeOut(NoticeOut):
    """一份公示的全文 A notice with all that it says"""

    facts = fields.Dict(
        keys=fields.String(),
        required=True,
        metadata={"description": "公布的原文，逐字计入 digest；内容见 docs/api.md"},
    )


class NoticesOut(Schema):
    """一页公示，新的在前 A page of notices, newest first"""

    notices = fields.List(fields.Nested(NoticeOut), required=True)
    page = fields.Integer(required=True)
    pages = fields.Integer(required=True)
    total = fields.Integer(required=True)


@section.route("/public/notices")
@open_to(Door.PUBLIC)
@section.arguments(SearchIn, location="query")
@section.response(200, NoticesOut)
def notices(said: dict[str, Any]) -> dict[str, Any]:
    """查找公示 Search the notices"""
    hall = hall_named(said.get("hall"))
    search = Search(words=said["q"], kind=said["kind"], month=said["month"])
    found = search_notices(hall.id, search, page=said["page"])
    page = [shown(notice, hall) for notice in found.notices]
    return {"notices": page, "page": found.page, "pages": found.pages, "total": found.total}


@section.route("/public/notices/<path:number>")
@open_to(Door.PUBLIC)
@section.arguments(HallIn, location="query")
@section.response(200, WholeNoticeOut)
def notice(said: dict[str, Any], number: str) -> dict[str, Any]:
    """一份公示的全文 One notice, by its index number"""
    hall = hall_named(said.get("hall"))
    found = notice_numbered(hall.id, number)
    return {**shown(found, hall), "facts": found.facts}


def shown(notice: Notice, hall: Hall) -> dict[str, Any]:
    """The notice as ``NoticeOut`` shows it, in the reader's language."""
    return {
        **vars(notice),
        "title": notice.title(language()),
        "published_on": day_of(notice.published_at, hall.zone),
    }
