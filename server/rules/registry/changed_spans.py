"""At which windows, from when to when, is somebody else on duty than before?"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import TypeAlias

from server.rules.attribution import HANDOVER_GRACE, DutySource
from server.rules.registry.lines import until
from server.rules.registry.stored import RosterDuty

BEFORE, AFTER = 0, 1
Line: TypeAlias = tuple[str, str, DutySource]
Edge: TypeAlias = tuple[datetime, int, int]  # when, on which side, one more or one less
Moments: TypeAlias = tuple[datetime, datetime]


@dataclass(frozen=True)
class ChangedSpan:
    """A window and a span of time, ``until_at`` not included; both moments carry a zone."""

    window: str
    from_at: datetime
    until_at: datetime


def changed_spans(
    cancelled: Iterable[RosterDuty], added: Iterable[RosterDuty], *, now: datetime
) -> tuple[ChangedSpan, ...]:
    """Where ratings of the past may now belong to somebody else, in order, up to ``now``.

    Time that a corrected duty says as before (09:00-12:00 of what was 09:00-17:00) is not in it,
    but the minutes of a handover are: at the new edge a rating may belong to nobody.
    """
    edges: dict[Line, list[Edge]] = defaultdict(list)
    for side, duties in ((BEFORE, cancelled), (AFTER, added)):
        for duty in duties:
            if duty.starts_at < now:
                edge = edges[duty.window, duty.staff, duty.source]
                edge += [(duty.starts_at, side, 1), (min(until(duty), now), side, -1)]
    spans: dict[str, list[Moments]] = defaultdict(list)
    for (window, *_), line in edges.items():
        spans[window] += _differing(line)
    return tuple(
        ChangedSpan(window, *span) for window in sorted(spans) for span in _joined(spans[window])
    )


def _differing(line: list[Edge]) -> Iterator[Moments]:
    """The spans in which one person is on duty at one window only before, or only after."""
    here = [0, 0]
    start = line[0][0]
    for moment, side, step in sorted(line):
        if start < moment and bool(here[BEFORE]) != bool(here[AFTER]):
            yield start - HANDOVER_GRACE, moment + HANDOVER_GRACE
        here[side] += step
        start = moment


def _joined(spans: list[Moments]) -> list[Moments]:
    """The spans in order; those that touch are one."""
    joined: list[Moments] = []
    for start, end in sorted(spans):
        if joined and start <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((start, end))
    return joined
