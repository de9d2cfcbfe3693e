"""The officer forms a bulletin, the sheets of a period, or the notice of its awards."""

from flask import Response, request

from server import clock, errors
from server.actions.distribution.form_awards import form_awards
from server.actions.distribution.form_bulletin import form_bulletin
from server.actions.distribution.form_sheets import form_sheets
from server.gate import Door, console_actor, console_hall, open_to
from server.rules.accounts.roles import Permission
from server.rules.schemes.shape import Span
from web.console.answers import see_other
from web.console.documents.lists import DOCUMENTS, DocumentsPage, sent_period
from web.console.routes import at, office
from web.errors import remember

P = Permission


@office.post(f"{DOCUMENTS}/form/bulletin")
@open_to(Door.CONSOLE, P.MANAGE_APPRAISAL)
def form_a_bulletin() -> Response:
    """The bulletin of a month, with what the office asks for next."""
    typed = _typed("bulletin")
    period = sent_period()
    if period.span is not Span.MONTH:
        raise errors.NotAMonth(text=str(period))
    actor, now = console_actor(), clock.now()
    number = form_bulletin(console_hall(), period, typed.requirements, by=actor, now=now)
    return see_other(at(f"{DOCUMENTS}/{number}", done="document_formed"))


@office.post(f"{DOCUMENTS}/form/sheets")
@open_to(Door.CONSOLE, P.MANAGE_APPRAISAL)
def form_the_sheets() -> Response:
    """The sheets of a quarter, half-year or year."""
    _typed("sheets")
    period = sent_period()
    made = form_sheets(console_hall(), period, by=console_actor(), now=clock.now())
    return see_other(at(f"{DOCUMENTS}/sheets/{made.kind}/{period}", done="document_formed"))


@office.post(f"{DOCUMENTS}/form/awards")
@open_to(Door.CONSOLE, P.MANAGE_APPRAISAL)
def form_the_awards() -> Response:
    """The notice of the awards that were given."""
    _typed("awards")
    number = form_awards(console_hall(), sent_period(), by=console_actor(), now=clock.now())
    return see_other(at(f"{DOCUMENTS}/{number}", done="document_formed"))


def _typed(what: str) -> DocumentsPage:
    sent = request.form
    period, words = sent.get("period", ""), sent.get("requirements", "")
    return remember(DocumentsPage(what=what, typed_period=period, requirements=words))
