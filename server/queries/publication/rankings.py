"""Which months are sealed, and what is in them?"""

import json
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import exists, select
from sqlalchemy.orm import aliased

from server.db import session
from server.models.publication import Approval, Notice, Ranking
from server.rules.months import Month


@dataclass(frozen=True)
class SealedMonth:
    """One revision of a sealed month; ``facts`` as they were frozen."""

    month: Month
    revision: int
    facts: dict[str, Any]
    digest: str
    sealed_at: datetime
    sealed_by: str
    reason: str


def latest_ranking(hall_id: int, month: Month) -> SealedMonth | None:
    """The last revision of the month, None while it is not sealed."""
    row = session.scalars(
        select(Ranking)
        .where(Ranking.hall_id == hall_id, Ranking.month == str(month))
        .order_by(Ranking.revision.desc())
        .limit(1)
    ).first()
    return _sealed(row) if row else None


def sealed_months(hall_id: int, *, before: Month) -> tuple[str, ...]:
    """The sealed months before that one, the latest first."""
    return tuple(
        session.scalars(
            select(Ranking.month)
            .where(Ranking.hall_id == hall_id, Ranking.month < str(before))
            .distinct()
            .order_by(Ranking.month.desc())
        )
    )


def facts_of(row: Ranking) -> dict[str, Any]:
    """The figures of a stored revision, as they were frozen."""
    facts: dict[str, Any] = json.loads(row.facts)
    return facts


def approver_of(hall_id: int, month: Month, revision: int) -> str | None:
    """Who approved the publication of that revision, None while nobody has."""
    return session.scalar(
        select(Approval.approved_by).where(
            Approval.hall_id == hall_id,
            Approval.month == str(month),
            Approval.revision == revision,
        )
    )


def waiting_months(hall_id: int) -> tuple[SealedMonth, ...]:
    """The last revisions of sealed months that are not published, oldest first."""
    later = aliased(Ranking)
    rows = session.scalars(
        select(Ranking)
        .where(
            Ranking.hall_id == hall_id,
            ~exists().where(
                later.hall_id == hall_id,
                later.month == Ranking.month,
                later.revision > Ranking.revision,
            ),
            ~exists().where(
                Notice.hall_id == hall_id,
                Notice.month == Ranking.month,
                Notice.revision == Ranking.revision,
            ),
        )
        .order_by(Ranking.month)
    )
    return tuple(_sealed(row) for row in rows)


def _sealed(row: Ranking) -> SealedMonth:
    return SealedMonth(
        Month.parse(row.month),
        row.revision,
        facts_of(row),
        row.digest,
        row.sealed_at,
        row.sealed_by,
        row.reason,
    )
