"""Whose rating is it: who was on duty at that window at that moment?"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from fractions import Fraction
from itertools import pairwise

# The number is called before noon, the form is sent after it: around a change of person the
# clock cannot tell who served.
HANDOVER_GRACE = timedelta(minutes=5)
# A forgotten sign-out must not claim the ratings of the next day; no shift is longer.
LONGEST_SIGN_IN = timedelta(hours=12)


class DutySource(StrEnum):
    """How a duty is known."""

    SIGN_IN = "sign_in"
    ROSTER = "roster"
    STANDING = "standing"  # a hall without roster: this window is this person's


# The first source that knows anyone is believed, the others are not asked.
MOST_TRUSTED_FIRST = (DutySource.SIGN_IN, DutySource.ROSTER, DutySource.STANDING)


@dataclass(frozen=True)
class Duty:
    """One person at one window from ``starts_at`` until before ``ends_at`` (None: open-ended).

    Both moments carry a zone. An open-ended sign-in ends after LONGEST_SIGN_IN.
    """

    staff_id: int
    window_id: int
    starts_at: datetime
    ends_at: datetime | None
    source: DutySource

    @property
    def until(self) -> datetime | None:
        """The first moment that no longer belongs to the duty, None if there is no such."""
        if self.ends_at is None and self.source is DutySource.SIGN_IN:
            return self.starts_at + LONGEST_SIGN_IN
        return self.ends_at

    def covers(self, moment: datetime) -> bool:
        """Whether the person is on duty at the moment."""
        return self.starts_at <= moment and (self.until is None or moment < self.until)


class Unattributed(StrEnum):
    """Why a rating belongs to nobody."""

    NOBODY_ON_DUTY = "nobody_on_duty"
    HANDOVER = "handover"
    SHARED_WINDOW = "shared_window"
    OUTSIDE_HOURS = "outside_hours"


class Conflict(StrEnum):
    """What is wrong with two duties that run at the same time."""

    TWO_WINDOWS = "two_windows"  # one person cannot sit at both
    TWICE = "twice"  # one person at one window, entered twice
    UNMARKED_SHARING = "unmarked_sharing"  # two people at a window that is not marked shared


@dataclass(frozen=True)
class Overlap:
    """Two duties that contradict each other; ``first`` starts no later than ``second``."""

    conflict: Conflict
    first: Duty
    second: Duty


def attribute(
    moment: datetime,
    duties: Sequence[Duty],
    *,
    is_open: bool,
    chosen_staff_id: int | None,
) -> int | Unattributed:
    """The id of the one person on duty at the moment, or the reason there is none.

    ``duties`` are those of the rated window, with at least HANDOVER_GRACE on both sides of the
    moment; ``is_open`` says whether the hall was open; ``chosen_staff_id`` is whom the citizen
    says it was. A choice decides only between people who were on duty all around the moment.
    """
    if not is_open:
        return Unattributed.OUTSIDE_HOURS
    present = on_duty(moment, duties)
    around = _people_around(moment, duties)
    steady = frozenset.intersection(present, *around)
    if chosen_staff_id is not None and chosen_staff_id in steady:
        return chosen_staff_id
    if len(set(around)) > 1:
        return Unattributed.HANDOVER
    return _only_one(present)


def on_duty(moment: datetime, duties: Iterable[Duty]) -> frozenset[int]:
    """The people on duty at the moment, by the most trusted source that names any."""
    covering = [duty for duty in duties if duty.covers(moment)]
    for source in MOST_TRUSTED_FIRST:
        people = frozenset(duty.staff_id for duty in covering if duty.source is source)
        if people:
            return people
    return frozenset()


def overlaps(
    duties: Iterable[Duty], *, shared_windows: frozenset[int] = frozenset()
) -> tuple[Overlap, ...]:
    """Every pair of duties of one source that contradict each other, in the order they begin to.

    A roster beaten by a sign-in is no contradiction. ``shared_windows`` are the ids of the
    windows at which several people may serve at once.
    """
    found = (
        (_conflict(first, second, shared_windows), first, second)
        for first, second in _at_the_same_time(duties)
    )
    return tuple(Overlap(conflict, first, second) for conflict, first, second in found if conflict)


def largest_share(
    duties: Sequence[Duty], *, month_start: datetime, month_end: datetime
) -> Fraction:
    """The largest part of a window's duty time in the month that one person had, 0 to 1.

    Time of several people at a shared window counts for each of them. Standing duties run
    through the nights, so they count only where nothing else is known of the month. No duty
    at all is 0. A window above 80 % is that person (domain, publication and disclosure).
    """
    known = _better_than_standing(duties, month_start, month_end) or duties
    edges = sorted({month_start, month_end, *_edges(known, month_start, month_end)})
    worked: dict[int, timedelta] = {}
    for start, end in pairwise(edges):
        for person in on_duty(start, known):
            worked[person] = worked.get(person, timedelta()) + (end - start)
    total = sum(worked.values(), timedelta())
    return _part(max(worked.values()), total) if total else Fraction(0)


def _at_the_same_time(duties: Iterable[Duty]) -> Iterator[tuple[Duty, Duty]]:
    """Each two duties of one source that share a moment; a whole month is one sweep."""
    running: list[Duty] = []
    for second in sorted(duties, key=lambda duty: (duty.starts_at, duty.staff_id, duty.window_id)):
        running = [first for first in running if first.covers(second.starts_at)]
        yield from ((first, second) for first in running if first.source is second.source)
        running.append(second)


def _people_around(moment: datetime, duties: Sequence[Duty]) -> list[frozenset[int]]:
    """The teams, empty ones left out, that were on duty at some time within the grace."""
    start, end = moment - HANDOVER_GRACE, moment + HANDOVER_GRACE
    instants = (start, *_edges(duties, start, end))
    return [team for instant in instants if (team := on_duty(instant, duties))]


def _edges(duties: Iterable[Duty], start: datetime, end: datetime) -> list[datetime]:
    """The moments after the start and up to the end at which a duty begins or ends."""
    moments = (edge for duty in duties for edge in (duty.starts_at, duty.until) if edge)
    return [moment for moment in moments if start < moment <= end]


def _only_one(people: frozenset[int]) -> int | Unattributed:
    if not people:
        return Unattributed.NOBODY_ON_DUTY
    if len(people) > 1:
        return Unattributed.SHARED_WINDOW
    return next(iter(people))


def _conflict(first: Duty, second: Duty, shared_windows: frozenset[int]) -> Conflict | None:
    if first.staff_id == second.staff_id:
        same_window = first.window_id == second.window_id
        return Conflict.TWICE if same_window else Conflict.TWO_WINDOWS
    if first.window_id == second.window_id and first.window_id not in shared_windows:
        return Conflict.UNMARKED_SHARING
    return None


def _better_than_standing(duties: Iterable[Duty], start: datetime, end: datetime) -> list[Duty]:
    return [
        duty
        for duty in duties
        if duty.source is not DutySource.STANDING
        and duty.starts_at < end
        and (duty.until is None or duty.until > start)
    ]


def _part(some: timedelta, total: timedelta) -> Fraction:
    microsecond = timedelta(microseconds=1)
    return Fraction(some // microsecond, total // microsecond)
