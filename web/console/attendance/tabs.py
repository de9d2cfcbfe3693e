"""Which pages does attendance have, and who may open each?"""

from typing import Any

from flask import Response

from server.gate import console_actor, console_hall
from server.rules.accounts.roles import Permission
from web.console.answers import page
from web.console.routes import at

ATTENDANCE = "/console/attendance"
P = Permission
PLACES: tuple[tuple[str, str, tuple[Permission, ...]], ...] = (
    ("month", ATTENDANCE, (P.SEE_APPRAISAL,)),
    ("leave", f"{ATTENDANCE}/leave", (P.APPROVE_LEAVE, P.ENTER_ATTENDANCE)),
    ("sign", f"{ATTENDANCE}/sign", (P.ENTER_ATTENDANCE,)),
    ("import", f"{ATTENDANCE}/import", (P.ENTER_ATTENDANCE,)),
)


def attendance_page(template: str, here: str, *, status: int = 200, **values: Any) -> Response:
    """A page of attendance, with the way to the others that the person may open."""
    actor, hall = console_actor(), console_hall()
    places = [
        (name, at(path), name == here)
        for name, path, permissions in PLACES
        if any(actor.may(permission, hall.id) for permission in permissions)
    ]
    may_enter = actor.may(Permission.ENTER_ATTENDANCE, hall.id)
    return page(
        f"console/attendance/{template}",
        status=status,
        places=places,
        may_enter=may_enter,
        **values,
    )
