"""Inspectors, departments and staff read rounds, findings and orders, by the console's sign-in."""

from typing import Any

from api.inspection_shapes import (
    OneRoundOut,
    OwnFindingsOut,
    PageIn,
    RectificationsOut,
    RoundsOut,
)
from api.section import Section
from api.staff import own_staff_id
from api.staff_shapes import OwnIn
from server.gate import Door, console_actor, console_hall, open_to
from server.queries.inspections.findings import (
    FoundFinding,
    findings_of_round,
    findings_of_staff,
)
from server.queries.inspections.orders import orders_page
from server.queries.inspections.rounds import (
    Departments,
    round_numbered,
    round_row,
    rounds_page,
    targets_of,
)
from server.rules.accounts.roles import Permission

section = Section(
    "inspections", "巡查抽查：巡查、问题、催办单 Inspections: rounds, findings, orders"
)


@section.route("/inspections")
@open_to(Door.CONSOLE, Permission.SEE_INSPECTIONS)
@section.arguments(PageIn, location="query")
@section.response(200, RoundsOut)
def rounds(said: dict[str, Any]) -> dict[str, Any]:
    """巡查 Rounds

    部门负责人只看到去过本部门窗口的巡查。
    """
    own = _departments(Permission.SEE_INSPECTIONS)
    found, has_more = rounds_page(console_hall().id, own, page=said["page"])
    return {"rounds": [vars(one) for one in found], "page": said["page"], "has_more": has_more}


@section.route("/inspections/<number>")
@open_to(Door.CONSOLE, Permission.SEE_INSPECTIONS)
@section.response(200, OneRoundOut)
def one_round(number: str) -> dict[str, Any]:
    """一次巡查：窗口和问题 One round: its windows and findings"""
    hall_id, own = console_hall().id, _departments(Permission.SEE_INSPECTIONS)
    found = round_numbered(hall_id, number, own)
    row_id = round_row(hall_id, number).id
    return {
        **vars(found),
        "targets": [vars(one) for one in targets_of(hall_id, row_id, own)],
        "found": [_finding(one) for one in findings_of_round(hall_id, row_id, own)],
    }


@section.route("/staff/me/findings")
@open_to(Door.CONSOLE, Permission.SEE_OWN)
@section.arguments(OwnIn, location="query")
@section.response(200, OwnFindingsOut)
def own_findings(said: dict[str, Any]) -> dict[str, Any]:
    """巡查发现的本人的问题 Findings about oneself

    不认可的，用 fact 编号提出申诉（against=fact）。
    """
    del said
    found = findings_of_staff(console_hall().id, own_staff_id())
    return {"findings": [_finding(one) for one in found]}


@section.route("/staff/me/rectifications")
@open_to(Door.CONSOLE, Permission.ANSWER_RECTIFICATION)
@section.arguments(PageIn, location="query")
@section.response(200, RectificationsOut)
def rectifications(said: dict[str, Any]) -> dict[str, Any]:
    """本部门的催办单 Orders to one's department"""
    own = _departments(Permission.ANSWER_RECTIFICATION)
    found, has_more = orders_page(console_hall().id, own, page=said["page"])
    listed = [vars(one) for one in found]
    return {"rectifications": listed, "page": said["page"], "has_more": has_more}


def _departments(permission: Permission) -> Departments:
    return console_actor().departments(permission, console_hall().id)


def _finding(found: FoundFinding) -> dict[str, Any]:
    return {**vars(found), "photos": len(found.photos)}
