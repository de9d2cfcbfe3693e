"""A rectification that ended too late is a fact of the appraisal of its department."""

from fractions import Fraction

from sqlalchemy.orm import Session

from server.actions.appraisal.state_fact import Concerned, NewFact, Source, Stating, state_fact
from server.models.cases import Case
from server.models.handling import CaseDeadline
from server.queries.cases.office import Office
from server.queries.sources.known import chiefs_of
from server.rules.cases.clocks import CaseClock
from server.rules.working_days import count_working_days

RECTIFICATIONS = frozenset({CaseClock.RECTIFY_SHORT, CaseClock.RECTIFY_LONG})
THE_CLOCK = "clock"  # as a step says that no person took


def state_lateness(session: Session, case: Case, ended: CaseDeadline, office: Office) -> None:
    """Working days over the deadline of a rectification, once for each; in time states nothing."""
    if CaseClock(ended.clock) not in RECTIFICATIONS or case.department_id is None:
        return
    days = count_working_days(ended.due_on, office.today, office.calendar)
    if not days:
        return
    chief_id = chiefs_of(case.hall_id, office.today).get(case.department_id)
    fact = NewFact(
        dedupe=f"rectify/{ended.id}",
        event="rectify_overdue",
        happened_on=office.today,
        established_on=office.today,
        source=Source.CASES,
        number=case.number,
        concerned=Concerned(
            chief_id=chief_id, window_id=case.window_id, department_id=case.department_id
        ),
        fields={"days": Fraction(days)},
        has_evidence=True,
    )
    state_fact(session, fact, Stating(case.hall_id, THE_CLOCK, office.now))
