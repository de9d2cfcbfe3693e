"""An appraisal officer forms the bulletin of a month from what was sealed and signed."""

from datetime import datetime

from server import errors
from server.actions.appraisal.checking import is_tampered
from server.actions.audit.record import record
from server.actions.distribution.form_document import (
    Formed,
    document_number,
    form_document,
)
from server.db import transaction
from server.models.distribution import Document
from server.queries.appraisal.periods import latest_period
from server.queries.distribution.bulletin import bulletin_facts
from server.queries.distribution.sealed import whole_ranking
from server.queries.registry.halls import Hall
from server.rules.accounts.roles import Actor
from server.rules.appraisal.periods import Period
from server.rules.appraisal.states import Obstacle, PeriodState
from server.rules.distribution.kinds import DocumentKind
from server.texts import say


def form_bulletin(
    hall: Hall, period: Period, requirements: str, *, by: Actor | str, now: datetime
) -> str:
    """The number of the bulletin; formed again from the same figures it is the same one.

    Raises PeriodNotComputed, PeriodHeld for a month that nobody signed or whose stored scores were
    changed since, MonthNotSealed while its ratings are not sealed, SealBroken when those were
    changed.
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
        sealed = whole_ranking(hall.id, period.months()[0])
        if sealed is None:
            raise errors.MonthNotSealed(month=str(period))
        facts = bulletin_facts(hall, computed, sealed, requirements)
        formed = Formed(
            DocumentKind.BULLETIN,
            str(period),
            say("paper.bulletin_title", year=period.year, month=period.number, hall=hall.name),
            facts,
            document_number=document_number(session, hall, (DocumentKind.BULLETIN, period), now),
        )
        key = form_document(session, hall, formed, by=by, now=now)
        document = session.get_one(Document, (hall.id, key))
        record(session, hall.id, by, "document_formed", document.number, now=now)
        return document.number
