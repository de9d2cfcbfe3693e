"""The sheets of a period: of which departments and people, as one PDF per department."""

from flask import Response, abort

from server import errors
from server.gate import Door, console_actor, console_hall, open_to
from server.papers.files import CONTENT_TYPES, Format, pdf_of
from server.queries.distribution.batches import batches
from server.queries.distribution.documents import FoundDocument, sheets_of
from server.queries.distribution.printing import (
    MOST_IN_ONE_FILE,
    departments_with_sheets,
    frozen,
    parts_of,
    people_sheets,
)
from server.rules.accounts.roles import Permission
from server.rules.appraisal.periods import Period
from server.rules.distribution.kinds import PERSONAL, DocumentKind
from server.rules.schemes.words import Subject
from web.console.answers import attached, page
from web.console.asked import asked_page
from web.console.documents.lists import DOCUMENTS, period_name, seen_kinds
from web.console.routes import office

P = Permission
SHEETS = f"{DOCUMENTS}/sheets/<kind>/<period>"


@office.get(SHEETS)
@open_to(Door.CONSOLE, P.SEND_DOCUMENTS)
def sheets(kind: str, period: str) -> Response:
    """The departments of the period, each with its sheet and those of its people."""
    hall = console_hall()
    asked, _ = seen_sheets(kind, period)
    found = sheets_of(hall.id, asked, period)
    if not found:
        abort(404)
    people = [one for one in found if one.facts["subject"] == Subject.STAFF]
    own = {one.facts["number"]: one for one in found if one not in people}
    return page(
        "console/documents/sheets.html",
        kind=asked,
        period=period,
        units=departments_with_sheets(people),
        own=own,
        people=_by_department(people),
        most=MOST_IN_ONE_FILE,
        batch=next(one for one in batches(hall.id) if (one.kind, one.period) == (asked, period)),
        period_name=period_name,
        sends=console_actor().may(P.MANAGE_APPRAISAL, hall.id),
    )


@office.get(f"{SHEETS}/people/<code>.pdf")
@open_to(Door.CONSOLE, P.SEND_DOCUMENTS)
def sheets_of_department(kind: str, period: str, code: str) -> Response:
    """All sheets of the department's people in one PDF; of very many those of ``?page=``."""
    asked, _ = seen_sheets(kind, period)
    parts, number = parts_of(people_sheets(console_hall().id, asked, period, code)), asked_page()
    if number > len(parts):
        abort(404)
    made = pdf_of([frozen(one) for one in parts[number - 1]])
    answer = Response(made, mimetype=CONTENT_TYPES[Format.PDF])
    return attached(answer, f"{period}-{code}-{number}.pdf")


def seen_sheets(kind: str, period: str) -> tuple[DocumentKind, Period]:
    """The kind and period of the address; 404 for what is none, or is not for the person."""
    try:
        asked = Period.parse(period)
    except errors.NotAPeriod:
        abort(404)
    if kind not in seen_kinds() & PERSONAL:
        abort(404)
    return DocumentKind(kind), asked


def _by_department(people: list[FoundDocument]) -> dict[str, list[FoundDocument]]:
    found: dict[str, list[FoundDocument]] = {}
    for one in people:
        found.setdefault(one.facts["department_code"], []).append(one)
    return found
