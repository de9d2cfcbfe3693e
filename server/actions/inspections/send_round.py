"""An inspector sends the results of a closed round to departments and townships."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from server import errors
from server.actions.audit.record import record
from server.actions.distribution.form_document import Formed, form_document
from server.actions.distribution.send_document import Sending, Sent, send_copies
from server.actions.inspections.start_round import check_inspects
from server.db import transaction
from server.models.distribution import Document
from server.queries.inspections.papers import outside_units, recipients_of, round_facts
from server.queries.inspections.rounds import round_numbered
from server.queries.registry.halls import Hall
from server.rules.accounts.roles import Actor
from server.rules.distribution.kinds import DocumentKind, Recipient, RecipientKind
from server.rules.inspections.kinds import RoundState
from server.texts import say


@dataclass(frozen=True)
class RoundSent:
    """The number of the document, how many copies are new, and each new secret by unit name."""

    document: str
    copies: int
    secrets: dict[str, str]


def send_round(
    hall: Hall, number: str, units: Collection[str], *, by: Actor, now: datetime
) -> RoundSent:
    """An inspector sends a closed round's results to the departments looked at and these units.

    ``units`` are codes of outside units. Whoever has a copy keeps it; reading and signing are
    kept with each copy. Raises Unknown, StepNotAllowed while the round goes on.
    """
    check_inspects(hall, by, "send_round")
    with transaction() as session:
        found = round_numbered(hall.id, number)
        if found.state is not RoundState.CLOSED:
            raise errors.StepNotAllowed(step="send_round")
        facts = round_facts(hall, number)
        kind = say(f"inspections.kind_{found.kind}")
        formed = Formed(
            DocumentKind.INSPECTION,
            facts["day"],
            say("inspections_paper.round_title", kind=kind).replace("|", ""),
            facts,
            about=number,
        )
        document_id = form_document(session, hall, formed, by=by, now=now)
        document = session.get_one(Document, (hall.id, document_id))
        outside = {row_id: name for row_id, code, name in outside_units(hall.id) if code in units}
        recipients = recipients_of(hall, number) | {
            Recipient(RecipientKind.OUTSIDE_UNIT, row_id) for row_id in outside
        }
        sent = send_copies(session, document, recipients, Sending(by, now))
        record(session, hall.id, by, "round_sent", number, facts={"copies": sent.copies}, now=now)
        return RoundSent(document.number, sent.copies, _named(sent, outside))


def _named(sent: Sent, outside: dict[int, str]) -> dict[str, str]:
    return {outside[row_id]: secret for row_id, secret in sent.secrets.items()}
