"""What is left of a regular duty while somebody stands in?"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import date, datetime

from server.rules.attribution import DutySource
from server.rules.registry.stored import RosterDuty


def without_replaced(
    duties: Iterable[RosterDuty], shared_windows: frozenset[str]
) -> dict[RosterDuty, RosterDuty]:
    """The duties as they are served, each with the duty of the roster that it is a part of.

    While somebody stands in at a window (替班), its regular duty pauses. At a shared window nobody
    knows who is meant, so nothing is taken away there. A standing duty needs no cut: a roster is
    believed before it.
    """
    duties = list(duties)
    stand_ins: dict[tuple[str, date], list[RosterDuty]] = defaultdict(list)
    for duty in duties:
        if duty.is_substitute and duty.window not in shared_windows:
            stand_ins[duty.window, duty.starts_at.date()].append(duty)
    return {part: duty for duty in duties for part in _parts(duty, stand_ins)}


def _parts(
    duty: RosterDuty, stand_ins: Mapping[tuple[str, date], list[RosterDuty]]
) -> Iterator[RosterDuty]:
    replaced = duty.source is DutySource.ROSTER and not duty.is_substitute
    others = stand_ins.get((duty.window, duty.starts_at.date()), []) if replaced else []
    starts, until = duty.starts_at, duty.ends_at
    for other in sorted(others, key=lambda stand_in: stand_in.starts_at):
        if other.staff != duty.staff and _overlap(starts, until, other):
            if starts < other.starts_at:
                yield replace(duty, starts_at=starts, ends_at=other.starts_at)
            starts = other.ends_at or starts
    if until is None or starts < until:
        yield replace(duty, starts_at=starts) if starts != duty.starts_at else duty


def _overlap(starts: datetime, until: datetime | None, other: RosterDuty) -> bool:
    return (until is None or other.starts_at < until) and (
        other.ends_at is None or starts < other.ends_at
    )
