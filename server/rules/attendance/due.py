"""When is somebody due on a day: by the roster, else by a standing duty and the opening hours?

Times are seconds since the day's midnight in the hall's zone; a night duty ends beyond 24 hours.
"""

from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import NamedTuple

from server.rules.months import HalfDay

HOUR = 3600
NOON = 12 * HOUR
# A duty longer than this is a whole day of work: two halves, parted at noon.
LONGEST_HALF = 5 * HOUR + HOUR // 2


class Span(NamedTuple):
    """From a second of the day until before another."""

    start: int
    end: int


class DayDuty(NamedTuple):
    """A duty of somebody on a day; ``span`` None: standing, which is due when the hall is open."""

    window_id: int
    span: Span | None = None


class Piece(NamedTuple):
    """The part of a shift that lies in one half of the day."""

    half: HalfDay
    span: Span


class Shift(NamedTuple):
    """A stretch without a break in which somebody is due, at which window it begins."""

    span: Span
    window_id: int
    pieces: tuple[Piece, ...]


def shifts_of(duties: Sequence[DayDuty], opening: Sequence[Span] | None) -> tuple[Shift, ...]:
    """When somebody is due, in order; ``opening`` None: nobody entered the hall's hours.

    On a day on which the hall is closed nobody is due. A duty of the roster pauses while the hall
    does (lunch), unless it lies in the pause altogether; a standing duty is due when the hall is
    open, and never where its hours are unknown. Duties at two windows that meet are one shift.
    """
    if opening is not None and not opening:
        return ()
    rostered = [duty for duty in duties if duty.span is not None]
    known = tuple(opening or ())
    spans = (
        [(part, duty.window_id) for duty in rostered for part in _served(duty.span, known)]
        if rostered
        else [(span, duty.window_id) for duty in duties for span in known]
    )
    return tuple(Shift(span, window, _pieces(span)) for span, window in _merged(spans))


def _served(span: Span | None, opening: Sequence[Span]) -> list[Span]:
    if span is None:
        return []
    parts = [span]
    for before, after in pairwise(opening):
        pause = Span(before.end, after.start)
        parts = [left for part in parts for left in without(part, pause)]
    return parts or [span]


def without(span: Span, taken: Span) -> list[Span]:
    """What is left of a span when another is taken out of it."""
    left = (
        Span(span.start, min(span.end, taken.start)),
        Span(max(span.start, taken.end), span.end),
    )
    return [part for part in left if part.start < part.end]


def _merged(spans: Iterable[tuple[Span, int]]) -> list[tuple[Span, int]]:
    merged: list[tuple[Span, int]] = []
    for span, window in sorted(spans):
        if merged and span.start <= merged[-1][0].end:
            before, first_window = merged[-1]
            merged[-1] = (Span(before.start, max(before.end, span.end)), first_window)
        else:
            merged.append((span, window))
    return merged


def _pieces(span: Span) -> tuple[Piece, ...]:
    middle = (span.start + span.end) // 2
    if span.end - span.start <= LONGEST_HALF:
        return (Piece(HalfDay.AM if middle < NOON else HalfDay.PM, span),)
    # A night duty has no noon: it is parted in its middle.
    cut = NOON if span.start < NOON < span.end else middle
    return (
        Piece(HalfDay.AM, Span(span.start, cut)),
        Piece(HalfDay.PM, Span(cut, span.end)),
    )
