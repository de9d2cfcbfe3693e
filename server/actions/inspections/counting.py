"""What follows in figures from what was looked at and found: findings and score of a month."""

from datetime import datetime

from sqlalchemy.orm import Session

from server.actions.appraisal.give_figures import GivenFigure, give_figures
from server.actions.appraisal.state_fact import Stating
from server.queries.inspections.tallied import looks_of
from server.queries.registry.halls import Hall
from server.rules.accounts.roles import Actor
from server.rules.inspections.scores import NAMES, figures
from server.rules.months import Month


def count_month(
    session: Session, hall: Hall, month: Month, *, by: Actor | str, now: datetime
) -> None:
    """The figures of inspections in that month are counted anew, in the caller's transaction."""
    found = figures(looks_of(hall, month))
    given = (GivenFigure(who, name, figure) for (who, name), figure in found.items())
    give_figures(session, month, NAMES, given, Stating(hall.id, by, now))
