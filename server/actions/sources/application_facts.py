"""Which facts does an application state, and how are they taken back?"""

from collections.abc import Iterable, Iterator, Mapping
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
    state_facts,
)
from server.rules.appraisal.facts import FieldValue
from server.rules.sources.applications import ApplicationRow
from server.rules.sources.comparing import Stored

NO_HARM = "none"
OVERDUE, FAULT = "overdue", "application_fault"
Chiefs = Mapping[int, int]


def state_applications(
    session: Session, stored: Iterable[Stored], chiefs: Chiefs, stating: Stating
) -> None:
    """What the applications are to blame for is stated: lateness once, each fault once."""
    state_facts(session, (fact for one in stored for fact in facts_of(one, chiefs)), stating)


def reverse_application(session: Session, stored: Stored, stating: Stating) -> None:
    """What it stated before no longer holds: the source says otherwise."""
    for fact in facts_of(stored, {}):
        reverse_fact(session, fact.dedupe, WhyReversed.SOURCE_CHANGED, stating)


def facts_of(stored: Stored, chiefs: Chiefs) -> Iterator[NewFact]:
    """The facts of one application under its revision, which is part of their names."""
    row = stored.row
    if row.days_over and row.finished_on:
        days = {"days": Fraction(row.days_over)}
        yield _fact(stored, OVERDUE, row.finished_on, days, chiefs)
    for what in filter(None, row.faults.split(",")):
        fields = {"what": what, "harm": row.harm or NO_HARM}
        yield _fact(stored, FAULT, row.fault_on, fields, chiefs)


def _fact(
    stored: Stored, event: str, day: date, fields: Mapping[str, FieldValue], chiefs: Chiefs
) -> NewFact:
    row: ApplicationRow = stored.row
    kind = str(fields.get("what", event))
    return NewFact(
        dedupe=f"application/{stored.code}/{kind}/{stored.revision}",
        event=event,
        happened_on=day,
        established_on=day,
        source=Source.APPLICATIONS,
        number=stored.code,
        concerned=Concerned(
            staff_id=row.staff_id,
            chief_id=chiefs.get(row.department_id),
            window_id=row.window_id,
            department_id=row.department_id,
        ),
        fields=fields,
        has_evidence=True,
    )
