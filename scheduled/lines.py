"""Which lines does the timetable have here: every job of every hall, and those of the house?"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta, tzinfo

from scheduled.timetable import HOUSE_ZONE, OF_EACH_HALL, OF_THE_HOUSE, Job
from scheduled.turns import HallTurn, NotYet, Turn
from server.queries.operations.jobs import halls_since
from server.queries.registry.halls import Hall, all_halls
from server.queries.registry.hours import HallFacts, hall_facts, national_calendar
from server.rules.monthly_times import first_closing
from server.rules.slots import Rhythm, Slot, due_slots
from server.rules.working_days import Calendar


@dataclass(frozen=True)
class Line:
    """One job of one hall (``seal/H01``) or of the house (``photos``).

    No slot before ``first`` counts, and none that is older than ``within``.
    """

    key: str
    rhythm: Rhythm
    zone: tzinfo
    calendar: Calendar
    first: datetime
    within: timedelta | None
    work: Callable[[Turn], NotYet | None]

    def due(self, done: datetime | None, *, now: datetime) -> list[Slot]:
        """The slots due by now, in order, after the one done last, which was due at ``done``."""
        since = done or self.first
        if self.within:
            since = max(since, now - self.within)
        return due_slots(self.rhythm, since, now=now, zone=self.zone, calendar=self.calendar)


def all_lines(now: datetime) -> Iterator[Line]:
    """Every line, hall by hall in the order of the timetable, the house last."""
    since = halls_since()
    for hall in all_halls():
        facts = hall_facts(hall.id, hall.registry_version)
        for job in OF_EACH_HALL:
            yield _of_hall(job, hall, facts, now=now, since=since[hall.id])
    calendar = national_calendar()
    # Before the first hall there was nothing to clean up.
    founded = min(since.values(), default=now)
    for house_job in OF_THE_HOUSE:
        yield _of_house(house_job, calendar, founded)


def _of_hall(
    job: Job[HallTurn], hall: Hall, facts: HallFacts, *, now: datetime, since: datetime
) -> Line:
    today = now.astimezone(hall.zone).date()
    rhythm = job.rhythm
    return Line(
        key=f"{job.name}/{hall.code}",
        rhythm=rhythm(lambda key: facts.setting(key, today)) if callable(rhythm) else rhythm,
        zone=hall.zone,
        calendar=facts.calendar,
        first=first_closing(since, hall.zone) if job.closes_months else since,
        within=job.within,
        work=lambda turn: job.work(HallTurn(**vars(turn), hall=hall)),
    )


def _of_house(job: Job[Turn], calendar: Calendar, founded: datetime) -> Line:
    if callable(job.rhythm) or job.within is None:
        raise TypeError(job.name)
    return Line(
        key=job.name,
        rhythm=job.rhythm,
        zone=HOUSE_ZONE,
        calendar=calendar,
        first=founded,
        within=job.within,
        work=job.work,
    )
