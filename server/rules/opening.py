"""Is the hall open at this moment?"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, tzinfo

from server.rules.working_days import DayKind

# A worked weekend (调休上班) is an ordinary day of work: it runs like this weekday, Monday.
MAKEUP_RUNS_LIKE = 0


@dataclass(frozen=True)
class OpenSpan:
    """One span of a weekday (0 Monday to 6 Sunday) in the hall's local time.

    Open from ``opens`` until before ``closes``; a lunch break makes two spans.
    """

    weekday: int
    opens: time
    closes: time

    def covers(self, clock: time) -> bool:
        """Whether the span holds that time of day."""
        return self.opens <= clock < self.closes


@dataclass(frozen=True)
class DayException:
    """One span of one day on which the hall keeps other hours; both times None: closed all day."""

    day: date
    opens: time | None = None
    closes: time | None = None

    def covers(self, clock: time) -> bool:
        """Whether the span holds that time of day."""
        if self.opens is None or self.closes is None:
            return False
        return self.opens <= clock < self.closes


@dataclass(frozen=True)
class Hours:
    """When a hall is open: by weekday, and the days that are different."""

    weekly: tuple[OpenSpan, ...]
    exceptions: tuple[DayException, ...] = ()


def is_open(moment: datetime, zone: tzinfo, *, hours: Hours, day_kind: DayKind) -> bool:
    """Whether the hall is open at the moment, in its zone.

    ``day_kind`` is what the working calendar says of the moment's local day. An exception of
    that day decides alone. Otherwise a public holiday is closed, a worked weekend runs like a
    Monday, and any other day runs by its weekday: a hall may serve on Saturdays although
    they are no working days. A hall whose hours nobody entered is open: what is not known
    must not set ratings aside.
    """
    local = moment.astimezone(zone)
    clock = local.time()
    different = [each for each in hours.exceptions if each.day == local.date()]
    if different:
        return any(each.covers(clock) for each in different)
    if not hours.weekly:
        return True
    return any(span.covers(clock) for span in _usual_spans(local.date(), hours, day_kind))


def open_times(day: date, *, hours: Hours, day_kind: DayKind) -> tuple[tuple[time, time], ...]:
    """From when until when the hall is open on that day, in order; nothing where hours are unknown.

    What decides is the same as in ``is_open``.
    """
    different = [each for each in hours.exceptions if each.day == day]
    spans = different or _usual_spans(day, hours, day_kind)
    return tuple(sorted((each.opens, each.closes) for each in spans if each.opens and each.closes))


def _usual_spans(day: date, hours: Hours, day_kind: DayKind) -> Iterable[OpenSpan]:
    if day_kind is DayKind.HOLIDAY:
        return ()
    weekday = MAKEUP_RUNS_LIKE if day_kind is DayKind.MAKEUP else day.weekday()
    return [span for span in hours.weekly if span.weekday == weekday]
