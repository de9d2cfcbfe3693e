"""A fault that was found of a matter is kept with its fact, once; or taken back."""

from collections.abc import Iterable, Mapping

from sqlalchemy import insert
from sqlalchemy.orm import Session

from server.actions.appraisal.state_fact import (
    Concerned,
    NewFact,
    Source,
    Stating,
    state_fact,
)
from server.ids import new_id, new_number
from server.models.applications import MatterCheck
from server.queries.sources.matters import fault_key, known_faults
from server.rules.accounts.roles import name_of
from server.rules.sources.matters import MatterFault


def add_faults(
    session: Session, faults: Iterable[MatterFault], chiefs: Mapping[int, int], stating: Stating
) -> int:
    """Keep those that are not known yet, each with its fact; how many they were."""
    told = list(faults)
    known = known_faults(stating.hall_id, (fault.matter_id for fault in told))
    fresh = [fault for fault in told if fault_key(fault) not in known]
    for fault in fresh:
        number = new_number()
        session.execute(
            insert(MatterCheck).values(
                hall_id=stating.hall_id,
                id=new_id(stating.now.date()),
                number=number,
                matter_id=fault.matter_id,
                department_id=fault.department_id,
                staff_id=fault.staff_id,
                what=fault.what,
                found_on=fault.found_on,
                note=fault.note,
                entered_at=stating.now,
                entered_by=name_of(stating.by),
            )
        )
        state_fact(session, _fact(fault, number, chiefs), stating)
    return len(fresh)


def fault_dedupe(number: str) -> str:
    """Under which name the fact of the fault of that number is stated."""
    return f"matter_check/{number}"


def _fact(fault: MatterFault, number: str, chiefs: Mapping[int, int]) -> NewFact:
    return NewFact(
        dedupe=fault_dedupe(number),
        event="matter_fault",
        happened_on=fault.found_on,
        established_on=fault.found_on,
        source=Source.MATTERS,
        number=number,
        concerned=Concerned(
            staff_id=fault.staff_id,
            chief_id=chiefs.get(fault.department_id),
            department_id=fault.department_id,
        ),
        fields={"what": fault.what},
        has_evidence=True,
    )
