"""What follows from a finding that counts, or that counts no longer? Figures, and the ladder."""

from datetime import datetime

from sqlalchemy.orm import Session

from server.actions.inspections.counting import count_month
from server.actions.inspections.proposing import Climbing, propose, withdraw_proposal
from server.models.inspections import InspectionFinding
from server.queries.appraisal.schemes import scheme_on
from server.queries.inspections.tallied import findings_against
from server.queries.registry.halls import Hall
from server.rules.accounts.roles import Actor
from server.rules.appraisal.facts import Who
from server.rules.inspections.ladder import period_of, rungs_of
from server.rules.months import Month
from server.rules.schemes.shape import Subject


def follow(
    session: Session, hall: Hall, finding: InspectionFinding, *, by: Actor | str, now: datetime
) -> None:
    """Count the finding's month anew and bring the ladder up to date, in the transaction."""
    month = Month(finding.found_on.year, finding.found_on.month)
    count_month(session, hall, month, by=by, now=now)
    who = who_of(finding)
    for place, rung in enumerate(rungs_of(scheme_on(hall.id, finding.found_on))):
        period = period_of(rung, month)
        span = (period.first_on, period.last_on)
        counted = findings_against(hall.id, who, span, rung.event)
        climbing = Climbing(rung, place, who, period, tuple(counted))
        act = propose if climbing.is_reached else withdraw_proposal
        act(session, hall, climbing, now)


def who_of(finding: InspectionFinding) -> Who:
    """Against whom the finding counts: the person, or the department where nobody is named."""
    if finding.staff_id is not None:
        return Who(Subject.STAFF, finding.staff_id)
    return Who(Subject.DEPARTMENT, finding.department_id)
