"""For whom may somebody ask: for themself, or as an officer for somebody else?"""

from datetime import datetime
from typing import Any

from server import errors
from server.queries.attendance.incoming import people_by_number
from server.queries.registry.halls import Hall
from server.rules.accounts.roles import Actor, Permission
from server.rules.attendance.words import RequestState
from server.rules.cells import folded


def asked_for(hall: Hall, staff_number: str, by: Actor) -> int:
    """The id of the person: the actor's own where no number is given.

    Raises StepNotAllowed for whom may not ask, Unknown for a number that nobody has.
    """
    if not staff_number:
        if by.staff_id is None or not by.may(Permission.SEE_OWN, hall.id):
            raise errors.StepNotAllowed(step="ask_leave")
        return by.staff_id
    if not by.may(Permission.ENTER_ATTENDANCE, hall.id):
        raise errors.StepNotAllowed(step="ask_leave")
    person = people_by_number(hall.id).get(folded(staff_number))
    if person is None:
        data = {"found": staff_number}
        raise errors.FormProblems((errors.Problem("staff", "attendance.unknown_staff", data),))
    return person.id


def asking(by: Actor, reason: str, now: datetime) -> dict[str, Any]:
    """The columns that every request begins with."""
    return {
        "reason": reason.strip(),
        "state": RequestState.ASKED,
        "asked_at": now,
        "asked_by": by.name,
        "asked_by_id": by.account_id,
    }
