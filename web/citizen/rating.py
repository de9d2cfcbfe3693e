"""Rate a service: the form behind a window's code, and the thank-you page with its receipt."""

from flask import Response, render_template, request

from qr.codes import in_groups, normalise
from qr.receipts import receipt_hash
from server import clock
from server.actions.ratings.submit_rating import submit_rating
from server.gate import Door, open_to, wiring
from server.queries.codes.scans import Shown, receipt_of
from server.queries.ratings.receipts import proof_of_receipt
from web.citizen.place import scanned_place
from web.citizen.rating_page import RatingPage
from web.citizen.routes import feedback
from web.citizen.thanks import is_changed, nonce_of, to_thanks
from web.citizen.uploads import received
from web.errors import remember


@feedback.get("/w/<code>")
@open_to(Door.CITIZEN)
def rating_form(code: str) -> Response:
    """The form; opening it stores nothing."""
    now = clock.now()
    window = scanned_place(normalise(code), now)
    shown = Shown(request.args.get("k", ""), request.args.get("v", ""))
    return RatingPage.just_scanned(window, shown, now).show()


@feedback.post("/w/<code>")
@open_to(Door.CITIZEN)
def rate(code: str) -> Response:
    """Take the rating; or show the form again, in another look or at another question."""
    page = remember(RatingPage.sent(normalise(code), received(), clock.now()))
    if page.go != "send":
        return page.looked_at()
    scan, settings = page.checked_scan(), wiring().settings
    form, known = page.typed.form(), receipt_hash(receipt_of(scan.nonce, settings))
    contact_key = settings.key("contact")
    rated = submit_rating(scan, form, receipt_hash=known, contact_key=contact_key, now=page.now)
    said_before = {"again": "1"} if rated.is_repeat and is_changed(form, known) else {}
    return to_thanks("feedback.thanks", scan.nonce, page.now, **said_before)


@feedback.get("/w/thanks/<token>")
@open_to(Door.CITIZEN)
def thanks(token: str) -> str:
    """The receipt, and what happens next; open for ten minutes."""
    receipt = receipt_of(nonce_of(token, clock.now()), wiring().settings)
    proof = proof_of_receipt(receipt_hash(receipt))
    is_again = "again" in request.args
    return render_template(
        "citizen/thanks.html", receipt=in_groups(receipt), proof=proof, is_again=is_again
    )
