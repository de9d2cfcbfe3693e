"""What else must go with expired rows: the traces they left in rows that stay."""

from collections.abc import Callable, Mapping
from datetime import UTC, datetime, time
from typing import Any

from sqlalchemy import ColumnElement, and_, exists, or_, select, update
from sqlalchemy.orm import Session

from server.actions.messages.forgetting import forget_consents
from server.models.cases import Case, CaseStep
from server.models.ratings import Contact, Rating, Visit
from server.queries.registry.halls import Hall
from server.rules.cases.kinds import CaseKind
from server.rules.cases.step_names import StepName
from server.rules.months import day_of
from server.rules.retention import DataClass

Keys = list[Any]
Erase = Callable[[Session, Hall, Keys], None]
FIRST = (StepName.RECEIVE, "received")  # the second is how the first release wrote it


def blur_cases(session: Session, hall: Hall, visit_keys: Keys) -> None:
    """The cases of those visits' bad ratings keep the day on which they came in, no more.

    A bad rating's moment is its case's first moment: left there, it would outlive the visit's.
    """
    for case in session.scalars(select(Case).where(_of_visits(hall, visit_keys))).all():
        day = datetime.combine(day_of(case.received_at, hall.zone), time.min, tzinfo=hall.zone)
        case.received_at = day.astimezone(UTC)
        session.execute(
            update(CaseStep)
            .where(
                CaseStep.hall_id == hall.id,
                CaseStep.case_id == case.id,
                CaseStep.step.in_(FIRST),
            )
            .values(taken_at=case.received_at)
            .execution_options(synchronize_session=False)
        )
    session.flush()


def _of_visits(hall: Hall, visit_keys: Keys) -> ColumnElement[bool]:
    """Cases of the first ratings of those visits, and of the second ratings beside them."""
    firsts = select(Visit.rating_id).where(Visit.hall_id == hall.id, Visit.key.in_(visit_keys))
    ratings = select(Rating.id).where(
        Rating.hall_id == hall.id,
        or_(Rating.id.in_(firsts), Rating.first_rating_id.in_(firsts)),
    )
    return and_(
        Case.hall_id == hall.id, Case.kind == CaseKind.BAD_RATING, Case.rating_id.in_(ratings)
    )


def forget_contacts(session: Session, hall: Hall, contact_ids: Keys) -> None:
    """The cases of those contacts say that there is none any more."""
    gone = exists().where(
        Contact.hall_id == Case.hall_id,
        Contact.id.in_(contact_ids),
        or_(Contact.case_id == Case.id, Contact.rating_id == Case.rating_id),
    )
    session.execute(
        update(Case)
        .where(Case.hall_id == hall.id, Case.has_contact.is_(True), gone)
        .values(has_contact=False)
        .execution_options(synchronize_session=False)
    )


def forget_what_they_accepted(session: Session, hall: Hall, case_ids: Keys) -> None:
    """Nothing is accepted for cases that no phone follows any more."""
    forget_consents(session, hall.id, case_ids)


ALSO: Mapping[DataClass, Erase] = {
    DataClass.EXACT_MOMENT: blur_cases,
    DataClass.CONTACT: forget_contacts,
    DataClass.FOLLOWER: forget_what_they_accepted,
}
