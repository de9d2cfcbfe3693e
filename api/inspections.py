"""Inspectors, departments and staff read rounds, findings and orders, by the console's sign-in."""

from typing import Any

from api.finding_shown import brief
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
    findings_of_round,
    findings_of_staff,
)
from server.queries.inspections.orders import orders_page
from server.queries.inspections.rounds import (
    Departments,
    draw_of,
    round_numbered,
    round_row,
    rounds_page,
    targets_of,
)
from server.rules.accounts.roles import Permission
from server.rules.inspections.kinds import RoundState

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
@section.arguments(OwnIn, location="query")
@section.response(200, OneRoundOut)
def one_round(said: dict[str, Any], number: str) -> dict[str, Any]:
    """一次巡查：窗口和问题 One round: its windows and findings"""
    del said
    hall_id, own = console_hall().id, _departments(Permission.SEE_INSPECTIONS)
    found = round_numbered(hall_id, number, own)
    row_id = round_row(hall_id, number).id
    drawn = draw_of(hall_id, row_id)
    inspects = console_actor().may(Permission.INSPECT, hall_id)
    return {
        **vars(found),
        "goes_on": inspects and found.state is RoundState.OPEN,
        "targets": [vars(one) for one in targets_of(hall_id, row_id, own)],
        "found": [brief(one) for one in findings_of_round(hall_id, row_id, own)],
        "draw": {"method": drawn.method, **vars(drawn.draw)} if drawn else None,
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
    return {"findings": [brief(one) for one in found]}


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
