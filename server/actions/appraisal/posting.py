"""How does a computed period become rows: its results, its entries, what waits, what to decide?"""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import insert, select
from sqlalchemy.orm import Session

from server.ids import new_id, new_number
from server.models.registry import Staff
from server.models.scores import (
    AppraisalPeriod,
    ScoreEntry,
    ScoreResult,
    WaitingFact,
)
from server.queries.appraisal.periods import standing_entries
from server.queries.registry.halls import Hall
from server.rules.accounts.roles import Actor, name_of
from server.rules.appraisal.frozen import (
    Row,
)
from server.rules.appraisal.written import Written
from server.rules.canonical import canonical
from server.rules.schemes.shape import Subject

AT_ONCE = 5_000
Stored = Mapping[str, Any]


@dataclass(frozen=True)
class Posting:
    """Which revision is posted, by whom, when (with zone), why; objections until that day."""

    revision: int
    by: Actor | str
    now: datetime
    objections_until: date
    reason: str = ""


def post(session: Session, hall: Hall, rows: Written, posting: Posting) -> None:
    """The revision is in the database, in the caller's transaction: results, entries, waiting.

    Entries are compared with those that stand: what no longer holds is reversed, what is new is
    entered, the rest stays as it was posted.
    """
    session.add(_period_row(hall, rows, posting))
    session.flush()
    departments = _departments(session, hall)
    _insert(
        session,
        ScoreResult,
        (
            {
                "hall_id": hall.id,
                "revision": posting.revision,
                "department_id": departments.get(_person(row)),
                **row,
            }
            for row in rows.results
        ),
    )
    _insert(
        session,
        WaitingFact,
        (
            {
                "hall_id": hall.id,
                "period": str(rows.period),
                "revision": posting.revision,
                **row,
            }
            for row in rows.waiting
        ),
    )
    _insert(session, ScoreEntry, _postings(hall, rows, posting))


def _period_row(hall: Hall, rows: Written, posting: Posting) -> AppraisalPeriod:
    return AppraisalPeriod(
        hall_id=hall.id,
        period=str(rows.period),
        revision=posting.revision,
        scheme_version=rows.scheme,
        state="computed",
        reason=posting.reason,
        facts=canonical(rows.facts).decode(),
        digest=rows.digest,
        objections_until=posting.objections_until,
        computed_at=posting.now,
        computed_by=name_of(posting.by),
        signed_by="",
        final_by="",
    )


def _postings(hall: Hall, rows: Written, posting: Posting) -> Iterable[Stored]:
    """The rows that bring what stands to what should stand."""
    standing = {one.cause: one for one in standing_entries(hall.id, rows.period, posting.revision)}
    wanted = {str(row["cause"]): row for row in rows.entries}
    for cause, one in standing.items():
        row = wanted.get(cause)
        if row is None or (one.points, one.money) != (row["points"], row["money"]):
            yield _reversing(hall, one, rows, posting)
    for cause, row in wanted.items():
        stood = standing.get(cause)
        if stood is None or (stood.points, stood.money) != (row["points"], row["money"]):
            yield _entering(hall, row, rows, posting)


def _entering(hall: Hall, row: Row, rows: Written, posting: Posting) -> Stored:
    return {
        **row,
        "hall_id": hall.id,
        "id": new_id(posting.now.date()),
        "number": new_number(),
        "scheme_version": rows.scheme,
        "period": str(rows.period),
        "revision": posting.revision,
        "reverses_id": None,
        "posted_at": posting.now,
        "posted_by": name_of(posting.by),
    }


def _reversing(hall: Hall, standing: Any, rows: Written, posting: Posting) -> Stored:
    """A row that takes another back: the same cause with the opposite points."""
    kept = {name: getattr(standing, name) for name in KEPT}
    points = kept["points"]
    undone = {
        **kept,
        "points": points[1:] if points.startswith("-") else f"-{points}",
        "money": _negated(kept["money"]),
        "computation": json.dumps({"why": posting.reason}, ensure_ascii=False),
    }
    return {**_entering(hall, undone, rows, posting), "reverses_id": standing.id}


KEPT = (
    "cause",
    "fact_id",
    "figure",
    "sheet",
    "subject",
    "subject_id",
    "month",
    "category",
    "item",
    "kind",
    "points",
    "money",
)


def _negated(amount: str) -> str:
    if not amount:
        return ""
    return amount[1:] if amount.startswith("-") else f"-{amount}"


def _insert(session: Session, model: Any, rows: Iterable[Stored]) -> None:
    gathered = list(rows)
    for start in range(0, len(gathered), AT_ONCE):
        session.execute(insert(model), gathered[start : start + AT_ONCE])


def _departments(session: Session, hall: Hall) -> Mapping[int | None, int]:
    rows = session.execute(select(Staff.id, Staff.department_id).where(Staff.hall_id == hall.id))
    return dict(rows.all())


def _person(row: Row) -> int | None:
    people = {Subject.STAFF.value, Subject.CHIEF.value}
    return int(row["subject_id"] or 0) if row["subject"] in people else None
