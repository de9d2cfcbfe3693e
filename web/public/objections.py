"""How are the days of the objection period (公示期) counted, and is it still open?"""

from dataclasses import dataclass
from datetime import date, timedelta

from server.queries.publication.notices import Notice
from server.queries.registry.halls import Hall
from server.queries.registry.hours import hall_facts
from server.rules.months import day_of
from server.rules.working_days import Calendar, DayKind

ONE_DAY = timedelta(days=1)


@dataclass(frozen=True)
class ObjectionDay:
    """A day of the period; ``number`` is None where it does not count."""

    day: date
    kind: DayKind
    number: int | None
    is_today: bool


@dataclass(frozen=True)
class Objections:
    """The period: its days from the one after publication, and where objections go."""

    days: tuple[ObjectionDay, ...]
    is_open: bool
    office: str
    phone: str

    @property
    def working_days(self) -> int:
        """How many days of it count."""
        return sum(day.number is not None for day in self.days)


def objections(hall: Hall, notice: Notice, today: date) -> Objections:
    """The objection period of a notice as seen on that day."""
    facts = hall_facts(hall.id, hall.registry_version)
    published_on = day_of(notice.published_at, hall.zone)
    return Objections(
        counted(published_on, notice.objections_until, today, calendar=facts.calendar),
        is_open=today <= notice.objections_until,
        office=facts.setting("supervision_office", today),
        phone=hall.phone,
    )


def counted(
    published_on: date, until: date, today: date, *, calendar: Calendar
) -> tuple[ObjectionDay, ...]:
    """Every day of the period; working days are numbered."""
    days, number = [], 0
    day = published_on
    while day < until:
        day += ONE_DAY
        is_working = calendar.is_working(day)
        number += is_working
        days.append(
            ObjectionDay(
                day, calendar.kind_of(day), number if is_working else None, is_today=day == today
            )
        )
    return tuple(days)
