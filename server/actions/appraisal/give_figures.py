"""A source gives the figures (指标) of a month, in its own transaction.

The one way into the table of figures: attendance, applications, matters, tasks, surveys, ratings.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from sqlalchemy import delete, insert
from sqlalchemy.orm import Session

from server.actions.appraisal.state_fact import Stating
from server.models.scores import MonthFigure
from server.rules.accounts.roles import name_of
from server.rules.appraisal.facts import Figure, Who
from server.rules.months import Month


@dataclass(frozen=True)
class GivenFigure:
    """One figure of one subject."""

    who: Who
    name: str
    figure: Figure


def give_figures(
    session: Session,
    month: Month,
    names: frozenset[str],
    given: Iterable[GivenFigure],
    stating: Stating,
) -> None:
    """These are now all figures of these names in that month; what was given before is gone.

    Who is not among them has no data, which is not nought. Raises ValueError for a figure of
    another name.
    """
    rows = [_row(month, one, stating) for one in given]
    strangers = {str(row["figure"]) for row in rows} - names
    if strangers:
        raise ValueError(strangers)
    session.execute(
        delete(MonthFigure).where(
            MonthFigure.hall_id == stating.hall_id,
            MonthFigure.month == str(month),
            MonthFigure.figure.in_(names),
        )
    )
    if rows:
        session.execute(insert(MonthFigure), rows)


def _row(month: Month, given: GivenFigure, stating: Stating) -> dict[str, object]:
    return {
        "hall_id": stating.hall_id,
        "month": str(month),
        "subject": given.who.subject,
        "subject_id": given.who.id,
        "figure": given.name,
        "value": str(given.figure.value),
        "n": given.figure.n,
        "entered_at": stating.now,
        "entered_by": name_of(stating.by),
    }
