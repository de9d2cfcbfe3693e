"""What was sent to the departments that somebody is head of: read it, sign for it."""

from flask import Response, abort, request

from server import clock
from server.actions.distribution.acknowledge_copy import Receipt, acknowledge_copy
from server.gate import Door, console_actor, console_hall, open_to
from server.queries.distribution.addresses import distribution_list
from server.queries.distribution.documents import (
    Copy,
    FoundDocument,
    document_of,
    own_copies,
    received_by,
)
from server.rules.accounts.roles import Permission
from server.rules.distribution.kinds import SIGNED_FOR, Recipient, RecipientKind, speaks_for
from web.console.answers import page, see_other
from web.console.documents.lists import DOCUMENTS, period_name
from web.console.routes import at, office
from web.papers import as_file, on_page

P = Permission
RECEIVED = f"{DOCUMENTS}/received"
ONE = f"{RECEIVED}/<number>"


@office.get(RECEIVED)
@open_to(Door.CONSOLE, P.SEE_DOCUMENTS)
def received_documents() -> Response:
    """The documents that the person's departments were sent, the newest first."""
    hall, own = console_hall(), _own()
    found = received_by(hall.id, own)
    copies = own_copies(hall.id, found, own)
    return page(
        "console/documents/received.html",
        found=[(one, copies[one.number]) for one in found],
        period_name=period_name,
        signed_for=SIGNED_FOR,
    )


@office.get(ONE)
@open_to(Door.CONSOLE, P.SEE_DOCUMENTS)
def received_document(number: str) -> Response:
    """One of them; reading it is acknowledged by a press, because looking stores nothing."""
    document, copies = _received(number)
    return page(
        "console/documents/received_one.html",
        copies=copies,
        signs=document.kind in SIGNED_FOR,
        **on_page(document),
    )


@office.get(f"{ONE}/file.<ending>")
@open_to(Door.CONSOLE, P.SEE_DOCUMENTS)
def received_file(number: str, ending: str) -> Response:
    """One of them as a file."""
    return as_file(_received(number)[0], ending) or abort(404)


@office.post(f"{ONE}/acknowledge")
@open_to(Door.CONSOLE, P.SEE_DOCUMENTS)
def acknowledge_received(number: str) -> Response:
    """The department has read it, or signs for it."""
    document, copies = _received(number)
    signs = "signs" in request.form and document.kind in SIGNED_FOR
    for copy in copies:
        receipt = Receipt(number, copy.recipient, signs)
        acknowledge_copy(console_hall(), receipt, by=console_actor(), now=clock.now())
    return see_other(
        at(f"{RECEIVED}/{number}", done="document_signed" if signs else "document_read")
    )


def _own() -> frozenset[Recipient]:
    """The departments that the person speaks for."""
    hall, actor = console_hall(), console_actor()
    return frozenset(
        one.recipient
        for one in distribution_list(hall.id)
        if one.recipient.kind is RecipientKind.DEPARTMENT
        and speaks_for(actor, hall.id, one.recipient.id)
    )


def _received(number: str) -> tuple[FoundDocument, tuple[Copy, ...]]:
    """The document and the copies of it that are the person's; 404 without one."""
    hall_id = console_hall().id
    document = document_of(hall_id, number)
    copies = own_copies(hall_id, (document,), _own()) if document else {}
    if document is None or not copies:
        abort(404)
    return document, copies[number]
