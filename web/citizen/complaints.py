"""Complain, tip off, suggest, praise or ask at a window; then the page with the secret code."""

from flask import Response, render_template

from qr.codes import in_groups, normalise
from qr.receipts import receipt_hash
from server import clock
from server.actions.cases.submit_complaint import submit_complaint
from server.gate import Door, open_to, wiring
from server.queries.cases.followed import filed_case
from server.queries.codes.scanned import scanned_window
from server.queries.codes.scans import case_code_of
from web.citizen.complaint_page import ComplaintPage
from web.citizen.routes import feedback
from web.citizen.thanks import nonce_of, to_thanks
from web.citizen.uploads import received
from web.errors import remember


@feedback.get("/w/<code>/complain")
@open_to(Door.CITIZEN)
def complain(code: str) -> Response:
    """The form; also behind a revoked code, because a complaint must find its way."""
    page = ComplaintPage.opened(scanned_window(normalise(code)), clock.now())
    return page.show()


@feedback.post("/w/<code>/complain")
@open_to(Door.CITIZEN)
def file_complaint(code: str) -> Response:
    """Take the complaint; or show the form in another look."""
    page = remember(ComplaintPage.sent(normalise(code), received(), clock.now()))
    nonce, settings = page.nonce(), wiring().settings
    if page.go == "look":
        return page.show()
    window = scanned_window(page.slip.code)
    form = page.form(window.number)
    hint = page.hint(window, form)
    if hint:
        return page.hinted(hint)
    submit_complaint(
        window.hall.id,
        form,
        code_hash=receipt_hash(case_code_of(nonce, settings)),
        contact_key=settings.key("contact"),
        now=page.now,
    )
    return to_thanks("feedback.filed", nonce, page.now)


@feedback.get("/c/thanks/<token>")
@open_to(Door.CITIZEN)
def filed(token: str) -> str:
    """The number and the secret code, and what happens next; open for ten minutes."""
    nonce = nonce_of(token, clock.now())
    code = in_groups(case_code_of(nonce, wiring().settings))
    return render_template("citizen/filed.html", case=filed_case(nonce), code=code)
