"""An appraisal officer forms the notice of the awards that were given (评优公示)."""

from datetime import datetime

from server import errors
from server.actions.audit.record import record
from server.actions.distribution.form_document import (
    Formed,
    document_number,
    form_document,
)
from server.actions.distribution.standing import signed_period
from server.db import transaction
from server.models.distribution import Document
from server.queries.distribution.award_facts import award_facts
from server.queries.distribution.documents import FoundDocument, latest_document
from server.queries.distribution.ground import Facts
from server.queries.registry.halls import Hall
from server.rules.accounts.roles import Actor
from server.rules.appraisal.periods import Period
from server.rules.distribution.kinds import DocumentKind
from server.rules.months import day_of
from server.texts import say

DECIDES = ("awards", "score_digest", "office")


class NoAwardsGiven(errors.StepNotAllowed):
    """Nobody was given an award of the period yet."""

    code = "paper.no_awards_given"


def form_awards(hall: Hall, period: Period, *, by: Actor | str, now: datetime) -> str:
    """The number of the notice; while the same people have the same awards it stays the same one.

    Raises PeriodNotComputed, PeriodHeld, NoAwardsGiven.
    """
    with transaction() as session:
        computed = signed_period(hall, period)
        facts = award_facts(hall, computed, day_of(now, hall.zone))
        if not facts["awards"]:
            raise NoAwardsGiven(period=str(period))
        latest = latest_document(hall.id, DocumentKind.AWARDS, str(period))
        if latest is not None and _says(latest, facts):
            return latest.number
        formed = Formed(
            DocumentKind.AWARDS,
            str(period),
            say("paper.awards_title").replace("|", ""),
            facts,
            document_number=document_number(session, hall, (DocumentKind.AWARDS, period), now),
        )
        key = form_document(session, hall, formed, by=by, now=now)
        document = session.get_one(Document, (hall.id, key))
        record(session, hall.id, by, "document_formed", document.number, now=now)
        return document.number


def _says(document: FoundDocument, facts: Facts) -> bool:
    """Whether the document says this already; its days for objections run from its own day."""
    return all(document.facts.get(name) == facts[name] for name in DECIDES)
