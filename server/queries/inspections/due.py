"""Which rounds does the plan in force ask for, and which of them are still to be made?"""

from datetime import date, datetime, timedelta

from server.queries.appraisal.schemes import scheme_on
from server.queries.inspections.rounds import rounds_of_plan
from server.queries.registry.halls import Hall
from server.queries.registry.hours import hall_facts
from server.rules.inspections.kinds import Rhythm
from server.rules.inspections.plan import DEFAULT_PLAN, PlannedRound, planned
from server.rules.months import day_of
from server.rules.schemes.shape import InspectionPlan

A_MONTH = timedelta(days=31)


def plan_on(hall_id: int, day: date) -> InspectionPlan:
    """The plan of the scheme in force that day, else a patrol a day."""
    scheme = scheme_on(hall_id, day)
    return (scheme.inspection if scheme else None) or DEFAULT_PLAN


def rhythms_of(plan: InspectionPlan) -> list[Rhythm]:
    """The rounds that can be made by the plan; all where it names none."""
    return [Rhythm(each) for each in plan.rounds if each in set(Rhythm)] or list(Rhythm)


def rounds_due(hall: Hall, now: datetime) -> tuple[PlannedRound, ...]:
    """The rounds of the plan that today belongs to, made or due."""
    today = day_of(now, hall.zone)
    calendar = hall_facts(hall.id, hall.registry_version).calendar
    made = rounds_of_plan(hall, today - A_MONTH)
    return planned(plan_on(hall.id, today), made, today, calendar)
