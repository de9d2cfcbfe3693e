"""A hall that has published: a small September, a full October, and October's correction."""

from collections.abc import Iterator
from datetime import datetime, timedelta

from sqlalchemy import insert, select, update

from server.actions.publication.approve_publication import approve_publication
from server.actions.publication.end_objections import end_objections
from server.actions.publication.publish_month import publish_month
from server.actions.publication.revise_month import revise_month
from server.actions.publication.seal_month import seal_month
from server.db import hurried, transaction
from server.models.ratings import Rating
from server.models.registry import MonthlyVolume
from server.queries.registry.halls import Hall
from server.rules.months import Month
from tests.build import TestHall, a_hall, at, in_being_since, on_duty, rate

SEPTEMBER, OCTOBER = Month(2026, 9), Month(2026, 10)
# Bad and good ratings of October; A06 and A08 have few, A07 is one person.
COUNTS = {
    "A01": (1, 30),
    "A02": (0, 31),
    "A03": (0, 30),
    "A04": (13, 23),
    "A05": (0, 32),
    "A06": (0, 4),
    "A07": (0, 31),
    "A08": (1, 2),
}
ALONE = ("A01", "A02", "A03", "A04", "A05")
APPLICATIONS, DEFAULTS = 60, 4
ONE_PERSON = "A07"
WHOLE_TIME = ("2026-09-01 00:00", "2026-11-30 23:59")
HOURS = (9, 10, 11, 14, 15, 16)
REASON = "一条评价经两人复核认定为误评"
FIRST, SECOND = "SLQ-ZWZX/2026-0003", "SLQ-ZWZX/2026-0005"


def live_through(place: TestHall) -> None:
    """September and October happen, and are sealed, published and corrected."""
    with hurried():
        _serve(place)
        rate(place, 5, window="A01", moment=at("2026-09-15 10:00"))
        publish(place.hall, SEPTEMBER, at("2026-10-13 09:00"))
        for window, (bad, good) in COUNTS.items():
            _rate_all(place, window, bad, good)
        _report_volumes(place)
        publish(place.hall, OCTOBER, at("2026-11-06 09:00"))
        _correct(place, at("2026-11-23 10:00"))
        end_objections(place.hall, now=at("2026-11-24 01:00"))


def a_place() -> TestHall:
    """The hall, with its windows."""
    place = a_hall(windows=tuple(COUNTS))
    in_being_since("2026-09-01 08:00")
    return place


def publish(hall: Hall, month: Month, now: datetime) -> None:
    """The month is sealed, approved by a second person and published."""
    seal_month(hall, month, by="timetable", now=month.ends_at(hall.zone))
    approve_publication(hall, month, by="王某", now=now)
    publish_month(hall, month, now=now)


def _serve(place: TestHall) -> None:
    for window in place.windows:
        on_duty(place, "0137", window, span=WHOLE_TIME)
        if window != ONE_PERSON:
            on_duty(place, "0138", window, span=WHOLE_TIME)


def _rate_all(place: TestHall, window: str, bad: int, good: int) -> None:
    moments = _visits()
    for level in [2] * bad + [5] * good:
        rate(place, level, window=window, moment=next(moments))


def _visits() -> Iterator[datetime]:
    """Working hours of October, one after the other: no guard has anything to say."""
    day = at("2026-10-01 00:00")
    while day.month == OCTOBER.number:
        if day.weekday() < 5:
            yield from (day + timedelta(hours=hour) for hour in HOURS)
        day += timedelta(days=1)


def _report_volumes(place: TestHall) -> None:
    rows = [
        {
            "hall_id": place.hall.id,
            "month": str(OCTOBER),
            "window_id": window_id,
            "applications": APPLICATIONS,
            "defaults": DEFAULTS,
            "entered_at": at("2026-10-31 18:00"),
            "entered_by": "李某",
        }
        for window_id in place.windows.values()
    ]
    with transaction() as session:
        session.execute(insert(MonthlyVolume), rows)


def _correct(place: TestHall, now: datetime) -> None:
    """A review sets one bad rating of A01 aside, and October is published again."""
    with transaction() as session:
        rating = session.scalars(
            select(Rating.id).where(Rating.window_id == place.windows["A01"], Rating.level == 2)
        ).first()
        session.execute(update(Rating).where(Rating.id == rating).values(set_aside="repeat"))
    revise_month(place.hall, OCTOBER, reason=REASON, by="李某", now=now)
    approve_publication(place.hall, OCTOBER, by="王某", now=now)
    publish_month(place.hall, OCTOBER, now=now)
