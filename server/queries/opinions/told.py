"""What was put into the box, said at symposia, found by self-inspection, and what became of it?"""

import json
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from hashlib import sha256

from sqlalchemy import Row, select

from server.db import session
from server.models.opinions import (
    BoxSlip,
    Checklist,
    ChecklistReturn,
    OpinionProblem,
    Symposium,
)
from server.models.registry import Department
from server.queries.safety.fates import as_seen
from server.rules.opinions.problems import Nature, OpinionSource, ProblemState
from server.rules.safety.holding import Place

MOST_SHOWN = 200


@dataclass(frozen=True)
class FoundSlip:
    """A slip of the box; ``answer`` is '' until there is one."""

    number: str
    put_on: date
    text: str
    state: str
    answer: str


@dataclass(frozen=True)
class FoundSymposium:
    """The record of a symposium."""

    number: str
    held_on: date
    place: str
    theme: str
    host: str
    attended: str
    record: str


@dataclass(frozen=True)
class PointReturn:
    """What one department found of one point."""

    verdict: str
    words: str


@dataclass(frozen=True)
class FoundChecklist:
    """A list with what came back: by department (id), by point (from 0)."""

    id: int
    number: str
    title: str
    due_on: date
    points: tuple[str, ...]
    returned: Mapping[int, Mapping[int, PointReturn]]


@dataclass(frozen=True)
class FoundProblem:
    """A problem with its owner and where it stands; ``words`` are '' while they wait."""

    number: str
    source: OpinionSource
    source_number: str
    nature: Nature
    words: str
    cause: str
    measure: str
    department: str
    department_id: int | None
    due_on: date
    answer: str
    state: ProblemState

    def is_late(self, today: date) -> bool:
        """Whether its day is over and nobody has answered."""
        return self.state is ProblemState.OPEN and today > self.due_on


def slips(hall_id: int) -> tuple[FoundSlip, ...]:
    """The slips of the box, those not answered first."""
    rows = session.scalars(
        select(BoxSlip)
        .where(BoxSlip.hall_id == hall_id)
        .order_by(BoxSlip.state != "waiting", BoxSlip.put_on.desc(), BoxSlip.number)
        .limit(MOST_SHOWN)
    )
    return tuple(_slip(row) for row in rows)


def slip_opened(hall_id: int, number: str, secret: str) -> FoundSlip | None:
    """The slip of that number for who holds its secret."""
    row = session.scalars(
        select(BoxSlip).where(
            BoxSlip.hall_id == hall_id,
            BoxSlip.number == number,
            BoxSlip.secret_hash == sha256(secret.encode()).digest(),
        )
    ).first()
    return None if row is None else _slip(row)


def symposia(hall_id: int) -> tuple[FoundSymposium, ...]:
    """The records of symposia, the latest first."""
    rows = session.scalars(
        select(Symposium)
        .where(Symposium.hall_id == hall_id)
        .order_by(Symposium.held_on.desc(), Symposium.id.desc())
        .limit(MOST_SHOWN)
    )
    return tuple(
        FoundSymposium(
            row.number, row.held_on, row.place, row.theme, row.host, row.attended, row.record
        )
        for row in rows
    )


def checklists(hall_id: int) -> tuple[FoundChecklist, ...]:
    """The lists with what came back, the latest first."""
    returned: dict[int, dict[int, dict[int, PointReturn]]] = {}
    for one in session.scalars(select(ChecklistReturn).where(ChecklistReturn.hall_id == hall_id)):
        of_list = returned.setdefault(one.checklist_id, {})
        of_list.setdefault(one.department_id, {})[one.position] = PointReturn(
            one.verdict, one.words
        )
    rows = session.scalars(
        select(Checklist)
        .where(Checklist.hall_id == hall_id)
        .order_by(Checklist.due_on.desc(), Checklist.id.desc())
        .limit(MOST_SHOWN)
    )
    return tuple(
        FoundChecklist(
            row.id,
            row.number,
            row.title,
            row.due_on,
            tuple(json.loads(row.points)),
            returned.get(row.id, {}),
        )
        for row in rows
    )


def opinion_problems(hall_id: int, departments: frozenset[int] | None) -> tuple[FoundProblem, ...]:
    """The problems, open ones first by their day; only of these departments, None for all.

    The office, which entered them, reads all words; a department those that nobody held back.
    """
    asked = (
        select(OpinionProblem, Department.name)
        .outerjoin(Department, Department.id == OpinionProblem.department_id)
        .where(OpinionProblem.hall_id == hall_id)
        .order_by(OpinionProblem.state == "closed", OpinionProblem.due_on, OpinionProblem.id)
        .limit(MOST_SHOWN)
    )
    if departments is None:
        return tuple(_problem(row) for row in session.execute(asked))
    asked = asked.where(OpinionProblem.department_id.in_(departments))
    found = tuple(_problem(row) for row in session.execute(asked))
    shown = as_seen(hall_id, Place.PROBLEM, {one.number: one.words for one in found})
    return tuple(replace(one, words=shown[one.number] or "") for one in found)


def _slip(row: BoxSlip) -> FoundSlip:
    return FoundSlip(row.number, row.put_on, row.text, row.state, row.answer)


def _problem(row: Row[OpinionProblem, str]) -> FoundProblem:
    problem, department = row
    return FoundProblem(
        problem.number,
        OpinionSource(problem.source),
        problem.source_number,
        Nature(problem.nature),
        problem.words,
        problem.cause,
        problem.measure,
        department or "",
        problem.department_id,
        problem.due_on,
        problem.answer,
        ProblemState(problem.state),
    )
