"""How does a finding become a fact that the scheme reads, and how is it taken back?"""

from collections.abc import Mapping
from datetime import date
from fractions import Fraction

from sqlalchemy.orm import Session

from server.actions.appraisal.state_fact import (
    Concerned,
    NewFact,
    Source,
    Stating,
    WhyReversed,
    reverse_fact,
    state_fact,
)
from server.actions.messages.tell import News, tell
from server.models.inspections import InspectionFinding
from server.rules.appraisal.facts import FieldValue, Signed
from server.rules.inspections.kinds import FindingState, FoundEvent
from server.rules.messages.audience import to_staff
from server.rules.messages.topics import Topic


def state_finding(
    session: Session, finding: InspectionFinding, established_on: date, stating: Stating
) -> None:
    """The finding is stated; whom it names is told, in the caller's transaction."""
    finding.fact_dedupe = f"inspection/{finding.number}"
    fact = NewFact(
        dedupe=finding.fact_dedupe,
        event=finding.event,
        happened_on=finding.found_on,
        established_on=established_on,
        source=Source.INSPECTIONS,
        number=finding.number,
        concerned=Concerned(
            staff_id=finding.staff_id,
            chief_id=finding.chief_id,
            window_id=finding.window_id,
            department_id=finding.department_id,
        ),
        fields=_fields(finding),
        item=finding.item,
        signed=_signed(finding),
        has_evidence=finding.state == FindingState.COUNTED,
    )
    if state_fact(session, fact, stating) and finding.staff_id is not None:
        news = News(Topic.FINDING_STATED, to_staff(finding.staff_id), {"number": finding.number})
        dedupe = f"finding_stated/{finding.number}"
        tell(session, stating.hall_id, news, dedupe=dedupe, now=stating.now)


def take_back_finding(session: Session, finding: InspectionFinding, stating: Stating) -> None:
    """What was stated was entered in error and holds no longer, in the caller's transaction."""
    if finding.fact_dedupe:
        reverse_fact(session, finding.fact_dedupe, WhyReversed.ENTERED_IN_ERROR, stating)


def _fields(finding: InspectionFinding) -> Mapping[str, FieldValue]:
    match FoundEvent(finding.event):
        case FoundEvent.FINDING:
            return {"severity": finding.severity}
        case FoundEvent.OFF_POST:
            return {"minutes": Fraction(finding.minutes or 0)}
        case FoundEvent.MEETING:
            return {"kind": finding.meeting_kind, "how": finding.meeting_how}


def _signed(finding: InspectionFinding) -> Signed | None:
    if not finding.value:
        return None
    return Signed(
        Fraction(finding.value), has_reason=True, has_second=finding.signed_by is not None
    )
