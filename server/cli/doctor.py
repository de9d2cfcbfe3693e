"""``doctor``: is this installation well, and if not, what is to be done?"""

from collections.abc import Iterator
from datetime import datetime, timedelta
from shutil import disk_usage
from tempfile import TemporaryFile
from urllib.parse import urlsplit

import click

from scheduled.overdue import Overdue, overdue
from server import clock
from server.cli.findings import Finding, Grade
from server.cli.outward import look_at_templates, look_for_readers, look_outward
from server.cli.speaking import command
from server.errors import DatabaseUnreachable
from server.gate import wiring
from server.queries.operations.alarms import MEGABYTE, NEWER, SILENT_AFTER, Data, alarms
from server.queries.operations.backed_up import BACKUP
from server.queries.operations.database import database_shape, unsafe_sqlite
from server.queries.operations.jobs import last_beats
from server.queries.publication.notices import chain
from server.queries.registry.halls import Hall, all_halls
from server.queries.registry.hours import national_calendar
from server.rules.canonical import Link, verify_chain
from server.settings import Settings
from server.texts import DEFAULT_LANGUAGE, say

LOCAL_HOSTS = frozenset({"localhost", "127.0.0.1", "::1", "0.0.0.0"})  # noqa: S104  compared, not bound
# One each night; a second night without one is no accident.
BACKUP_OLD_AFTER = timedelta(days=2)
# The State Council's notice of the next year's holidays comes out in November.
NEXT_YEAR_KNOWN_BY = timedelta(days=61)


@command("doctor", "检查本系统是否正常 (is this installation well?)")
def doctor() -> None:
    """Say what is well and what is not; exit code 1 when something is not."""
    found = list(examine(wiring().settings, clock.now()))
    for finding in found:
        click.echo(f"{finding.grade} {say(finding.code, DEFAULT_LANGUAGE, **finding.data)}")
    if any(finding.grade is Grade.ILL for finding in found):
        raise click.exceptions.Exit(1)


def examine(settings: Settings, now: datetime) -> Iterator[Finding]:
    """Everything that can be looked at; a database that cannot be used ends the examination."""
    yield from _address(settings)
    yield from _folder(settings)
    yield from look_outward(settings)
    yield from look_at_templates(settings)
    try:
        shape = database_shape()
    except DatabaseUnreachable as error:
        reason = str(error.__cause__).partition("\n")[0]
        yield Finding("operations.database_unreachable", {"reason": reason})
        return
    if shape.is_right:
        yield Finding("operations.database_right", {"found": shape.found}, Grade.WELL)
    yield from _sqlite()
    for alarm in alarms(now, var_dir=settings.var_dir):
        yield Finding(alarm.code, alarm.data, Grade.LOOK if alarm.code == NEWER else Grade.ILL)
    if shape.serves:
        yield from _running(now)
        yield from _registry(now)
        if not settings.is_demo:
            yield _backup(now)


def _address(settings: Settings) -> Iterator[Finding]:
    parts = urlsplit(settings.public_url)
    data = {"url": settings.public_url}
    if settings.is_demo:
        yield Finding("operations.address_right", data, Grade.WELL)
    elif parts.hostname in LOCAL_HOSTS:
        yield Finding("operations.address_local", data)
    elif parts.scheme != "https":
        yield Finding("operations.address_open", data, Grade.LOOK)
    else:
        yield Finding("operations.address_right", data, Grade.WELL)


def _folder(settings: Settings) -> Iterator[Finding]:
    folder = settings.var_dir
    try:
        with TemporaryFile(dir=folder) as file:
            file.write(b"a")
            file.flush()
    except OSError as error:
        data = {"folder": str(folder), "reason": error.strerror or str(error)}
        yield Finding("operations.folder_unwritable", data)
    else:
        free = disk_usage(folder).free // MEGABYTE
        yield Finding("operations.folder_right", {"free": free}, Grade.WELL)


def _sqlite() -> Iterator[Finding]:
    version = unsafe_sqlite()
    if version is not None:
        yield Finding("operations.sqlite_unsafe", {"version": version}, Grade.LOOK)


def _running(now: datetime) -> Iterator[Finding]:
    late = overdue(now)
    yield from (_late(each) for each in late)
    if not late:
        yield Finding("operations.jobs_right", grade=Grade.WELL)
    beat_at = last_beats().get("worker")
    if beat_at is not None and now - beat_at <= SILENT_AFTER:
        seconds = int((now - beat_at).total_seconds())
        yield Finding("operations.worker_right", {"seconds": seconds}, Grade.WELL)


def _backup(now: datetime) -> Finding:
    made_at = last_beats().get(BACKUP)
    if made_at is None:
        return Finding("backup.never_made", grade=Grade.LOOK)
    data: Data = {"made_at": f"{made_at:%Y-%m-%d %H:%M} UTC"}
    grade = Grade.LOOK if now - made_at > BACKUP_OLD_AFTER else Grade.WELL
    return Finding("backup.last_made", data, grade)


def _late(each: Overdue) -> Finding:
    data: Data = {
        "line": each.line,
        "slot": each.slot.key,
        "due": f"{each.slot.due_at:%Y-%m-%d %H:%M} UTC",
        "later": each.later,
        "owner": each.run.owner if each.run else "",
        "tries": each.run.tries if each.run else 0,
        "trouble": each.run.trouble if each.run else "",
    }
    return Finding(f"operations.job_{each.why}", data)


def _registry(now: datetime) -> Iterator[Finding]:
    halls = all_halls()
    if not halls:
        yield Finding("operations.hall_missing")
    for hall in halls:
        yield from _chain(hall)
        yield from look_for_readers(hall)
    known = national_calendar().known_years
    for year in sorted({now.year, (now + NEXT_YEAR_KNOWN_BY).year} - known):
        grade = Grade.ILL if year == now.year else Grade.LOOK
        yield Finding("operations.year_unknown", {"year": year}, grade)


def _chain(hall: Hall) -> Iterator[Finding]:
    links = [
        Link(each.number, each.facts, each.digest, each.previous_digest) for each in chain(hall.id)
    ]
    broken = verify_chain(links)
    if broken:
        yield Finding("operations.chain_broken", {"hall": hall.code, "number": broken.number})
    elif links:
        data: Data = {"hall": hall.code, "count": len(links)}
        yield Finding("operations.chain_right", data, Grade.WELL)


COMMANDS = (doctor,)
