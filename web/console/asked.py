"""What does the address of a console page ask for?"""

from flask import abort, request

from server import clock
from server.errors import NotAMonth
from server.gate import console_actor, console_hall
from server.queries.overview.scope import Scope
from server.rules.accounts.roles import Permission
from server.rules.months import Month, month_of

LONGEST_PAGE = 6  # digits; no list has a million pages


def asked_scope(permission: Permission) -> Scope:
    """The part of the hall in which the person holds the permission."""
    hall = console_hall()
    return Scope(hall, console_actor().departments(permission, hall.id))


def asked_month() -> Month:
    """The month of ``?month=``, else the running one. What is no month, or lies ahead, is 404."""
    running = month_of(clock.now(), console_hall().zone)
    text = request.args.get("month", "")
    try:
        month = Month.parse(text) if text else running
    except NotAMonth:
        abort(404)
    return month if month <= running else abort(404)


def asked_page() -> int:
    """The page of ``?page=``, at least 1."""
    text = request.args.get("page", "")
    return (
        max(1, int(text)) if text.isascii() and text.isdigit() and len(text) <= LONGEST_PAGE else 1
    )


def asked(name: str) -> str:
    """What the address says under that name, without blanks around it; '' for nothing."""
    return request.args.get(name, "").strip()
