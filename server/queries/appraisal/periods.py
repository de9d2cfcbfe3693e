"""Which months, quarters and years are computed, how do they stand, and what do they hold?"""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import Row, and_, func, select
from sqlalchemy.orm import aliased

from server.db import session
from server.models.scores import AppraisalPeriod, ScoreEntry, ScoreResult
from server.rules.appraisal.frozen import Row as FrozenRow
from server.rules.appraisal.frozen import digest_of
from server.rules.appraisal.periods import Period
from server.rules.appraisal.states import PeriodState

Undoing = aliased(ScoreEntry)
RESULT_COLUMNS = (
    ScoreResult.period,
    ScoreResult.sheet,
    ScoreResult.subject,
    ScoreResult.subject_id,
    ScoreResult.group_code,
    ScoreResult.base,
    ScoreResult.score,
    ScoreResult.not_assessed,
    ScoreResult.place,
    ScoreResult.place_of,
    ScoreResult.grade,
    ScoreResult.money,
    ScoreResult.steps,
)


@dataclass(frozen=True)
class ComputedPeriod:
    """One revision of a period; moments carry a zone, ``signed_by`` is '' until somebody did."""

    period: Period
    revision: int
    scheme_version: str
    state: PeriodState
    reason: str
    facts: Mapping[str, Any]
    digest: str
    objections_until: date | None
    computed_at: datetime
    computed_by: str
    signed_at: datetime | None
    signed_by: str
    final_at: datetime | None


def latest_period(hall_id: int, period: Period) -> ComputedPeriod | None:
    """The last revision of the period, None while it was never computed."""
    row = session.scalars(
        select(AppraisalPeriod)
        .where(AppraisalPeriod.hall_id == hall_id, AppraisalPeriod.period == str(period))
        .order_by(AppraisalPeriod.revision.desc())
        .limit(1)
    ).first()
    return _period(row) if row else None


def revisions_of(hall_id: int, period: Period) -> tuple[ComputedPeriod, ...]:
    """Every revision of the period, the first first."""
    rows = session.scalars(
        select(AppraisalPeriod)
        .where(AppraisalPeriod.hall_id == hall_id, AppraisalPeriod.period == str(period))
        .order_by(AppraisalPeriod.revision)
    )
    return tuple(_period(row) for row in rows)


def latest_periods(hall_id: int) -> tuple[ComputedPeriod, ...]:
    """The last revision of every period that was computed, in order of their names."""
    last = (
        select(AppraisalPeriod.period, func.max(AppraisalPeriod.revision).label("revision"))
        .where(AppraisalPeriod.hall_id == hall_id)
        .group_by(AppraisalPeriod.period)
        .subquery()
    )
    rows = session.scalars(
        select(AppraisalPeriod)
        .join(
            last,
            and_(
                AppraisalPeriod.period == last.c.period,
                AppraisalPeriod.revision == last.c.revision,
            ),
        )
        .where(AppraisalPeriod.hall_id == hall_id)
        .order_by(AppraisalPeriod.period)
    )
    return tuple(_period(row) for row in rows)


def result_rows(hall_id: int, computed: ComputedPeriod) -> tuple[FrozenRow, ...]:
    """The results of that revision as they are stored."""
    rows = session.execute(
        select(*RESULT_COLUMNS).where(
            ScoreResult.hall_id == hall_id,
            ScoreResult.period == str(computed.period),
            ScoreResult.revision == computed.revision,
        )
    )
    return tuple(dict(row._mapping) for row in rows)  # noqa: SLF001 - SQLAlchemy's public name for a row as a mapping


def standing_entries(
    hall_id: int, period: Period, until_revision: int
) -> Sequence[Row[*tuple[Any, ...]]]:
    """The entries of the period that stood after that revision: not reversed, no reversals."""
    is_undone = (
        select(Undoing.id)
        .where(
            Undoing.hall_id == hall_id,
            Undoing.period == str(period),
            Undoing.revision <= until_revision,
            Undoing.reverses_id == ScoreEntry.id,
        )
        .exists()
    )
    return session.execute(
        select(
            ScoreEntry.id,
            ScoreEntry.number,
            ScoreEntry.cause,
            ScoreEntry.fact_id,
            ScoreEntry.figure,
            ScoreEntry.sheet,
            ScoreEntry.subject,
            ScoreEntry.subject_id,
            ScoreEntry.month,
            ScoreEntry.category,
            ScoreEntry.item,
            ScoreEntry.kind,
            ScoreEntry.points,
            ScoreEntry.money,
        ).where(
            ScoreEntry.hall_id == hall_id,
            ScoreEntry.period == str(period),
            ScoreEntry.revision <= until_revision,
            ScoreEntry.reverses_id.is_(None),
            ~is_undone,
        )
    ).all()


def stored_digest(hall_id: int, computed: ComputedPeriod) -> str:
    """The digest of what is stored of that revision now; differs from its own when tampered."""
    entries: Iterable[FrozenRow] = (
        {"cause": row.cause, "points": row.points, "money": row.money}
        for row in standing_entries(hall_id, computed.period, computed.revision)
    )
    return digest_of(result_rows(hall_id, computed), entries, computed.facts)


def _period(row: AppraisalPeriod) -> ComputedPeriod:
    return ComputedPeriod(
        Period.parse(row.period),
        row.revision,
        row.scheme_version,
        PeriodState(row.state),
        row.reason,
        json.loads(row.facts),
        row.digest,
        row.objections_until,
        row.computed_at,
        row.computed_by,
        row.signed_at,
        row.signed_by,
        row.final_at,
    )
