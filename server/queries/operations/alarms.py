"""What must somebody look at now? (research/reliability.md 5.2.8)"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from shutil import disk_usage

from server.queries.messages.unsettled import message_counts, oldest_due
from server.queries.operations.database import database_clock, database_shape
from server.queries.operations.jobs import last_beats, unfinished
from server.queries.publication.unpublished import unpublished_months
from server.queries.wechat.events import number_given_up
from server.rules.runs import RunState

LATE_AFTER = timedelta(minutes=10)
OUTBOX_LATE_AFTER = timedelta(minutes=5)
# The worker beats every minute; three missed beats are no hiccup.
SILENT_AFTER = timedelta(minutes=3)
CLOCKS_APART_FROM = timedelta(seconds=2)
LEAST_FREE_BYTES = 500 * 1024 * 1024
MEGABYTE = 1024 * 1024
MINUTE = timedelta(minutes=1)

NEWER = "operations.database_newer"

Data = Mapping[str, str | int]


@dataclass(frozen=True)
class Alarm:
    """One thing to look at: the code of its sentence and what fills it.

    ``is_fatal``: requests of citizens fail while it lasts. The others are for a person, and
    the program serves on.
    """

    code: str
    data: Data = field(default_factory=dict)
    is_fatal: bool = False

    @property
    def name(self) -> str:
        """The code without its area, as metrics name it: ``worker_silent``."""
        return self.code.partition(".")[2]


def alarms(now: datetime, *, var_dir: Path) -> tuple[Alarm, ...]:
    """Every alarm at this moment; none when all is well.

    In a database of another shape nothing further can be asked. Raises DatabaseUnreachable.
    """
    shape = database_shape()
    data: Data = {"found": shape.found, "wanted": shape.wanted}
    if not shape.serves:
        return (Alarm("operations.database_outdated", data, is_fatal=True),)
    return (
        *([Alarm(NEWER, data)] if shape.is_newer else []),
        *disk_alarms(disk_usage(var_dir).free),
        *clock_alarms(now, database_clock()),
        *_worker(now),
        *_publication(now),
        *_jobs(now),
        *_outbox(now),
        *_events(),
    )


def disk_alarms(free_bytes: int) -> Iterator[Alarm]:
    """The alarm of a disk with so much room; a rating needs little, a photo more."""
    if free_bytes < LEAST_FREE_BYTES:
        yield Alarm("operations.disk_nearly_full", {"free": free_bytes // MEGABYTE})


def clock_alarms(ours: datetime, database: datetime | None) -> Iterator[Alarm]:
    """The alarm of two clocks; a database without a clock of its own (None) cannot differ."""
    if database is not None and abs(database - ours) > CLOCKS_APART_FROM:
        seconds = int(abs(database - ours).total_seconds())
        yield Alarm("operations.clocks_apart", {"seconds": seconds})


def _worker(now: datetime) -> Iterator[Alarm]:
    beat_at = last_beats().get("worker")
    if beat_at is None:
        yield Alarm("operations.worker_unknown")
    elif now - beat_at > SILENT_AFTER:
        yield Alarm("operations.worker_silent", {"minutes": (now - beat_at) // MINUTE})


def _publication(now: datetime) -> Iterator[Alarm]:
    for each in unpublished_months(now - LATE_AFTER):
        minutes = (now - each.due_at) // MINUTE
        data: Data = {"hall": each.hall, "month": each.month, "minutes": minutes}
        yield Alarm(f"operations.publication_{each.why}", data)


def _jobs(now: datetime) -> Iterator[Alarm]:
    for run in unfinished(now - LATE_AFTER):
        if run.state is RunState.FAILED:
            data: Data = {"line": run.job, "slot": run.slot, "trouble": run.trouble}
            yield Alarm("operations.job_failing", data)


def _outbox(now: datetime) -> Iterator[Alarm]:
    """Messages wait without alarm in an installation where no sender ever ran."""
    given_up = message_counts()["poison"]
    if given_up:
        yield Alarm("operations.outbox_given_up", {"count": given_up})
    if "outbox" not in last_beats():
        return
    oldest = oldest_due()
    if oldest is not None and now - oldest > OUTBOX_LATE_AFTER:
        yield Alarm("operations.outbox_late", {"minutes": (now - oldest) // MINUTE})


def _events() -> Iterator[Alarm]:
    given_up = number_given_up()
    if given_up:
        yield Alarm("operations.events_given_up", {"count": given_up})
