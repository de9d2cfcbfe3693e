"""What does a file of matters say: which should be at the hall, which are, what was found?"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date

from server.rules.appraisal.facts import Who
from server.rules.schemes.words import Subject
from server.rules.sources.figures import Named, rate
from server.rules.sources.known import Known, month_text, named
from server.rules.sources.layout import Found, SourceRow
from server.rules.sources.layouts import MATTERS

MATTER_FIGURES = frozenset({"stationed_rate"})
GUIDES = ("right", "mismatch", "wrong", "missing", "not_public")


@dataclass(frozen=True, slots=True)
class Standing:
    """How it stands with a matter from a day on; ``note`` says more."""

    department_id: int
    is_due: bool
    is_stationed: bool
    is_outside: bool
    guide: str
    note: str


@dataclass(frozen=True, slots=True)
class MatterFault:
    """One fault that was found of a matter."""

    matter_id: int
    department_id: int
    staff_id: int | None
    what: str
    found_on: date
    note: str


@dataclass(frozen=True, slots=True)
class MatterRow:
    """One row of the file: which matter, from when, how it stands, what was found."""

    matter_id: int
    from_on: date
    standing: Standing
    faults: tuple[MatterFault, ...]
    row: int


def read_matters(rows: Iterable[SourceRow], known: Known, found: Found) -> Iterator[MatterRow]:
    """The sound rows one after the other; all that is wrong goes into ``found``."""
    reading = _Matters(known, found)
    for row in rows:
        told = reading.told(row)
        if told is not None:
            yield told


@dataclass
class _Matters:
    known: Known
    found: Found
    seen: dict[tuple[int, date], int] = field(default_factory=dict)

    def told(self, row: SourceRow) -> MatterRow | None:
        before = len(self.found.problems)
        matter = named(row, "matter", self.known.matters, MATTERS, self.found)
        department_id = named(row, "department", self.known.departments, MATTERS, self.found)
        staff_id = named(row, "staff", self.known.staff, MATTERS, self.found)
        self._check_days(row)
        from_on = row.day("from_on")
        is_bad = len(self.found.problems) > before or not row.is_sound
        if is_bad or matter is None or department_id is None or from_on is None:
            return None
        first = self.seen.setdefault((matter.id, from_on), row.place.row)
        if first != row.place.row:
            self.found.note(row.place, "", "source.matter_twice", first=first)
            return None
        standing = Standing(
            department_id,
            is_due=row.yes_no("is_due") or False,
            is_stationed=row.yes_no("is_stationed") or False,
            is_outside=row.yes_no("is_outside") or False,
            guide=row.text("guide"),
            note=row.text("note"),
        )
        found_on = row.day("found_on") or from_on
        faults = tuple(
            MatterFault(matter.id, department_id, staff_id, what, found_on, row.text("note"))
            for what in row.words("faults")
        )
        return MatterRow(matter.id, from_on, standing, faults, row.place.row)

    def _check_days(self, row: SourceRow) -> None:
        found_on, today = row.day("found_on"), self.known.today
        if found_on and found_on > today:
            days = {"found": str(found_on), "today": str(today)}
            self.found.note(row.place, MATTERS.heading("found_on"), "source.in_future", **days)
        if found_on and not row.words("faults"):
            heading = MATTERS.heading("faults")
            self.found.note(row.place, heading, "source.found_nothing")


def months_touched(from_on: date, signed: Iterable[str]) -> tuple[str, ...]:
    """The signed months whose standing a version from that day on would change."""
    return tuple(sorted(month for month in signed if month >= month_text(from_on)))


@dataclass(frozen=True)
class StandingMatter:
    """A matter that was due or stationed at the end of a month, and its windows."""

    department_id: int
    windows: tuple[int, ...]
    is_due: bool
    is_stationed: bool


def stationed_rates(
    matters: Iterable[StandingMatter], chiefs: Mapping[int, int]
) -> tuple[Named, ...]:
    """Stationed ÷ due per window, department and its chief representative, with n.

    A matter that is stationed without being due is no part of it. ``chiefs``: by department.
    """
    counts: dict[Who, tuple[int, int]] = {}
    for matter in matters:
        for who in _subjects(matter, chiefs) if matter.is_due else ():
            stationed, due = counts.get(who, (0, 0))
            counts[who] = stationed + matter.is_stationed, due + 1
    return tuple(
        (who, "stationed_rate", figure)
        for who in sorted(counts)
        if (figure := rate(*counts[who])) is not None
    )


def _subjects(matter: StandingMatter, chiefs: Mapping[int, int]) -> Iterator[Who]:
    yield Who(Subject.DEPARTMENT, matter.department_id)
    for window_id in matter.windows:
        yield Who(Subject.WINDOW, window_id)
    if matter.department_id in chiefs:
        yield Who(Subject.CHIEF, chiefs[matter.department_id])
