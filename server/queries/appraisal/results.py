"""What did somebody, or everybody, come to in a computed period?"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import aliased

from server.db import session
from server.models.scores import ScoreEntry, ScoreResult
from server.queries.appraisal.periods import ComputedPeriod
from server.rules.appraisal.facts import Who
from server.rules.appraisal.periods import Period
from server.rules.appraisal.results import NotAssessed
from server.rules.schemes.words import Subject

Undoing = aliased(ScoreEntry)


@dataclass(frozen=True)
class ResultStory:
    """A result as it stands in a revision; ``score`` is None where there is none."""

    period: Period
    revision: int
    sheet: str
    who: Who
    group: str
    base: Fraction
    score: Fraction | None
    not_assessed: NotAssessed | None
    place: int | None
    place_of: int | None
    grade: str
    money: str
    steps: Mapping[str, Any]
    department_id: int | None = None


def results_of(hall_id: int, who: Who) -> tuple[ResultStory, ...]:
    """Every result of theirs, of every revision, in order of period and revision."""
    rows = session.scalars(
        select(ScoreResult)
        .where(
            ScoreResult.hall_id == hall_id,
            ScoreResult.subject == who.subject,
            ScoreResult.subject_id == who.id,
        )
        .order_by(ScoreResult.period, ScoreResult.revision)
    )
    return tuple(result_of(row) for row in rows)


def results_in(hall_id: int, computed: ComputedPeriod) -> tuple[ResultStory, ...]:
    """Every result of that revision, by sheet, group and place."""
    rows = session.scalars(
        select(ScoreResult)
        .where(
            ScoreResult.hall_id == hall_id,
            ScoreResult.period == str(computed.period),
            ScoreResult.revision == computed.revision,
        )
        .order_by(
            ScoreResult.sheet,
            ScoreResult.group_code,
            ScoreResult.place.is_(None),
            ScoreResult.place,
            ScoreResult.subject_id,
        )
    )
    return tuple(result_of(row) for row in rows)


def scores_beside(hall_id: int, own: ResultStory) -> tuple[Fraction, ...]:
    """The scores of everybody in the same group on the same sheet of that revision, lowest first.

    Numbers alone: who has which is nobody's business here.
    """
    rows = session.scalars(
        select(ScoreResult.score).where(
            ScoreResult.hall_id == hall_id,
            ScoreResult.period == str(own.period),
            ScoreResult.revision == own.revision,
            ScoreResult.sheet == own.sheet,
            ScoreResult.group_code == own.group,
            ScoreResult.score != "",
        )
    )
    return tuple(sorted(Fraction(score) for score in rows))


def result_of(row: ScoreResult) -> ResultStory:
    """A stored result as values."""
    return ResultStory(
        Period.parse(row.period),
        row.revision,
        row.sheet,
        Who(Subject(row.subject), row.subject_id),
        row.group_code,
        Fraction(row.base),
        Fraction(row.score) if row.score else None,
        NotAssessed(row.not_assessed) if row.not_assessed else None,
        row.place,
        row.place_of,
        row.grade,
        row.money,
        json.loads(row.steps),
        row.department_id,
    )
