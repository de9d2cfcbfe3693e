"""The office sends a list for self-inspection (自查自纠); departments return it point by point."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import select

from server import errors
from server.actions.audit.record import record
from server.db import transaction
from server.errors import FormProblems, Problem
from server.ids import new_id, new_number
from server.models.opinions import Checklist, ChecklistReturn
from server.queries.registry.halls import Hall
from server.rules.accounts.roles import Actor, name_of

MOST_POINTS, LONGEST_POINT = 50, 200
IN_ORDER, PROBLEM = "in_order", "problem"


@dataclass(frozen=True)
class ChecklistForm:
    """A list as it was typed: a title, a last day, one point a line."""

    title: str
    due_on: date | None
    points: str

    @property
    def lines(self) -> tuple[str, ...]:
        """The points."""
        return tuple(line.strip() for line in self.points.splitlines() if line.strip())


@dataclass(frozen=True)
class Returned:
    """What a department found of one point; ``words`` are needed for a problem."""

    verdict: str
    words: str = ""


def send_checklist(hall: Hall, form: ChecklistForm, *, by: Actor | str, now: datetime) -> str:
    """The number of the list that every department of the hall now has. Raises FormProblems."""
    table = (
        (not form.title.strip(), "title", "title_missing", 0),
        (form.due_on is None, "due_on", "day_missing", 0),
        (not form.lines, "points", "words_missing", 0),
        (len(form.lines) > MOST_POINTS, "points", "too_many_points", MOST_POINTS),
        (any(len(one) > LONGEST_POINT for one in form.lines), "points", "words_too_long", 200),
    )
    problems = tuple(
        Problem(field, f"opinion.{code}", {"most": most} if most else {})
        for is_wrong, field, code, most in table
        if is_wrong
    )
    if problems or form.due_on is None:
        raise FormProblems(problems)
    number = new_number()
    with transaction() as session:
        session.add(
            Checklist(
                hall_id=hall.id,
                id=new_id(now.date()),
                number=number,
                title=form.title.strip(),
                due_on=form.due_on,
                points=json.dumps(form.lines, ensure_ascii=False),
                entered_at=now,
                entered_by=name_of(by),
            )
        )
        session.flush()
        record(session, hall.id, by, "checklist_sent", number, now=now)
    return number


@dataclass(frozen=True)
class ChecklistAnswer:
    """What one department returns of one list, by point (from 0)."""

    number: str
    department_id: int
    returned: Mapping[int, Returned]


def return_checklist(
    hall: Hall, answer: ChecklistAnswer, *, by: Actor | str, now: datetime
) -> None:
    """A department returns a list, whole; sent again, the later one holds.

    Raises Unknown, and FormProblems for a point left out or a problem without words.
    """
    with transaction() as session:
        checklist = session.scalars(
            select(Checklist).where(Checklist.hall_id == hall.id, Checklist.number == answer.number)
        ).first()
        if checklist is None:
            raise errors.Unknown
        problems = _wrong(json.loads(checklist.points), answer.returned)
        if problems:
            raise FormProblems(problems)
        for position, one in answer.returned.items():
            session.merge(
                ChecklistReturn(
                    hall_id=hall.id,
                    checklist_id=checklist.id,
                    department_id=answer.department_id,
                    position=position,
                    verdict=one.verdict,
                    words=one.words.strip(),
                    returned_at=now,
                    returned_by=name_of(by),
                )
            )
        session.flush()
        record(session, hall.id, by, "checklist_returned", answer.number, now=now)


def _wrong(points: list[str], returned: Mapping[int, Returned]) -> tuple[Problem, ...]:
    found = []
    for position in range(len(points)):
        one = returned.get(position)
        if one is None or one.verdict not in {IN_ORDER, PROBLEM}:
            found.append(Problem(f"p{position}", "opinion.point_missing", {"place": position + 1}))
        elif one.verdict == PROBLEM and not one.words.strip():
            found.append(Problem(f"p{position}", "opinion.point_words", {"place": position + 1}))
    return tuple(found)
