"""A document goes to a distribution list; what opens an outside unit's copy is shown once."""

from flask import Response, request

from server import clock
from server.actions.distribution.send_document import send_document
from server.actions.distribution.send_sheets import send_sheets
from server.errors import FormProblems, Problem
from server.gate import Door, console_actor, console_hall, open_to, wiring
from server.queries.distribution.addresses import distribution_list, recipients_named
from server.rules.accounts.roles import Permission
from server.rules.distribution.kinds import PERSONAL
from web.console.answers import page, see_other
from web.console.documents.lists import DOCUMENTS, seen_document
from web.console.documents.one import DOCUMENT, DocumentPage
from web.console.documents.sheets import seen_sheets
from web.console.routes import at, office
from web.errors import remember

P = Permission


@office.post(f"{DOCUMENT}/send")
@open_to(Door.CONSOLE, P.SEND_DOCUMENTS)
def send_a_document(number: str) -> Response:
    """It goes to whom was ticked; whoever has it keeps it."""
    hall, document = console_hall(), seen_document(number)
    chosen = tuple(request.form.getlist("to"))
    remember(DocumentPage(document, chosen))
    if not chosen or document.kind in PERSONAL:
        raise FormProblems((Problem("to", "document.nobody_chosen"),))
    recipients = recipients_named(hall.id, chosen)
    sent = send_document(hall, number, recipients, by=console_actor(), now=clock.now())
    if not sent.secrets:
        return see_other(at(f"{DOCUMENTS}/{number}", done="document_sent"))
    names = {one.recipient.id: one.name for one in distribution_list(hall.id)}
    start = wiring().settings.public_url.rstrip("/")
    links = [
        (names[key], f"{start}/d/{secret}?hall={hall.code}") for key, secret in sent.secrets.items()
    ]
    return page("console/documents/sent.html", document=document, copies=sent.copies, links=links)


@office.post(f"{DOCUMENTS}/sheets/<kind>/<period>/send")
@open_to(Door.CONSOLE, P.MANAGE_APPRAISAL)
def send_the_sheets(kind: str, period: str) -> Response:
    """Each sheet goes to the person or department it is about."""
    asked = seen_sheets(kind, period)[1]
    send_sheets(console_hall(), asked, by=console_actor(), now=clock.now())
    return see_other(at(f"{DOCUMENTS}/sheets/{kind}/{period}", done="document_sent"))
