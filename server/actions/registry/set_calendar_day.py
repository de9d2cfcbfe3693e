"""Somebody corrects one day of the working calendar."""

from datetime import datetime

from server.actions.registry.set_calendar import drop_day, put_day, tell_all_halls
from server.db import transaction
from server.errors import FormProblems, Problem
from server.models.registry import CalendarYear
from server.rules.accounts.roles import Actor
from server.rules.calendar_notice import NoticeDay, problem_of
from server.rules.working_days import SATURDAY, DayKind


def set_calendar_day(noticed: NoticeDay, *, by: Actor | str, now: datetime) -> None:
    """A supervisor says what one day is; the year's version grows by one.

    Only in a year whose notice is loaded: a single day does not make a year known. Raises
    FormProblems for an unknown year, and for a kind that the day's weekday cannot have.
    """
    problem = _problem(noticed)
    if problem is not None:
        raise FormProblems((problem,))
    with transaction() as session:
        row = session.get(CalendarYear, noticed.day.year)
        if row is None:
            data: dict[str, str | int] = {"year": noticed.day.year}
            raise FormProblems((Problem("day", "calendar.year_unknown", data),))
        row.version += 1
        if noticed.kind in {DayKind.WORKDAY, DayKind.WEEKEND}:
            drop_day(session, noticed.day)
        else:
            put_day(session, noticed)
        tell_all_halls(session, row, by, now=now)


def _problem(noticed: NoticeDay) -> Problem | None:
    plain = DayKind.WEEKEND if noticed.day.weekday() >= SATURDAY else DayKind.WORKDAY
    if noticed.kind in {DayKind.WORKDAY, DayKind.WEEKEND} and noticed.kind is not plain:
        return Problem("kind", "calendar.not_its_weekday", {"day": str(noticed.day)})
    return problem_of(noticed.day, noticed.kind)
