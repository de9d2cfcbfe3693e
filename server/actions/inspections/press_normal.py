"""An inspector finds a window as it should be."""

from datetime import datetime

from server.actions.inspections.looking import look_at, open_round, target_of
from server.db import transaction
from server.queries.registry.halls import Hall
from server.rules.accounts.roles import Actor
from server.rules.inspections.form import NormalForm, seen_moment
from server.rules.inspections.kinds import Look


def press_normal(hall: Hall, number: str, form: NormalForm, *, by: Actor, now: datetime) -> None:
    """An inspector looked at a window and nothing was wrong; pressed again it is the same look.

    A window where something was found stays so. The month's figures are counted when the round is
    closed: a hall of five hundred windows would count them at each. Raises Unknown,
    UnknownWindow, StepNotAllowed.
    """
    with transaction() as session:
        row = open_round(hall, number, by, "press_normal")
        target = target_of(session, row, form.window)
        if target.state == Look.FOUND:
            return
        look_at(target, Look.NORMAL, seen_moment(form.seen_at, began_at=row.started_at, now=now))
