"""A queue system asks for the link that lets one visit be rated."""

from typing import Any

from flask import Response, request
from marshmallow import Schema, fields

from api.fields import Words
from api.repeats import PARAMETER, once
from api.section import Section
from api.shape import Shape
from api.wire import answered
from qr.tickets import VisitLink, sign_visit
from server import clock
from server.errors import UnknownCode
from server.gate import Door, caller_hall, open_to, wiring
from server.queries.codes.scans import ticket_keys
from server.queries.registry.halls import hall_of_id
from server.queries.registry.windows import window_numbered
from server.rules.months import day_of
from server.rules.visit import TICKET_LIFE

section = Section("tickets", "一次性评价链接 Links for one visit")


class TicketIn(Shape):
    """一次办理 One visit"""

    window = Words(most=16, least=1, required=True, metadata={"description": "窗口号"})
    visit_number = Words(
        most=64,
        pattern="[0-9A-Za-z._/-]{1,64}",
        required=True,
        metadata={"description": "排队号或办件编号，同一窗口当天不重复"},
    )


class TicketOut(Schema):
    """链接 The link"""

    url = fields.String(required=True, metadata={"format": "uri"})
    valid_until = fields.DateTime(required=True)


@section.route("/tickets", methods=["POST"], parameters=[PARAMETER])
@open_to(Door.SYSTEM)
@section.arguments(TicketIn)
@section.response(201, TicketOut)
def issue(said: dict[str, Any]) -> Response:
    """为一次办理签发评价链接 Issue the link for one visit

    同一天、同一窗口、同一编号是同一次办理：链接可以重发，评价只有一次。
    """
    return once(caller_hall, request.get_data(), lambda: _issue(caller_hall(), said))


def _issue(hall_id: int, said: dict[str, Any]) -> Response:
    settings, now = wiring().settings, clock.now()
    hall = hall_of_id(hall_id)
    window = window_numbered(hall_id, said["window"])
    if window.code is None:
        raise UnknownCode
    # Queue numbers begin anew each day and at each window; the visit is all three.
    visit = f"{day_of(now, hall.zone)}/{window.number}/{said['visit_number']}"
    link = sign_visit(VisitLink(hall.code, window.code, visit, now), ticket_keys(settings))
    url = f"{settings.public_url}/w/{window.code}?v={link}"
    return answered({"url": url, "valid_until": (now + TICKET_LIFE).isoformat()}, 201)
