"""An appraisal officer forms the bulletin of a month from what was sealed and signed."""

from datetime import datetime

from sqlalchemy.orm import Session

from server import errors
from server.actions.appraisal.checking import is_tampered
from server.actions.audit.record import record
from server.actions.distribution.form_document import Formed, form_document, next_serial
from server.db import transaction
from server.models.distribution import Document
from server.queries.appraisal.periods import latest_period
from server.queries.distribution.bulletin import bulletin_facts
from server.queries.distribution.documents import latest_document
from server.queries.publication.rankings import latest_ranking
from server.queries.registry.halls import Hall
from server.queries.registry.hours import hall_facts
from server.rules.accounts.roles import Actor
from server.rules.appraisal.periods import Period
from server.rules.appraisal.states import Obstacle, PeriodState
from server.rules.distribution.kinds import DocumentKind
from server.rules.months import day_of
from server.texts import say


def form_bulletin(
    hall: Hall, period: Period, requirements: str, *, by: Actor | str, now: datetime
) -> str:
    """The number of the bulletin; formed again from the same figures it is the same one.

    Raises PeriodNotComputed, PeriodHeld for a month that nobody signed or whose stored scores were
    changed since, MonthNotSealed while its ratings are not sealed.
    """
    with transaction() as session:
        computed = latest_period(hall.id, period)
        if computed is None:
            raise errors.PeriodNotComputed(period=str(period))
        obstacle = Obstacle.NOT_SIGNED if computed.state is PeriodState.COMPUTED else None
        if is_tampered(hall.id, computed):
            obstacle = Obstacle.TAMPERED
        if obstacle is not None:
            told = say(f"obstacle.{obstacle}")
            raise errors.PeriodHeld(period=str(period), obstacles=told)
        sealed = latest_ranking(hall.id, period.months()[0])
        if sealed is None:
            raise errors.MonthNotSealed(month=str(period))
        facts = bulletin_facts(hall, computed, sealed, requirements)
        formed = Formed(
            DocumentKind.BULLETIN,
            str(period),
            say("paper.bulletin_title", year=period.year, month=period.number, hall=hall.name),
            facts,
            document_number=_document_number(session, hall, period, now),
        )
        key = form_document(session, hall, formed, by=by, now=now)
        document = session.get_one(Document, (hall.id, key))
        record(session, hall.id, by, "document_formed", document.number, now=now)
        return document.number


def _document_number(session: Session, hall: Hall, period: Period, now: datetime) -> str:
    """文号 by the hall's pattern; a revision keeps that of the first."""
    earlier = latest_document(hall.id, DocumentKind.BULLETIN, str(period))
    if earlier is not None:
        return earlier.document_number
    today = day_of(now, hall.zone)
    pattern = hall_facts(hall.id, hall.registry_version).setting("document_number", today)
    serial = next_serial(session, hall, DocumentKind.BULLETIN, today.year)
    return pattern.format(year=today.year, serial=serial)
