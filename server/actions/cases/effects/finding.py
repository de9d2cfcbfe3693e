"""What was found becomes a row that is written once; a later round adds another."""

from server.actions.cases.taking import Taking
from server.ids import new_id
from server.models.handling import CaseFinding
from server.rules.cases.codes import Cause
from server.rules.months import month_of


def write_finding(taking: Taking) -> None:
    """The finding with whom it charges: a person only for a person's cause, else the department."""
    said = taking.form.facts
    cause = said.get("cause", "")
    is_personal = cause == Cause.PERSON
    taking.session.add(
        CaseFinding(
            hall_id=taking.hall_id,
            id=new_id(taking.office.today),
            case_id=taking.case.id,
            round=taking.case.round,
            finding=said["finding"],
            cause=cause,
            outcome=said["outcome"],
            staff_id=taking.named.get("staff") if is_personal else None,
            department_id=taking.facts.about_department_id if cause and not is_personal else None,
            month=str(month_of(taking.office.now, taking.office.hall.zone)),
            decided_at=taking.office.now,
            decided_by=taking.account_id,
        )
    )
