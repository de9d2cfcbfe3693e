"""What was sent to oneself, or to the windows one serves at: read it, sign for it."""

from flask import Response, abort, render_template, request

from server import clock
from server.actions.distribution.acknowledge_copy import Receipt, acknowledge_copy
from server.gate import Door, console_actor, console_hall, language, open_to
from server.queries.distribution.addresses import recipients_of_staff
from server.queries.distribution.documents import (
    Copy,
    FoundDocument,
    document_of,
    own_copies,
    received_by,
)
from server.rules.accounts.roles import Permission
from server.rules.distribution.kinds import SIGNED_FOR
from web.layout import link
from web.papers import as_file, on_page
from web.staff.routes import START, own, own_staff_id

PAGE = f"{START}documents"
SEE_OTHER = 303


@own.get(PAGE)
@open_to(Door.CONSOLE, Permission.SEE_OWN)
def documents() -> str:
    """One's own documents, the newest first."""
    hall = console_hall()
    recipients = recipients_of_staff(hall.id, own_staff_id(), clock.now())
    found = received_by(hall.id, recipients)
    copies = own_copies(hall.id, found, recipients)
    return render_template(
        "staff/documents.html",
        hall_name=hall.title(language()),
        found=[(one, copies[one.number]) for one in found],
        signed_for=SIGNED_FOR,
    )


@own.get(f"{PAGE}/<number>")
@open_to(Door.CONSOLE, Permission.SEE_OWN)
def document(number: str) -> str:
    """One of them; that one has read it is said by a press, because looking stores nothing."""
    found, copies = _received(number)
    hall = console_hall()
    return render_template(
        "staff/document.html",
        hall_name=hall.title(language()),
        zone=hall.zone,
        copies=copies,
        signs=found.kind in SIGNED_FOR,
        **on_page(found),
    )


@own.get(f"{PAGE}/<number>/file.<ending>")
@open_to(Door.CONSOLE, Permission.SEE_OWN)
def own_document_file(number: str, ending: str) -> Response:
    """One of them as a file."""
    return as_file(_received(number)[0], ending) or abort(404)


@own.post(f"{PAGE}/<number>")
@open_to(Door.CONSOLE, Permission.SEE_OWN)
def acknowledge_document(number: str) -> Response:
    """One has read it, or signs for it."""
    found, copies = _received(number)
    signs = "signs" in request.form and found.kind in SIGNED_FOR
    for copy in copies:
        receipt = Receipt(number, copy.recipient, signs)
        acknowledge_copy(console_hall(), receipt, by=console_actor(), now=clock.now())
    return Response(status=SEE_OTHER, headers={"Location": link("own.document", number=number)})


def _received(number: str) -> tuple[FoundDocument, tuple[Copy, ...]]:
    """The document with one's copies of it; 404 without one."""
    hall = console_hall()
    recipients = recipients_of_staff(hall.id, own_staff_id(), clock.now())
    found = document_of(hall.id, number)
    copies = own_copies(hall.id, (found,), recipients) if found else {}
    if found is None or not copies:
        abort(404)
    return found, copies[number]
