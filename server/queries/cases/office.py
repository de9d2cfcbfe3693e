"""What does the handling of a hall's cases go by on a day?"""

from dataclasses import dataclass
from datetime import date, datetime

from server.queries.registry.halls import Hall
from server.queries.registry.hours import HallFacts, hall_facts
from server.rules.cases.history import ContestDays
from server.rules.months import day_of
from server.rules.working_days import Calendar, Deadline, add_working_days


@dataclass(frozen=True)
class Office:
    """A hall with its calendar and settings, at one moment."""

    hall: Hall
    facts: HallFacts
    now: datetime

    @property
    def today(self) -> date:
        """The day in the hall."""
        return day_of(self.now, self.hall.zone)

    @property
    def calendar(self) -> Calendar:
        """The working calendar."""
        return self.facts.calendar

    @property
    def contest_days(self) -> ContestDays:
        """How long the citizen may contest, and a unit may send back."""
        return ContestDays(
            self.days("reopen_days"), self.days("escalate_days"), self.days("return_days")
        )

    def days(self, setting: str) -> int:
        """How many days the setting gives today."""
        return int(self.facts.setting(setting, self.today))

    def due(self, start: date, working_days: int) -> Deadline:
        """The deadline so many working days after that day."""
        return add_working_days(start, working_days, self.calendar)


def office_of(hall: Hall, now: datetime) -> Office:
    """The hall's office at that moment; its registry may be remembered from before."""
    return Office(hall, hall_facts(hall.id, hall.registry_version), now)
