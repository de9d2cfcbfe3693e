"""How the working calendar is written, in the caller's transaction, and who learns of it."""

from datetime import date, datetime

from sqlalchemy import delete, extract, select
from sqlalchemy.orm import Session

from server.actions.audit.record import record
from server.actions.registry.changed import registry_changed
from server.models.registry import CalendarDay, CalendarYear, Hall
from server.rules.accounts.roles import Actor
from server.rules.audit import INSTALLATION
from server.rules.calendar_notice import NoticeDay

ACT = "calendar_changed"


def clear_year(session: Session, year: int) -> None:
    """No day of that year is anything but what its weekday says."""
    of_year = extract("year", CalendarDay.day) == year
    session.execute(delete(CalendarDay).where(of_year).execution_options(synchronize_session=False))


def put_day(session: Session, noticed: NoticeDay) -> None:
    """That day is of that kind from now on."""
    row = session.get(CalendarDay, noticed.day) or CalendarDay(day=noticed.day)
    row.kind, row.name = noticed.kind, noticed.name
    session.add(row)


def drop_day(session: Session, day: date) -> None:
    """That day is what its weekday says from now on."""
    session.execute(
        delete(CalendarDay)
        .where(CalendarDay.day == day)
        .execution_options(synchronize_session=False)
    )


def tell_all_halls(session: Session, row: CalendarYear, by: Actor | str, *, now: datetime) -> None:
    """The year's row says who changed it when; every hall's processes read the calendar anew."""
    row.loaded_at = now
    row.loaded_by = by.name if isinstance(by, Actor) else by
    session.add(row)
    session.flush()
    for hall_id in session.scalars(select(Hall.id)).all():
        registry_changed(session, hall_id)
    facts: dict[str, str | int | None] = {"year": row.year, "version": row.version}
    record(session, INSTALLATION, by, ACT, str(row.year), facts=facts, now=now)
