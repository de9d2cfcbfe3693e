"""What does a plan of work tasks say, who may decide a month of it, and which figure follows?"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from fractions import Fraction

from server.errors import NotImpartial
from server.rules.appraisal.facts import Signed, Who
from server.rules.months import Month
from server.rules.schemes.words import Subject
from server.rules.sources.figures import Named, rate
from server.rules.sources.known import Known, named
from server.rules.sources.layout import Found, SourceRow
from server.rules.sources.layouts import TASKS

TASK_FIGURES = frozenset({"task_rate"})
LONGEST_WORDS = 500


class MilestoneState(StrEnum):
    """How a month of a task stands."""

    DUE = "due"
    DONE = "done"
    LATE = "late"
    NOT_DONE = "not_done"


OUTCOMES = (MilestoneState.DONE, MilestoneState.LATE, MilestoneState.NOT_DONE)


@dataclass(frozen=True, slots=True)
class PlannedTask:
    """One task of a year: its number in the plan, its words, and who answers for it."""

    year: int
    number: str
    title: str
    department_id: int
    staff_id: int | None


@dataclass(frozen=True, slots=True)
class PlannedMonth:
    """What of a task is to be done in one month; ``points`` is decimal text, '' for none."""

    task: PlannedTask
    month: str
    goal: str
    points: str
    due_on: date
    row: int


def read_tasks(rows: Iterable[SourceRow], known: Known, found: Found) -> Iterator[PlannedMonth]:
    """The sound rows one after the other; all that is wrong goes into ``found``."""
    reading = _Plan(known, found)
    for row in rows:
        told = reading.told(row)
        if told is not None:
            yield told


@dataclass
class _Plan:
    known: Known
    found: Found
    tasks: dict[tuple[int, str], tuple[PlannedTask, int]] = field(default_factory=dict)
    months: dict[tuple[int, str, str], int] = field(default_factory=dict)

    def told(self, row: SourceRow) -> PlannedMonth | None:
        before = len(self.found.problems)
        department_id = named(row, "department", self.known.departments, TASKS, self.found)
        staff_id = named(row, "staff", self.known.staff, TASKS, self.found)
        is_bad = len(self.found.problems) > before or not row.is_sound
        if is_bad or department_id is None:
            return None
        month = Month.parse(row.text("month"))
        number = row.text("number")
        task = PlannedTask(month.year, number, row.text("title"), department_id, staff_id)
        due_on = row.day("due_on") or month.days()[-1]
        self._check(row, task, month, due_on)
        if len(self.found.problems) > before:
            return None
        goal, points = row.text("goal"), written_points(row.points("points"))
        return PlannedMonth(task, str(month), goal, points, due_on, row.place.row)

    def _check(self, row: SourceRow, task: PlannedTask, month: Month, due_on: date) -> None:
        first, at = self.tasks.setdefault((task.year, task.number), (task, row.place.row))
        if first != task:
            self._note(row, "title", "source.task_differs", first=at, found=task.number)
        key = (task.year, task.number, str(month))
        if self.months.setdefault(key, row.place.row) != row.place.row:
            self._note(row, "month", "source.month_twice", first=self.months[key], found=str(month))
        if due_on < month.days()[0]:
            self._note(row, "due_on", "source.due_before_month", found=str(due_on))

    def _note(self, row: SourceRow, key: str, code: str, **data: str | int) -> None:
        self.found.note(row.place, TASKS.heading(key), code, **data)


def written_points(points: Fraction | None) -> str:
    """Points as decimal text, '' for none; they have at most two places."""
    return "" if points is None else f"{float(points):.2f}".rstrip("0").rstrip(".")


def check_decider(*, staff_id: int | None, name: str, responsible: int | None, by: str) -> None:
    """Nobody decides what they answer for or have reported themselves. Raises NotImpartial.

    ``staff_id`` and ``name`` are those of who decides; ``by`` reported it, '' while nobody did.
    """
    answers_for_it = staff_id is not None and staff_id == responsible
    if answers_for_it or (by and by == name):
        raise NotImpartial


def signed_points(outcome: MilestoneState, points: Fraction | None) -> Signed | None:
    """The points of the plan as the value of its fact: earned when done, lost when not.

    The one who reported and the one who decided are two. A late one has no points of its own: how
    much it costs, the scheme says.
    """
    if points is None or outcome is MilestoneState.LATE:
        return None
    value = points if outcome is MilestoneState.DONE else -points
    return Signed(value, has_reason=True, has_second=True)


@dataclass(frozen=True)
class DecidedMonth:
    """One month of a task at its end: whose it is and how it stands."""

    department_id: int
    staff_id: int | None
    state: MilestoneState


def task_rates(months: Iterable[DecidedMonth], chiefs: Mapping[int, int]) -> tuple[Named, ...]:
    """Done in time ÷ decided, per person, department and its chief representative, with n.

    What nobody has decided yet is no part of it. A late one is not done in time.
    """
    counts: dict[Who, tuple[int, int]] = {}
    for each in months:
        for who in _subjects(each, chiefs) if each.state is not MilestoneState.DUE else ():
            done, due = counts.get(who, (0, 0))
            counts[who] = done + (each.state is MilestoneState.DONE), due + 1
    return tuple(
        (who, "task_rate", figure)
        for who in sorted(counts)
        if (figure := rate(*counts[who])) is not None
    )


def _subjects(each: DecidedMonth, chiefs: Mapping[int, int]) -> Iterator[Who]:
    yield Who(Subject.DEPARTMENT, each.department_id)
    if each.staff_id is not None:
        yield Who(Subject.STAFF, each.staff_id)
    chief_id = chiefs.get(each.department_id)
    if chief_id is not None:
        yield Who(Subject.CHIEF, chief_id)
