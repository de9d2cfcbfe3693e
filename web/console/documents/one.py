"""One document: what it says, its files, digest and revisions, who has it and who has read it."""

from dataclasses import dataclass

from flask import Response, abort

from server.errors import Problem
from server.gate import Door, console_hall, open_to
from server.queries.distribution.addresses import distribution_list
from server.queries.distribution.documents import FoundDocument, copies_of, revisions_of
from server.rules.accounts.roles import Permission
from server.rules.distribution.kinds import PERSONAL, SIGNED_FOR, RecipientKind
from web.console.answers import page
from web.console.documents.lists import DOCUMENTS, period_name, seen_document
from web.console.routes import office
from web.errors import ShownAgain
from web.papers import as_file, on_page

P = Permission
DOCUMENT = f"{DOCUMENTS}/<number>"
LISTED = (RecipientKind.DEPARTMENT, RecipientKind.WINDOW, RecipientKind.OUTSIDE_UNIT)


@dataclass(frozen=True)
class DocumentPage(ShownAgain):
    """A document with the form that sends it; ``chosen`` are the recipients that were ticked."""

    document: FoundDocument
    chosen: tuple[str, ...] = ()
    words: str = ""

    def show(
        self, *, problems: tuple[Problem, ...] = (), trouble: str = "", status: int = 200
    ) -> Response:
        """The page."""
        hall, document = console_hall(), self.document
        copies = copies_of(hall.id, document.number)
        has_one = {copy.recipient for copy in copies}
        addresses = () if document.kind in PERSONAL else distribution_list(hall.id)
        return page(
            "console/documents/one.html",
            status=status,
            problems=problems,
            trouble=trouble,
            chosen=self.chosen,
            copies=copies,
            signs=document.kind in SIGNED_FOR,
            is_personal=document.kind in PERSONAL,
            lists=[
                (kind, [one for one in addresses if one.recipient.kind is kind]) for kind in LISTED
            ],
            has_one=has_one,
            revisions=revisions_of(hall.id, document),
            period_name=period_name,
            **on_page(document),
        )


@office.get(DOCUMENT)
@open_to(Door.CONSOLE, P.SEND_DOCUMENTS)
def one_document(number: str) -> Response:
    """The document."""
    return DocumentPage(seen_document(number)).show()


@office.get(f"{DOCUMENT}/file.<ending>")
@open_to(Door.CONSOLE, P.SEND_DOCUMENTS)
def document_file(number: str, ending: str) -> Response:
    """The document as Word, PDF, a web page or a workbook."""
    return as_file(seen_document(number), ending) or abort(404)
