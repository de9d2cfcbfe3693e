"""How much does the installation do at the moment? Numbers for monitoring, nothing of anybody."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select

from server.db import session
from server.models.codes import StrayScan
from server.models.operations import Heartbeat
from server.models.ratings import MonthTally, SetAsideTally
from server.models.registry import Hall as HallTable
from server.queries.messages.unsettled import message_counts, oldest_written
from server.queries.registry.halls import all_halls
from server.rules.months import month_of

LEVELS = tuple(getattr(MonthTally, f"level_{level}") for level in range(1, 6))
SECONDS = tuple(getattr(MonthTally, f"second_{level}") for level in range(1, 6))


@dataclass(frozen=True)
class Figures:
    """Of the running month by hall code; messages by state; ages in seconds.

    ``stray_scans`` are today's (UTC), of revoked codes and of codes that never were.
    """

    counted: dict[str, int]
    seconds: dict[str, int]
    set_aside: dict[tuple[str, str], int]
    stray_scans: dict[str, int]
    messages: dict[str, int]
    oldest_message_age: float
    heartbeat_ages: dict[str, float]


def figures(now: datetime) -> Figures:
    """The figures at that moment."""
    months = {str(month_of(now, hall.zone)) for hall in all_halls()}
    counted, seconds = _counted(months)
    return Figures(
        counted=counted,
        seconds=seconds,
        set_aside=_set_aside(months),
        stray_scans=_stray_scans(now),
        messages=message_counts(),
        oldest_message_age=_oldest_message_age(now),
        heartbeat_ages=_heartbeat_ages(now),
    )


def _counted(months: set[str]) -> tuple[dict[str, int], dict[str, int]]:
    rows = session.execute(
        select(HallTable.code, func.sum(sum(LEVELS)), func.sum(sum(SECONDS)))
        .join(HallTable, HallTable.id == MonthTally.hall_id)
        .where(MonthTally.month.in_(months), MonthTally.kind == "window")
        .group_by(HallTable.code)
    ).all()
    return {hall: int(first) for hall, first, _ in rows}, {hall: int(n) for hall, _, n in rows}


def _set_aside(months: set[str]) -> dict[tuple[str, str], int]:
    table = SetAsideTally
    rows = session.execute(
        select(HallTable.code, table.reason, func.sum(table.good + table.bad))
        .join(HallTable, HallTable.id == table.hall_id)
        .where(table.month.in_(months), table.kind == "window")
        .group_by(HallTable.code, table.reason)
    )
    return {(hall, reason): int(count) for hall, reason, count in rows}


def _stray_scans(now: datetime) -> dict[str, int]:
    rows = session.execute(
        select(StrayScan.code, StrayScan.scans).where(StrayScan.day == now.date())
    )
    scans = {"revoked": 0, "unknown": 0}
    for code, count in rows:
        scans["revoked" if code else "unknown"] += count
    return scans


def _oldest_message_age(now: datetime) -> float:
    oldest = oldest_written()
    return (now - oldest).total_seconds() if oldest else 0.0


def _heartbeat_ages(now: datetime) -> dict[str, float]:
    rows = session.execute(select(Heartbeat.part, Heartbeat.beat_at))
    return {part: (now - beat_at).total_seconds() for part, beat_at in rows}
