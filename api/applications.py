"""The business system sends what it handled, and reads what was counted."""

from collections.abc import Mapping
from typing import Any

from marshmallow import Schema, fields

from api.fields import Choice, Day, Inner, Several, Truth, Whole, Words
from api.section import Section
from api.shape import Shape
from server import clock
from server.actions.sources.import_applications import import_applications
from server.actions.sources.importing import Importing
from server.errors import FormProblems, Problem
from server.gate import Door, caller_hall, caller_name, open_to
from server.queries.registry.halls import hall_of_id
from server.queries.sources.application_list import Asked, person_counts
from server.rules.months import Month
from server.rules.registry.rows import RowProblem
from server.rules.sources.layout import SourceRefused
from server.rules.sources.layouts import APPLICATIONS
from server.rules.sources.words import CLOSED_LISTS
from sheets.cells import Row, Sheet

section = Section("applications", "办件 Applications that were handled")
MOST_AT_ONCE = 200
MOST_SUPPLEMENTS = 1000
MONTH = "[0-9]{4}-[0-9]{2}"
FIRST_ROW = 2  # the header of the sheet that they become is row 1
KEYS = tuple(column.key for column in APPLICATIONS.columns)
BY_HEADING = {column.heading: column.key for column in APPLICATIONS.columns}


def _same(words: tuple[str, ...]) -> Mapping[str, str]:
    return {word: word for word in words}


class ApplicationIn(Shape):
    """一件办件 One application"""

    number = Words(most=64, least=1, required=True, metadata={"description": "办件编号"})
    window = Words(most=16, least=1, required=True, metadata={"description": "窗口号"})
    staff = Words(most=32, least=1, required=True, metadata={"description": "工号"})
    matter = Words(most=64, metadata={"description": "事项编码"})
    difficulty = Words(most=16, metadata={"description": "难度等级；没有时按事项"})
    received_on = Day(required=True, metadata={"description": "受理日期"})
    promised_on = Day(metadata={"description": "承诺办结日期"})
    finished_on = Day(metadata={"description": "办结日期；没有即未办结"})
    supplements = Whole(least=0, most=MOST_SUPPLEMENTS, metadata={"description": "要求补正的次数"})
    told_once = Truth(metadata={"description": "是否一次告知"})
    faults = Several(
        Choice(_same(CLOSED_LISTS["faults"])),
        most=len(CLOSED_LISTS["faults"]),
        metadata={"description": "差错"},
    )
    harm = Choice(_same(CLOSED_LISTS["harms"]), metadata={"description": "后果"})


class ApplicationsIn(Shape):
    """一批办件，全部收下或一件也不收 Some applications: all are taken, or none"""

    applications = Several(Inner(ApplicationIn), most=MOST_AT_ONCE, required=True)


class TakenOut(Schema):
    """收下了多少 How many were new, changed, or as they were"""

    added = fields.Integer(required=True)
    changed = fields.Integer(required=True)
    unchanged = fields.Integer(required=True)


class CountsIn(Shape):
    """哪个月 Which month"""

    month = Words(most=7, pattern=MONTH, required=True, metadata={"description": "2026-11"})


class CountOut(Schema):
    """一人在一个窗口 One person at one window

    promised、told_known 是 on_time、told_once 的分母。
    """

    window = fields.String(required=True)
    staff_number = fields.String(required=True)
    source = fields.String(required=True)
    handled = fields.Integer(required=True)
    finished = fields.Integer(required=True)
    promised = fields.Integer(required=True)
    on_time = fields.Integer(required=True)
    told_known = fields.Integer(required=True)
    told_once = fields.Integer(required=True)
    errors = fields.Integer(required=True)


class CountsOut(Schema):
    """一个月的办件统计 The counts of a month"""

    month = fields.String(required=True)
    counts = fields.List(fields.Nested(CountOut), required=True)


@section.route("/applications", methods=["POST"])
@open_to(Door.SYSTEM)
@section.arguments(ApplicationsIn)
@section.response(200, TakenOut)
def take(said: dict[str, Any]) -> dict[str, Any]:
    """送来办件 Send applications

    同一编号再送即更新，直到那个月的考核签字；有一件不对，就一件也不收，逐件说明。
    """
    hall = hall_of_id(caller_hall())
    try:
        importing = Importing(hall, caller_name(), clock.now())
        taken = import_applications([_sheet(said["applications"])], importing)
    except SourceRefused as refused:
        raise FormProblems(tuple(map(_problem, refused.problems))) from refused
    return {name: getattr(taken, name) for name in ("added", "changed", "unchanged")}


@section.route("/applications/counts")
@open_to(Door.SYSTEM)
@section.arguments(CountsIn, location="query")
@section.response(200, CountsOut)
def counts(said: dict[str, Any]) -> dict[str, Any]:
    """一个月每人办结多少 What everybody finished in a month"""
    month = Month.parse(said["month"])
    found = person_counts(caller_hall(), Asked(month, None))
    listed = [
        {**_shown(each.counted), "window": each.window, "staff_number": each.staff_number}
        | {"source": each.source}
        for each in found
    ]
    return {"month": str(month), "counts": listed}


def _shown(counted: Any) -> dict[str, int]:
    return {name: getattr(counted, name) for name in counted.__dataclass_fields__}


def _sheet(applications: list[dict[str, Any]]) -> Sheet:
    """The applications as the rows of a file: one way in, one set of rules."""
    rows = [
        Row(number, tuple(_cell(one.get(key)) for key in KEYS))
        for number, one in enumerate(applications, start=FIRST_ROW)
    ]
    return Sheet("applications", (Row(1, KEYS), *rows))


def _cell(value: Any) -> Any:
    if isinstance(value, list):
        return ",".join(value) or None
    return float(value) if isinstance(value, int) and not isinstance(value, bool) else value


def _problem(problem: RowProblem) -> Problem:
    """Where it stands in the request: ``applications.3.finished_on``."""
    parts = ["applications"]
    if problem.place.row >= FIRST_ROW:
        parts.append(str(problem.place.row - FIRST_ROW))
    if problem.column in BY_HEADING:
        parts.append(BY_HEADING[problem.column])
    return Problem(".".join(parts), problem.code, problem.data)
