"""What does a file of monthly counts say, and what is wrong with it?"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from server.rules.sources.known import Known, month_text, named
from server.rules.sources.layout import Found, SourceRow
from server.rules.sources.layouts import COUNTS


@dataclass(frozen=True, slots=True)
class Counted:
    """How many of one class of difficulty, with the n of what is a share.

    ``promised`` and ``told_known``: of how many it is known whether they were in time, and
    whether all was told at once.
    """

    handled: int = 0
    finished: int = 0
    promised: int = 0
    on_time: int = 0
    told_known: int = 0
    told_once: int = 0
    errors: int = 0

    def plus(self, other: "Counted") -> "Counted":
        """Both together."""
        return Counted(
            self.handled + other.handled,
            self.finished + other.finished,
            self.promised + other.promised,
            self.on_time + other.on_time,
            self.told_known + other.told_known,
            self.told_once + other.told_once,
            self.errors + other.errors,
        )


NOTHING = Counted()


@dataclass(frozen=True, slots=True)
class CountKey:
    """Whose count it is: of which month, at which window, by whom, of which class."""

    month: str
    window_id: int
    staff_id: int
    difficulty: str


@dataclass(frozen=True, slots=True)
class CountRow:
    """One row of a file of counts; ``row`` is where it stands."""

    key: CountKey
    department_id: int
    counted: Counted
    row: int


def read_counts(rows: Iterable[SourceRow], known: Known, found: Found) -> Iterator[CountRow]:
    """The sound rows one after the other; all that is wrong goes into ``found``."""
    reading = _Counts(known, found)
    for row in rows:
        told = reading.told(row)
        if told is not None:
            yield told


@dataclass
class _Counts:
    known: Known
    found: Found
    seen: dict[CountKey, int] = field(default_factory=dict)

    def told(self, row: SourceRow) -> CountRow | None:
        before = len(self.found.problems)
        window = named(row, "window", self.known.windows, COUNTS, self.found)
        staff_id = named(row, "staff", self.known.staff, COUNTS, self.found)
        self._check_month(row)
        self._check_sizes(row)
        is_bad = len(self.found.problems) > before or not row.is_sound
        if is_bad or window is None or staff_id is None:
            return None
        key = CountKey(row.text("month"), window.id, staff_id, row.text("difficulty"))
        if self.seen.setdefault(key, row.place.row) != row.place.row:
            self.found.note(row.place, "", "source.count_twice", first=self.seen[key])
            return None
        return CountRow(key, window.department_id, counted_of(row), row.place.row)

    def _check_month(self, row: SourceRow) -> None:
        month, running = row.text("month"), month_text(self.known.today)
        if month > running:
            self._note(row, "month", "source.month_in_future", found=month, running=running)
        elif month in self.known.signed:
            self._note(row, "month", "source.month_signed", month=month)

    def _check_sizes(self, row: SourceRow) -> None:
        """What is part of the finished ones cannot be more than they are."""
        finished = row.count("finished")
        for key in ("on_time", "told_once", "errors"):
            part = row.count(key)
            if finished is not None and part is not None and part > finished:
                self._note(row, key, "source.more_than_finished", found=part, finished=finished)

    def _note(self, row: SourceRow, key: str, code: str, **data: str | int) -> None:
        self.found.note(row.place, COUNTS.heading(key), code, **data)


def counted_of(row: SourceRow) -> Counted:
    """The counts of a row; an empty cell of a share means that nobody knows, not nought."""
    finished = row.count("finished") or 0
    on_time, told, handled = row.count("on_time"), row.count("told_once"), row.count("handled")
    return Counted(
        handled=finished if handled is None else handled,
        finished=finished,
        promised=0 if on_time is None else finished,
        on_time=on_time or 0,
        told_known=0 if told is None else finished,
        told_once=told or 0,
        errors=row.count("errors") or 0,
    )
