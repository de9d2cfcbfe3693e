"""Another system reads which windows and people a hall has, and who is on duty."""

from typing import Any

from marshmallow import Schema, fields

from api.fields import Day
from api.section import Section
from api.shape import Shape
from server import clock
from server.gate import Door, caller_hall, open_to
from server.queries.registry.day_roster import duties_of_day
from server.queries.registry.halls import hall_of_id
from server.queries.registry.people import hall_people
from server.queries.registry.windows import hall_windows
from server.rules.attribution import DutySource
from server.rules.months import day_of

section = Section("registry", "窗口、人员与排班 Windows, people and duties")


class WindowOut(Schema):
    """窗口 A window"""

    number = fields.String(required=True)
    name = fields.String(required=True)
    name_en = fields.String(required=True)
    department_code = fields.String(required=True)
    department = fields.String(required=True)
    group_code = fields.String(required=True)
    group = fields.String(required=True)
    is_shared = fields.Boolean(required=True)
    closed_on = fields.Date(required=True, allow_none=True)


class WindowsOut(Schema):
    """大厅的窗口 The windows of the hall"""

    windows = fields.List(fields.Nested(WindowOut), required=True)


class PersonOut(Schema):
    """工作人员 A member of staff"""

    number = fields.String(required=True)
    name = fields.String(required=True)
    department_code = fields.String(required=True)
    department = fields.String(required=True)
    group_code = fields.String(required=True)
    group = fields.String(required=True)
    is_chief = fields.Boolean(required=True)
    closed_on = fields.Date(required=True, allow_none=True)


class PeopleOut(Schema):
    """大厅的工作人员 The people of the hall"""

    staff = fields.List(fields.Nested(PersonOut), required=True)


class DutyOut(Schema):
    """在岗 A duty"""

    window = fields.String(required=True)
    staff_number = fields.String(required=True)
    starts_at = fields.DateTime(required=True)
    ends_at = fields.DateTime(required=True, allow_none=True)
    source = fields.Enum(DutySource, by_value=True, required=True)
    is_substitute = fields.Boolean(required=True)


class DutiesOut(Schema):
    """一天的排班 The duties of a day"""

    day = fields.Date(required=True)
    duties = fields.List(fields.Nested(DutyOut), required=True)


class DayIn(Shape):
    """Which day."""

    day = Day(metadata={"description": "默认今天"})


@section.route("/registry/windows")
@open_to(Door.SYSTEM)
@section.response(200, WindowsOut)
def windows() -> dict[str, Any]:
    """大厅的全部窗口 Every window of the hall"""
    return {"windows": hall_windows(caller_hall())}


@section.route("/registry/staff")
@open_to(Door.SYSTEM)
@section.response(200, PeopleOut)
def staff() -> dict[str, Any]:
    """大厅的全部工作人员 Everybody who works in the hall"""
    return {"staff": hall_people(caller_hall())}


@section.route("/registry/duties")
@open_to(Door.SYSTEM)
@section.arguments(DayIn, location="query")
@section.response(200, DutiesOut)
def duties(said: dict[str, Any]) -> dict[str, Any]:
    """某一天的排班 The duties of a day"""
    hall = hall_of_id(caller_hall())
    day = said.get("day") or day_of(clock.now(), hall.zone)
    return {"day": day, "duties": duties_of_day(hall, day)}
