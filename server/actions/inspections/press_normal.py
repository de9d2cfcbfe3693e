"""An inspector finds a window as it should be."""

from datetime import datetime

from server.actions.inspections.counting import count_month
from server.actions.inspections.looking import look_at, open_round, target_of
from server.db import transaction
from server.queries.registry.halls import Hall
from server.rules.accounts.roles import Actor
from server.rules.inspections.kinds import Look
from server.rules.months import month_of


def press_normal(hall: Hall, number: str, window: str, *, by: Actor, now: datetime) -> None:
    """An inspector looked at a window and nothing was wrong; pressed again it is the same look.

    A window where something was found stays so. Raises Unknown, UnknownWindow, StepNotAllowed.
    """
    with transaction() as session:
        row = open_round(hall, number, by, "press_normal")
        target = target_of(session, row, window)
        if target.state == Look.FOUND:
            return
        look_at(target, Look.NORMAL, now)
        session.flush()  # the figures are counted from it
        count_month(session, hall, month_of(now, hall.zone), by=by, now=now)
