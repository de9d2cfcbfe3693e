"""Anybody reads a published ranking, and the table from which it can be recomputed."""

import csv
import io
from typing import Any

from flask import Response
from marshmallow import Schema, fields

from api.fields import Whole
from api.public import HallIn, NoticeOut, shown
from api.refusals import MonthNotPublished
from api.section import Section
from server.gate import Door, open_to
from server.queries.publication.notices import Notice, versions_of
from server.queries.registry.halls import hall_named
from server.rules.download import download_rows, ranking_of
from server.rules.months import Month
from sheets.formula_safety import escaped

CSV = "text/csv"
MOST_REVISIONS = 1000

section = Section("rankings", "排名 Rankings")


class RevisionIn(HallIn):
    """Which revision; the last one unless something else is said."""

    revision = Whole(least=1, most=MOST_REVISIONS, from_text=True)


class RankedUnitOut(Schema):
    """一个窗口在组内的位置 Where a window stands in its group"""

    group = fields.String(required=True)
    unit = fields.String(required=True, metadata={"description": "窗口号"})
    beyond = fields.Integer(
        required=True, metadata={"description": "超出办件量上限而未参与比较的好评数"}
    )
    band = fields.String(required=True)
    why = fields.String(required=True, allow_none=True)
    index = fields.String(required=True, allow_none=True)
    worse = fields.String(required=True, allow_none=True)
    better = fields.String(required=True, allow_none=True)
    interval = fields.List(fields.Integer(), required=True, allow_none=True)


class RankingOut(NoticeOut):
    """一个月的排名，及据以重算的全部数据 A month's ranking and all that it is computed from"""

    rule_version = fields.String(required=True)
    units = fields.List(fields.Nested(RankedUnitOut), required=True)
    content = fields.Dict(
        keys=fields.String(),
        required=True,
        metadata={"description": "公布的数据；含义见 docs/scoring.md"},
    )


@section.route("/public/rankings/<month>")
@open_to(Door.PUBLIC)
@section.arguments(RevisionIn, location="query")
@section.response(200, RankingOut)
def ranking(said: dict[str, Any], month: str) -> dict[str, Any]:
    """一个月的排名 A month's ranking

    月份写作 2026-11；没有公布的月份是 404。
    """
    hall = hall_named(said.get("hall"))
    notice = _published(hall.id, month, said.get("revision"))
    content: Any = notice.facts["content"]
    return {**shown(notice, hall), **ranking_of(content), "content": content}


@section.route("/public/rankings/<month>.csv")
@open_to(Door.PUBLIC)
@section.arguments(RevisionIn, location="query")
@section.response(200, {"type": "string"}, content_type=CSV)
def ranking_csv(said: dict[str, Any], month: str) -> Response:
    """据以重算排名的表格（CSV） The table from which the ranking can be recomputed"""
    hall = hall_named(said.get("hall"))
    notice = _published(hall.id, month, said.get("revision"))
    content: Any = notice.facts["content"]
    text = io.StringIO(newline="")
    csv.writer(text).writerows([escaped(cell) for cell in row] for row in download_rows(content))
    answer = Response(text.getvalue().encode("utf-8-sig"), mimetype=CSV)
    answer.headers["Content-Disposition"] = f'attachment; filename="{notice.month}.csv"'
    return answer


def _published(hall_id: int, text: str, revision: int | None) -> Notice:
    month = str(Month.parse(text))
    for notice in versions_of(hall_id, "ranking", month):
        if revision in {None, notice.revision}:
            return notice
    raise MonthNotPublished(month=month)
