"""When was somebody there, and which sign is missing?

A missing sign is a matter of its own: without it, nobody is taken to have come late or left early.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from server.rules.attendance.due import Shift, Span
from server.rules.attendance.signs import Sign, frame_of
from server.rules.attendance.words import Direction, Edge

# What is missing where the first sign of a frame and the last one are these.
LACKS = {
    (Direction.OUT, Direction.IN): Edge.BOTH,
    (Direction.OUT, Direction.OUT): Edge.IN,
    (Direction.IN, Direction.IN): Edge.OUT,
}


@dataclass(frozen=True)
class MissingSign:
    """In this frame that sign is missing."""

    frame: Span
    edge: Edge


def stays_of(
    signs: Sequence[Sign], frames: Sequence[Span], shifts: Sequence[Shift]
) -> tuple[Span, ...]:
    """From when until when somebody was there, in order; the signs have their directions."""
    stays: list[Span] = []
    came: Sign | None = None
    for sign in signs:
        if sign.direction is Direction.IN:
            came = came or sign
        else:
            start = came.at if came else _assumed_start(sign, frames, shifts, signs)
            after = stays[-1].end if stays else start
            stays.append(Span(max(start, after), max(sign.at, start, after)))
            came = None
    if came:
        stays.append(Span(came.at, max(came.at, frame_of(came, frames).end)))
    return tuple(stays)


def _assumed_start(
    left: Sign, frames: Sequence[Span], shifts: Sequence[Shift], signs: Sequence[Sign]
) -> int:
    """When somebody came who only signed out: with the frame, or after a pause with the shift."""
    frame = frame_of(left, frames)
    has_come = any(
        sign.direction is Direction.IN and frame_of(sign, frames) == frame for sign in signs
    )
    begun = [shift.span.start for shift in shifts if shift.span.start < left.at]
    return begun[-1] if has_come and begun else frame.start


def missing_signs(signs: Sequence[Sign], frames: Sequence[Span]) -> tuple[MissingSign, ...]:
    """Which sign is missing in each frame in which there is any."""
    found = []
    for frame in frames:
        own = [sign.direction for sign in signs if frame_of(sign, frames) == frame]
        edge = LACKS.get((own[0], own[-1])) if own else None
        if edge:
            found.append(MissingSign(frame, edge))
    return tuple(found)


def covered(span: Span, stays: Sequence[Span]) -> list[Span]:
    """The parts of a span in which somebody was there, joined and in order."""
    parts: list[Span] = []
    for stay in sorted(stays):
        start, end = max(span.start, stay.start), min(span.end, stay.end)
        if start >= end:
            continue
        if parts and start <= parts[-1].end:
            parts[-1] = Span(parts[-1].start, max(parts[-1].end, end))
        else:
            parts.append(Span(start, end))
    return parts
