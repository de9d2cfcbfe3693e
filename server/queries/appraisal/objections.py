"""Who objects to a computed period, and what became of it?"""

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import ColumnElement, and_, func, or_, select

from server.db import session
from server.models.appraisal import Fact
from server.models.ledger import Appeal
from server.models.scores import ScoreEntry
from server.rules.appraisal.periods import Period
from server.rules.ledger.appeals import AppealState


@dataclass(frozen=True)
class Objection:
    """An appeal about the period: whose, against what, where it stands, decided by when."""

    number: str
    staff_id: int
    against: str
    state: AppealState
    filed_at: datetime
    due_on: date


def open_objections(hall_id: int, period: Period) -> int:
    """How many appeals against the period, or a fact that gave points in it, are not decided."""
    found = session.scalar(
        select(func.count())
        .select_from(Appeal)
        .where(_about(hall_id, period), Appeal.state == AppealState.FILED)
    )
    return found or 0


def objections_to(hall_id: int, period: Period) -> tuple[Objection, ...]:
    """Every appeal about the period, those not decided first."""
    rows = session.scalars(
        select(Appeal)
        .where(_about(hall_id, period))
        .order_by(Appeal.state != AppealState.FILED, Appeal.due_on, Appeal.id)
    )
    return tuple(
        Objection(
            row.number,
            row.staff_id,
            row.against,
            AppealState(row.state),
            row.filed_at,
            row.due_on,
        )
        for row in rows
    )


def _about(hall_id: int, period: Period) -> ColumnElement[bool]:
    in_period = (
        select(ScoreEntry.id)
        .where(
            ScoreEntry.hall_id == hall_id,
            ScoreEntry.fact_id == Appeal.fact_id,
            ScoreEntry.period == str(period),
        )
        .exists()
    )
    established = (
        select(Fact.id)
        .where(
            Fact.hall_id == hall_id,
            Fact.id == Appeal.fact_id,
            Fact.established_on.between(period.first_on, period.last_on),
        )
        .exists()
    )
    return and_(
        Appeal.hall_id == hall_id,
        or_(
            and_(Appeal.against == "month", Appeal.month == str(period)),
            and_(Appeal.against == "fact", or_(in_period, established)),
        ),
    )
