"""Whose thank-you page is this, and may it still be opened?

After a form the browser is sent on (303) to an address that opens for ten minutes. It holds the
form's nonce, from which only the server can derive the receipt; no address holds the receipt.
"""

from datetime import datetime, timedelta

from flask import Response

from qr.tickets import View, read_view, sign_view
from server.errors import TicketExpired, TicketUnreadable
from server.gate import wiring
from server.packs.tags import codes_of
from server.queries.codes.scans import ticket_keys
from server.queries.ratings.receipts import proof_of_receipt
from server.rules.ratings.form import RatingForm, kept_tags
from web.layout import link

VIEW_LIFE = timedelta(minutes=10)
SEE_OTHER = 303


class ViewClosed(TicketExpired):
    """The ten minutes are over, or the address was never one of ours."""

    code = "citizen.view_closed"


def to_thanks(endpoint: str, nonce: bytes, now: datetime, **more: str) -> Response:
    """Sends the browser on to the thank-you page of the form with that nonce."""
    view = View(nonce, now + VIEW_LIFE)
    token = sign_view(view, ticket_keys(wiring().settings))
    return see_other(link(endpoint, token=token, **more))


def is_changed(form: RatingForm, receipt_hash: bytes) -> bool:
    """Whether a form that came again says something else than the rating it had made before.

    Who went back and changed their mind must hear that a second rating is the way.
    """
    first = proof_of_receipt(receipt_hash).first
    tags = kept_tags(form, codes_of(form.level)) if form.level else ()
    said = (form.level, tags, form.text.strip())
    return said != (first.level, tuple(tag.code for tag in first.tags), first.text.strip())


def nonce_of(token: str, now: datetime) -> bytes:
    """The nonce of the form that a thank-you address belongs to. Raises ViewClosed."""
    try:
        view = read_view(token, ticket_keys(wiring().settings))
    except TicketUnreadable:
        raise ViewClosed from None
    if now > view.expires_at:
        raise ViewClosed
    return view.nonce


def see_other(address: str) -> Response:
    """An answer that sends the browser on to that address with a GET."""
    return Response(status=SEE_OTHER, headers={"Location": address})
