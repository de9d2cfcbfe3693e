"""The working calendar's known years come into the database, once each."""

from datetime import datetime

from sqlalchemy import select

from server.actions.audit.record import record
from server.actions.registry.changed import registry_changed
from server.db import transaction
from server.models.registry import CalendarDay, CalendarYear, Hall
from server.packs.calendars import is_known, seeded_days
from server.rules.accounts.roles import Actor
from server.rules.audit import INSTALLATION
from server.rules.working_days import FIRST_YEAR

SOURCE = "国务院办公厅节假日安排（随软件提供）"


def seed_calendar(*, now: datetime, by: Actor | str = "operator") -> tuple[int, ...]:
    """The operator loads every year whose notice ships with the program; the years now added.

    A year that is there stays as it is: an operator may have corrected it.
    """
    with transaction() as session:
        there = set(session.scalars(select(CalendarYear.year)))
        wanted = range(FIRST_YEAR, now.year + 2)
        years = tuple(year for year in wanted if year not in there and is_known(year))
        for year in years:
            session.add(CalendarYear(year=year, source=SOURCE, loaded_at=now))
            session.add_all(
                CalendarDay(day=seed.day, kind=seed.kind, name=seed.name)
                for seed in seeded_days(year)
            )
        for hall_id in session.scalars(select(Hall.id)).all():
            registry_changed(session, hall_id)
        if years:
            session.flush()
            facts: dict[str, str | int | None] = {"first": years[0], "last": years[-1]}
            record(session, INSTALLATION, by, "calendar_loaded", facts=facts, now=now)
        return years
