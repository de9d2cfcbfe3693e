"""At which windows is nobody on duty while the hall is open?

Ratings of such a time belong to nobody, so it is worth saying before the day, not after it.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from server.rules.attribution import Duty

# A changing of people leaves a few minutes open; half an hour is a hole in the roster.
LEAST_GAP = timedelta(minutes=30)


@dataclass(frozen=True)
class Gap:
    """A time (both moments with their zone) in which a window stands without anybody."""

    window_id: int
    starts_at: datetime
    ends_at: datetime


def gaps(
    windows: Iterable[int],
    duties: Sequence[Duty],
    open_times: Sequence[tuple[datetime, datetime]],
) -> tuple[Gap, ...]:
    """The holes of at least LEAST_GAP, window by window in the order given, then in time.

    ``duties`` are those that touch the open times; whatever their source, they fill a time.
    """
    by_window: dict[int, list[Duty]] = {}
    for duty in duties:
        by_window.setdefault(duty.window_id, []).append(duty)
    return tuple(
        Gap(window, start, end)
        for window in windows
        for opens, closes in open_times
        for start, end in _holes(by_window.get(window, []), opens, closes)
        if end - start >= LEAST_GAP
    )


def _holes(
    duties: Iterable[Duty], opens: datetime, closes: datetime
) -> Iterator[tuple[datetime, datetime]]:
    """What is left of the open time when every duty is taken out."""
    free_from = opens
    for duty in sorted(duties, key=lambda each: each.starts_at):
        if duty.starts_at > free_from:
            yield free_from, min(duty.starts_at, closes)
        free_from = max(free_from, duty.until or closes)
        if free_from >= closes:
            return
    yield free_from, closes
