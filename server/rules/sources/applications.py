"""What does a file of applications say, and what is wrong with it?"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date

from server.rules.sources.known import Known, month_text, named
from server.rules.sources.layout import Found, SourceRow
from server.rules.sources.layouts import APPLICATIONS
from server.rules.working_days import Calendar, count_working_days

MOST_SUPPLEMENTS_TOLD_ONCE = 1  # 一次告知: what is lacking is asked for once


@dataclass(frozen=True, slots=True)
class ApplicationRow:
    """One application as the file tells it. ``row`` is where it stands.

    Without a class of its own (``has_own_class``) it has its matter's. ``days_over``: working days
    over the promise, None while unfinished or without a promise.
    """

    number: str
    window_id: int
    staff_id: int
    department_id: int
    matter_id: int | None
    difficulty: str
    received_on: date
    promised_on: date | None
    finished_on: date | None
    days_over: int | None
    supplements: int | None
    is_told_once: bool | None
    faults: str
    harm: str
    row: int = field(default=0, compare=False)
    has_own_class: bool = field(default=True, compare=False)

    @property
    def counted_in(self) -> str:
        """The month in which it counts, '' while it is not finished."""
        return month_text(self.finished_on)

    @property
    def fault_on(self) -> date:
        """The day of its faults: when it was finished, else when it was received."""
        return self.finished_on or self.received_on


def read_applications(
    rows: Iterable[SourceRow], known: Known, found: Found
) -> Iterator[ApplicationRow]:
    """The sound applications one after the other; all that is wrong goes into ``found``."""
    reading = _Applications(known, found)
    for row in rows:
        told = reading.told(row)
        if told is not None:
            yield told


@dataclass
class _Applications:
    known: Known
    found: Found
    numbers: dict[str, int] = field(default_factory=dict)
    over: dict[tuple[date, date], int] = field(default_factory=dict)

    def told(self, row: SourceRow) -> ApplicationRow | None:
        before = len(self.found.problems)
        self._check_number(row)
        window = named(row, "window", self.known.windows, APPLICATIONS, self.found)
        staff_id = named(row, "staff", self.known.staff, APPLICATIONS, self.found)
        matter = named(row, "matter", self.known.matters, APPLICATIONS, self.found)
        self._check_days(row)
        if row.text("harm") and not row.words("faults"):
            self._note(row, "harm", "source.harm_without_fault")
        received_on = row.day("received_on")
        is_bad = len(self.found.problems) > before or not row.is_sound
        if is_bad or window is None or staff_id is None or received_on is None:
            return None
        promised_on, finished_on = row.day("promised_on"), row.day("finished_on")
        return ApplicationRow(
            number=row.text("number"),
            window_id=window.id,
            staff_id=staff_id,
            department_id=window.department_id,
            matter_id=matter.id if matter else None,
            difficulty=row.text("difficulty") or (matter.difficulty if matter else ""),
            received_on=received_on,
            promised_on=promised_on,
            finished_on=finished_on,
            days_over=self._days_over(promised_on, finished_on),
            supplements=row.count("supplements"),
            is_told_once=told_once(row.count("supplements"), answer=row.yes_no("told_once")),
            faults=",".join(sorted(row.words("faults"))),
            harm=row.text("harm"),
            row=row.place.row,
            has_own_class=bool(row.text("difficulty")),
        )

    def _check_number(self, row: SourceRow) -> None:
        number = row.text("number")
        first = self.numbers.setdefault(number, row.place.row) if number else row.place.row
        if first != row.place.row:
            self._note(row, "number", "source.twice", found=number, first=first)

    def _check_days(self, row: SourceRow) -> None:
        received_on, finished_on = row.day("received_on"), row.day("finished_on")
        promised_on, today = row.day("promised_on"), self.known.today
        for key, day in (("received_on", received_on), ("finished_on", finished_on)):
            if day and day > today:
                self._note(row, key, "source.in_future", found=str(day), today=str(today))
        if received_on and finished_on and finished_on < received_on:
            days = {"found": str(finished_on), "received": str(received_on)}
            self._note(row, "finished_on", "source.finished_before_received", **days)
        if received_on and promised_on and promised_on < received_on:
            days = {"found": str(promised_on), "received": str(received_on)}
            self._note(row, "promised_on", "source.promised_before_received", **days)

    def _days_over(self, promised_on: date | None, finished_on: date | None) -> int | None:
        if promised_on is None or finished_on is None:
            return None
        days = promised_on, finished_on
        if days not in self.over:
            self.over[days] = days_over(promised_on, finished_on, self.known.calendar)
        return self.over[days]

    def _note(self, row: SourceRow, key: str, code: str, **data: str | int) -> None:
        self.found.note(row.place, APPLICATIONS.heading(key), code, **data)


def days_over(promised_on: date, finished_on: date, calendar: Calendar) -> int:
    """Working days over the promise; 0 when it was kept, also over a weekend."""
    return count_working_days(promised_on, finished_on, calendar)


def told_once(supplements: int | None, *, answer: bool | None) -> bool | None:
    """Whether all that was lacking was told at once, None where nobody knows.

    Where the file does not say, being asked twice for more says that it was not.
    """
    if answer is not None or supplements is None:
        return answer
    return supplements <= MOST_SUPPLEMENTS_TOLD_ONCE
