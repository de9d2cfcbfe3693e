"""What became of one person's day: late, early, a missing sign, off post, absent, on leave?

The rules of section 2 of the scheme: minutes are full minutes, so that 9:00:59 is not late. Who
was not there at all in a half is absent; everybody else came late, left early or was off post.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from server.rules.attendance.due import HOUR, Piece, Shift, Span
from server.rules.attendance.presence import covered, missing_signs, stays_of
from server.rules.attendance.signs import DAY, Sign, caught, frames_of, told_apart
from server.rules.attendance.words import BREAKING_FULL, Edge, Event, LeaveKind, Purpose
from server.rules.months import HalfDay

MINUTE = 60
WHOLE_DAY = "day"


@dataclass(frozen=True)
class Manner:
    """How the hall keeps attendance: ``grace`` in minutes, one sign each shift or one a day.

    ``is_signed`` False: nobody signs here, so nothing is held against anyone.
    """

    grace: int = 0
    signs_each_shift: bool = False
    is_signed: bool = True


@dataclass(frozen=True)
class HalfLeave:
    """Approved leave for one half of the day."""

    half: HalfDay
    number: str
    kind: LeaveKind


@dataclass(frozen=True)
class Business:
    """Official business in some hours of the day; ``is_approved`` False: not decided yet."""

    span: Span
    number: str
    is_approved: bool


@dataclass(frozen=True)
class PersonDay:
    """All that is known of one person and day, in seconds since its midnight.

    ``spill``: when a night duty of the day before ended, 0 without one.
    """

    shifts: tuple[Shift, ...]
    signs: tuple[Sign, ...] = ()
    leaves: tuple[HalfLeave, ...] = ()
    business: tuple[Business, ...] = ()
    spill: int = 0

    @property
    def is_signed(self) -> bool:
        """Whether the person signed at all that day; signs may reach into the next morning."""
        return any(sign.at < DAY for sign in self.signs)


@dataclass(frozen=True, order=True)
class Happening:
    """One thing for the facts. ``key`` (hour and minute, or ``day``) tells it from others like it.

    ``quantity``: minutes, or halves of a day for absence.
    """

    event: Event
    key: str
    quantity: int = 0
    edge: Edge | None = None
    purpose: Purpose | None = None
    window_id: int = field(default=0, compare=False)


@dataclass(frozen=True)
class DayOutcome:
    """The day as it was: halves due, attended, on leave and absent, and what happened."""

    due: int = 0
    attended: int = 0
    on_leave: int = 0
    absent: int = 0
    happenings: tuple[Happening, ...] = ()
    breaks_full: bool = False

    def minutes(self, event: Event) -> int:
        """All minutes of that kind."""
        return sum(one.quantity for one in self.happenings if one.event is event)

    @property
    def missing(self) -> Edge | None:
        """Which signs of the day are missing."""
        edges = {one.edge for one in self.happenings if one.edge}
        return edges.pop() if len(edges) == 1 else (Edge.BOTH if edges else None)


@dataclass(frozen=True)
class _Seen:
    """What the signs of a day say: when the person signed in frames, and when they were there."""

    shifts: tuple[Shift, ...]
    frames: tuple[Span, ...]
    signs: tuple[Sign, ...]
    stays: tuple[Span, ...]
    business: tuple[Business, ...]
    grace: int

    def was_there(self, span: Span) -> bool:
        """Whether the person was there at any time of the span."""
        return any(stay.start < span.end and span.start < stay.end for stay in self.stays)

    def undecided(self, span: Span) -> bool:
        """Whether official business that nobody has decided on yet touches the span."""
        return any(_touches(one.span, span) for one in self.business if not one.is_approved)

    def is_excused(self, second: int) -> bool:
        """Whether approved official business holds that moment."""
        return any(
            one.span.start <= second <= one.span.end for one in self.business if one.is_approved
        )


def assess(day: PersonDay, manner: Manner) -> DayOutcome:
    """What became of the day; the same day always gives the same."""
    halves = {piece.half for shift in day.shifts for piece in shift.pieces}
    leaves = [leave for leave in day.leaves if leave.half in halves]
    on_leave = {leave.half for leave in leaves}
    breaks = any(leave.kind in BREAKING_FULL for leave in leaves)
    shifts = tuple(_still_due(day.shifts, on_leave))
    if not shifts or not manner.is_signed:
        return DayOutcome(len(halves), len(halves - on_leave), len(on_leave), breaks_full=breaks)
    seen = _seen(day, shifts, manner)
    pieces = [piece for shift in shifts for piece in shift.pieces]
    attended = {piece.half for piece in pieces if seen.was_there(piece.span)}
    elsewhere = {piece.half for piece in pieces if seen.undecided(piece.span)} - attended
    absent = halves - on_leave - attended - elsewhere
    happenings = (
        *_late_early_off(seen, attended),
        *_missing(seen),
        *_unsigned_business(pieces, elsewhere, shifts[0].window_id),
        *_absence(absent, shifts[0].window_id),
    )
    return DayOutcome(
        due=len(halves),
        attended=len(attended),
        on_leave=len(on_leave),
        absent=len(absent),
        happenings=happenings,
        breaks_full=breaks or bool(happenings),
    )


def _still_due(shifts: Iterable[Shift], on_leave: set[HalfDay]) -> Iterator[Shift]:
    """The shifts without the halves on leave."""
    for shift in shifts:
        pieces = tuple(piece for piece in shift.pieces if piece.half not in on_leave)
        if pieces:
            yield Shift(Span(pieces[0].span.start, pieces[-1].span.end), shift.window_id, pieces)


def _seen(day: PersonDay, shifts: tuple[Shift, ...], manner: Manner) -> _Seen:
    spans = [shift.span for shift in shifts]
    frames = frames_of(spans, signs_each_shift=manner.signs_each_shift)
    signs = tuple(told_apart(caught(day.signs, frames, spill=day.spill), frames))
    approved = [one.span for one in day.business if one.is_approved]
    stays = (*stays_of(signs, frames, shifts), *approved)
    return _Seen(shifts, frames, signs, stays, day.business, manner.grace)


def _late_early_off(seen: _Seen, attended: set[HalfDay]) -> Iterator[Happening]:
    """From the first half attended of a shift to the last: what is missing at its ends, within."""
    for shift in seen.shifts:
        pieces = [piece.span for piece in shift.pieces if piece.half in attended]
        region = Span(pieces[0].start, pieces[-1].end) if pieces else Span(0, 0)
        there = covered(region, seen.stays)
        if there:
            yield from _at_ends(region, there, seen.grace, shift.window_id)
        yield from _gaps(there or _nobody(region), shift.window_id)


def _at_ends(
    region: Span, there: Sequence[Span], grace: int, window_id: int
) -> Iterator[Happening]:
    late = (there[0].start - region.start) // MINUTE
    early = (region.end - there[-1].end) // MINUTE
    if late > grace:
        yield Happening(Event.LATE, _clock(region.start), late, window_id=window_id)
    if early > grace:
        yield Happening(Event.EARLY, _clock(region.end), early, window_id=window_id)


def _gaps(there: Sequence[Span], window_id: int) -> Iterator[Happening]:
    for before, after in pairwise(there):
        minutes = (after.start - before.end) // MINUTE
        if minutes:
            yield Happening(Event.OFF_POST, _clock(before.end), minutes, window_id=window_id)


def _nobody(region: Span) -> list[Span]:
    """A stretch of a half that was attended only in another shift: one gap from end to end."""
    return [Span(region.start, region.start), Span(region.end, region.end)]


def _missing(seen: _Seen) -> Iterator[Happening]:
    """Signs that are missing, unless approved business kept the person from them."""
    window_id = seen.shifts[0].window_id
    for one in missing_signs(seen.signs, seen.frames):
        sides = ((Edge.IN, one.frame.start), (Edge.OUT, one.frame.end))
        lacking = [
            (edge, second)
            for edge, second in sides
            if one.edge in {edge, Edge.BOTH} and not seen.is_excused(second)
        ]
        if lacking:
            edge = Edge.BOTH if len(lacking) > 1 else lacking[0][0]
            official = any(seen.undecided(Span(second, second)) for _, second in lacking)
            purpose = Purpose.OFFICIAL if official else Purpose.NONE
            key = _clock(one.frame.start)
            yield Happening(Event.MISSING_SIGN, key, 0, edge, purpose, window_id)


def _unsigned_business(
    pieces: Iterable[Piece], elsewhere: set[HalfDay], window_id: int
) -> Iterator[Happening]:
    """A half without any sign, for which business was asked that nobody has approved yet."""
    for piece in pieces:
        if piece.half in elsewhere:
            key = _clock(piece.span.start)
            yield Happening(Event.MISSING_SIGN, key, 0, Edge.BOTH, Purpose.OFFICIAL, window_id)


def _absence(absent: set[HalfDay], window_id: int) -> Iterator[Happening]:
    if absent:
        yield Happening(Event.ABSENT, WHOLE_DAY, len(absent), window_id=window_id)


def _touches(one: Span, other: Span) -> bool:
    return one.start <= other.end and other.start <= one.end


def _clock(second: int) -> str:
    hour, rest = divmod(second, HOUR)
    return f"{hour:02}{rest // MINUTE:02}"
