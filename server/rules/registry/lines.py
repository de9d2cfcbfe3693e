"""Which duties has one person at one window?"""

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable
from datetime import UTC, datetime

from server.rules.registry.stored import RosterDuty

END_OF_TIME = datetime.max.replace(tzinfo=UTC)


def until(duty: RosterDuty) -> datetime:
    """The first moment after the duty; far away for an open-ended one."""
    return duty.ends_at or END_OF_TIME


def is_within(part: RosterDuty, whole: RosterDuty) -> bool:
    """Whether the one lasts no longer than the other, on both sides."""
    return whole.starts_at <= part.starts_at and until(part) <= until(whole)


class Lines:
    """Duties of a roster by person, window and source, each line in the order of time."""

    def __init__(self, duties: Iterable[RosterDuty]) -> None:
        self._lines: dict[object, list[RosterDuty]] = defaultdict(list)
        for duty in sorted(duties, key=lambda each: each.starts_at):
            self._lines[_line(duty)].append(duty)

    def within(self, whole: RosterDuty) -> list[RosterDuty]:
        """The duties of that person at that window that lie within another."""
        return [duty for duty in self._lines.get(_line(whole), ()) if is_within(duty, whole)]

    def touching(self, other: RosterDuty) -> list[RosterDuty]:
        """The duties of that person at that window that share a moment with another."""
        return [
            duty
            for duty in self._lines.get(_line(other), ())
            if duty.starts_at < until(other) and other.starts_at < until(duty)
        ]

    def restate(self, duty: RosterDuty) -> bool:
        """Whether one of these says anew what the duty said: it begins with it or holds it."""
        line = self._lines.get(_line(duty), [])
        before = bisect_right(line, duty.starts_at, key=lambda each: each.starts_at)
        latest = line[before - 1] if before else None
        return latest is not None and (
            latest.starts_at == duty.starts_at or is_within(duty, latest)
        )


def _line(duty: RosterDuty) -> tuple[object, ...]:
    return duty.window, duty.staff, duty.source
