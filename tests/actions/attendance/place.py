"""Arrangements with names: a hall that keeps attendance, who is due in it, what was stated."""

import json
from datetime import date

from sqlalchemy import select

from server.db import session, transaction
from server.ids import new_id
from server.models.appraisal import Fact, FactReversal
from server.models.attendance import AttendanceDay
from server.models.registry import CalendarYear, HallSetting
from tests.build import DAY, TestHall, a_hall, at, on_duty

WEEK = ("2026-11-23", "2026-11-24", "2026-11-25", "2026-11-26", "2026-11-27")


def a_punctual_hall(*, kept: str = "page", **settings: str) -> TestHall:
    """0137 and 0138 are due from nine to five, Monday to Friday; the year is known."""
    place = a_hall()
    for number, window in (("0137", "A01"), ("0138", "A02")):
        for day in WEEK:
            on_duty(place, number, window, span=(f"{day} 09:00", f"{day} 17:00"))
    with transaction() as written:
        written.add(CalendarYear(year=2026, source="示例", loaded_at=at("2026-01-05 09:00")))
        chosen = {"attendance_kept": kept, **settings}
        written.add_all(setting(place, key, value) for key, value in chosen.items())
    return place


def setting(place: TestHall, key: str, value: str) -> HallSetting:
    """The hall's setting from the first of November on."""
    return HallSetting(
        id=new_id(DAY),
        hall_id=place.hall.id,
        key=key,
        value=value,
        in_force_on=date(2026, 11, 1),
        entered_at=at("2026-11-01 08:00"),
        entered_by="李某",
    )


def standing_facts(place: TestHall) -> list[str]:
    """The facts that hold, as ``0137 25 late minutes=1``, in order of person and day."""
    numbers = {staff_id: number for number, staff_id in place.staff.items()}
    rows = session.execute(
        select(Fact.staff_id, Fact.happened_on, Fact.event, Fact.fields)
        .outerjoin(FactReversal, FactReversal.fact_id == Fact.id)
        .where(Fact.hall_id == place.hall.id, FactReversal.fact_id.is_(None))
    )
    return sorted(
        " ".join((numbers.get(who or 0, ""), str(on.day), event, *_fields(fields)))
        for who, on, event, fields in rows
    )


def days_of(place: TestHall, number: str) -> dict[int, AttendanceDay]:
    """The person's assessed days by the day of the month."""
    rows = session.scalars(
        select(AttendanceDay).where(AttendanceDay.staff_id == place.staff[number])
    )
    return {row.day.day: row for row in rows}


def _fields(text: str) -> list[str]:
    values = json.loads(text)
    return [
        f"{key}={value['number'] if isinstance(value, dict) else value}"
        for key, value in values.items()
    ]
