"""Which sign is which: a machine often does not tell in from out, and people press twice.

In doubt a sign is read the way that is better for the person.
"""

from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from server.rules.attendance.due import HOUR, Span
from server.rules.attendance.words import Direction

# Signs of one direction-less machine within this time are one.
DOUBLE_PRESS = 600
# How long before and after the time somebody is due a sign belongs to that day.
BEFORE, AFTER, AFTER_NIGHT = 6 * HOUR, 6 * HOUR, 2 * HOUR
DAY = 24 * HOUR


class Sign(NamedTuple):
    """Somebody signed at that second of the day."""

    at: int
    direction: Direction


def frames_of(shifts: Sequence[Span], *, signs_each_shift: bool) -> tuple[Span, ...]:
    """From when until when one signs in and out once: each shift, or from the first to the last."""
    if signs_each_shift or not shifts:
        return tuple(shifts)
    return (Span(shifts[0].start, shifts[-1].end),)


def caught(signs: Sequence[Sign], frames: Sequence[Span], *, spill: int) -> list[Sign]:
    """The signs that belong to the day, in order.

    ``spill``: the second at which a night duty of the day before ended, 0 without one.
    """
    first, last = frames[0].start, frames[-1].end
    since = (spill + first) // 2 if spill else first - BEFORE
    until = last + (AFTER if last <= DAY else AFTER_NIGHT)
    return sorted(sign for sign in signs if since <= sign.at <= until)


def told_apart(signs: Sequence[Sign], frames: Sequence[Span]) -> list[Sign]:
    """The signs with their directions, in order; signs that tell nothing are left out."""
    blank = [sign.at for sign in signs if sign.direction is Direction.ANY]
    if not blank:
        return list(signs)
    told = [sign for sign in signs if sign.direction is not Direction.ANY]
    told += _at_the_edges(blank, frames)
    for frame in frames:
        told += _inside(frame, frames, blank, told)
    return sorted(told)


def _at_the_edges(blank: Sequence[int], frames: Sequence[Span]) -> list[Sign]:
    """Before the first frame one signs in, after the last out; in a pause out, then in."""
    before = [at for at in blank if at < frames[0].start]
    after = [at for at in blank if at > frames[-1].end]
    found = [Sign(before[0], Direction.IN)] if before else []
    for left, right in pairwise(frames):
        found += _in_pause([at for at in blank if left.end < at < right.start], left, right)
    return found + ([Sign(after[-1], Direction.OUT)] if after else [])


def _in_pause(blank: Sequence[int], left: Span, right: Span) -> list[Sign]:
    if len(blank) > 1:
        return [Sign(blank[0], Direction.OUT), Sign(blank[-1], Direction.IN)]
    return [
        Sign(at, Direction.OUT if at - left.end <= right.start - at else Direction.IN)
        for at in blank
    ]


def _inside(
    frame: Span, frames: Sequence[Span], blank: Sequence[int], told: Sequence[Sign]
) -> list[Sign]:
    """What is left within a frame: the first is the sign in, the last the sign out, if missing."""
    near = [sign.at for sign in told]
    free = [
        at
        for at in blank
        if frame.start <= at <= frame.end and all(abs(at - other) > DOUBLE_PRESS for other in near)
    ]
    if not free:
        return []
    has = {sign.direction for sign in told if frame_of(sign, frames) == frame}
    if free[-1] - free[0] > DOUBLE_PRESS:
        ends = (Sign(free[0], Direction.IN), Sign(free[-1], Direction.OUT))
        return [end for end in ends if end.direction not in has]
    return [] if len(has) > 1 else [_lone(free, frame, has)]


def _lone(free: Sequence[int], frame: Span, has: set[Direction]) -> Sign:
    """One sign, or one pressed several times: nearer to the beginning it is a sign in."""
    is_nearer_in = free[0] - frame.start <= frame.end - free[-1]
    is_in = Direction.OUT in has or (is_nearer_in and Direction.IN not in has)
    return Sign(free[0], Direction.IN) if is_in else Sign(free[-1], Direction.OUT)


def frame_of(sign: Sign, frames: Sequence[Span]) -> Span:
    """To which frame a sign belongs.

    A sign in belongs to the first frame that ends after it, a sign out to the last that began
    before it.
    """
    if sign.direction is Direction.IN:
        return next((frame for frame in frames if frame.end >= sign.at), frames[-1])
    return next((frame for frame in reversed(frames) if frame.start <= sign.at), frames[0])
