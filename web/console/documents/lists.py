"""Which documents are there, and how is one formed?"""

from dataclasses import dataclass

from flask import Response, abort, request

from server import clock, errors
from server.errors import Problem
from server.gate import Door, console_actor, console_hall, language, open_to
from server.queries.appraisal.story import period_words
from server.queries.distribution.batches import batches
from server.queries.distribution.documents import FoundDocument, document_of, newest_documents
from server.rules.accounts.roles import Permission
from server.rules.appraisal.periods import Period
from server.rules.distribution.kinds import PERSONAL, DocumentKind, may_see
from server.rules.months import month_of
from server.rules.schemes.shape import Span
from web.console.answers import page
from web.console.asked import asked
from web.console.routes import office
from web.errors import ShownAgain

DOCUMENTS = "/console/documents"
P = Permission


@dataclass(frozen=True)
class DocumentsPage(ShownAgain):
    """The list with the forms that form a document; ``what`` is the form that was sent."""

    period: str = ""
    what: str = ""
    typed_period: str = ""
    requirements: str = ""

    @property
    def words(self) -> str:
        """The free text that was typed."""
        return self.requirements

    def show(
        self, *, problems: tuple[Problem, ...] = (), trouble: str = "", status: int = 200
    ) -> Response:
        """The page."""
        hall = console_hall()
        last = month_of(clock.now(), hall.zone).previous()
        return page(
            "console/documents/list.html",
            status=status,
            typed=self,
            problems=problems,
            trouble=trouble,
            found=newest_documents(hall.id, seen_kinds() - PERSONAL, self.period),
            batches=[
                one
                for one in (batches(hall.id) if seen_kinds() & PERSONAL else ())
                if self.period in {"", one.period}
            ],
            period_name=period_name,
            month=Period(last.year, Span.MONTH, last.number),
            quarter=Period.around(last, Span.QUARTER),
            year=Period.around(last, Span.YEAR),
            forms=console_actor().may(P.MANAGE_APPRAISAL, hall.id),
        )


@office.get(DOCUMENTS)
@open_to(Door.CONSOLE, P.SEND_DOCUMENTS)
def documents() -> Response:
    """The newest documents, or those of ``?period=``."""
    return DocumentsPage(asked("period"), typed_period=asked("period")).show()


def seen_kinds() -> frozenset[DocumentKind]:
    """The kinds of documents that the person sees."""
    actor, hall = console_actor(), console_hall()
    return frozenset(one for one in DocumentKind if may_see(actor, hall.id, one))


def seen_document(number: str) -> FoundDocument:
    """The document of that number; 404 for one that is not there or not for the person."""
    document = document_of(console_hall().id, number)
    if document is None or document.kind not in seen_kinds():
        abort(404)
    return document


def period_name(text: str) -> str:
    """The period of a document in words; a day as it is."""
    try:
        return period_words(language(), Period.parse(text))
    except errors.NotAPeriod:
        return text


def sent_period() -> Period:
    """The period of the form. Raises NotAPeriod."""
    return Period.parse(request.form.get("period", "").strip())
