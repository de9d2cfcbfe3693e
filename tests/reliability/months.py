"""A hall with months of ratings to be sealed and published, and what must be true after."""

from collections import Counter
from collections.abc import Iterator
from datetime import datetime, timedelta

from flask import Flask
from sqlalchemy import select, update

from scheduled.lines import Line, all_lines
from scheduled.reconcile import reconcile
from scheduled.steps import OnStep, walk_on
from server.actions.publication.facts import month_facts
from server.actions.registry.set_hall_setting import set_hall_setting
from server.db import db, session, transaction
from server.models.publication import Notice, Ranking
from server.models.registry import Hall as HallTable
from server.queries.publication.notices import chain
from server.queries.ratings.counts import tallied
from server.queries.registry.halls import all_halls, hall_named
from server.queries.registry.hours import hall_facts
from server.rules.attribution import DutySource
from server.rules.canonical import Link, digest, verify_chain
from server.rules.hall_settings import SettingRow
from server.rules.monthly_times import closed_month, publishing
from server.rules.months import Month
from server.rules.slots import Slot, due_slots
from tests.build import ZONE, TestHall, a_hall, on_duty, rate
from tests.scheduled.plan import a_node

LEVELS = (5, 4, 1)
MONTHLY = ("seal", "publish")


def a_hall_since(first: Month, *, months: int, automatic: bool = True) -> TestHall:
    """A hall with three ratings at each of two windows in so many months from the first on."""
    place = a_hall()
    standing = (f"{first}-01 00:00", None)
    on_duty(place, "0137", span=standing, source=DutySource.STANDING)
    with transaction() as writing:
        writing.execute(update(HallTable).values(created_at=first.starts_at(ZONE)))
    if automatic:
        row = SettingRow("automatic_publication", "", "yes", first.days()[0])
        set_hall_setting(place.hall.id, row, by="李某", now=first.starts_at(ZONE))
    month = first
    for _ in range(months):
        _rate_in(place, month)
        month = month.next()
    return place


def _rate_in(place: TestHall, month: Month) -> None:
    wednesday = next(day for day in month.days() if day.weekday() == 2)
    for number, level in enumerate(LEVELS):
        for window in ("A01", "A02"):
            moment = datetime(wednesday.year, wednesday.month, wednesday.day, 10, tzinfo=ZONE)
            rate(place, level, window=window, moment=moment + number * timedelta(minutes=20))


def publication_slots(first: Month, last: Month) -> list[Slot]:
    """When each of the months from first to last is to be published, in order."""
    hall = all_halls()[0]
    facts = hall_facts(hall.id, hall.registry_version)
    slots = due_slots(
        publishing(5),
        first.next().starts_at(ZONE),
        now=last.next().ends_at(ZONE),
        zone=ZONE,
        calendar=facts.calendar,
    )
    return [slot for slot in slots if first <= closed_month(slot) <= last]


def monthly_lines(now: datetime) -> Iterator[Line]:
    """The lines that seal and publish; the others have nothing to do with it."""
    return (line for line in all_lines(now) if line.key.partition("/")[0] in MONTHLY)


def let_go(app: Flask) -> None:
    """Close every connection, so that a child process inherits none."""
    with app.app_context():
        session.remove()
        db.engine.dispose()


def published(app: Flask) -> set[str]:
    """The months that have their ranking notice."""
    with app.app_context():
        months = set(session.scalars(select(Notice.month).where(Notice.kind == "ranking")))
    let_go(app)
    return months


def faults(months: list[Month]) -> list[str]:
    """What is wrong with what was sealed and published; nothing else may have been published."""
    hall = hall_named()
    wanted = [str(month) for month in months]
    sealed = session.scalars(select(Ranking).order_by(Ranking.month, Ranking.revision)).all()
    notices = chain(hall.id)
    counts = Counter((notice.month, notice.kind) for notice in notices)
    links = [Link(n.number, n.facts, n.digest, n.previous_digest) for n in notices]
    digests = {row.month: row.digest for row in sealed}
    found = [
        *(f"sealed {n} times: {m}" for m, n in Counter(r.month for r in sealed).items() if n != 1),
        *(f"not sealed: {month}" for month in wanted if month not in digests),
        *(
            f"{counts[month, kind]} of {kind} {month}"
            for month in wanted
            for kind in ("ranking", "disclosure")
            if counts[month, kind] != 1
        ),
        *(f"not wanted: {month}" for month, _ in counts if month not in wanted),
        *(
            f"published from another seal: {notice.number}"
            for notice in notices
            if notice.facts["sealed_digest"] != digests.get(notice.month)
        ),
        *(
            f"sealed otherwise than counted: {month}"
            for month in months
            if digests.get(str(month))
            != digest(month_facts(hall, month, tallied(hall.id, str(month))), "")
        ),
    ]
    if broken := verify_chain(links):
        found.append(f"chain broken at {broken.number}: {broken.fault}")
    if [notice.serial for notice in notices] != list(range(1, len(notices) + 1)):
        found.append("serials with gaps")
    if [notice.month for notice in notices] != sorted(notice.month for notice in notices):
        found.append("not in order")
    return found


def months_from(first: Month, count: int) -> list[Month]:
    """So many months from the first on."""
    months = [first]
    while len(months) < count:
        months.append(months[-1].next())
    return months


def publish_in_order(months: list[Month], on_step: OnStep = walk_on) -> None:
    """Seal and publish the months as the clock does, undisturbed."""
    for slot in publication_slots(months[0], months[-1]):
        reconcile(a_node(slot.due_at, on_step=on_step), monthly_lines)
