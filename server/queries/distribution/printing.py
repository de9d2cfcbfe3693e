"""Which paper is made of a stored document? Only one whose facts are those of its digest."""

from collections.abc import Iterable, Sequence

from server import errors
from server.papers.files import Frozen
from server.papers.wording import Head
from server.queries.distribution.documents import FoundDocument, sheets_of
from server.rules.canonical import digest
from server.rules.distribution.kinds import DocumentKind
from server.rules.schemes.words import Subject
from server.texts import say

# Setting a sheet takes the typesetter some 2.4 MB; so many stay below 400 MB in all.
MOST_IN_ONE_FILE = 150


class DocumentChanged(errors.SealBroken):
    """The stored facts of a document are not those that were formed."""

    code = "document.changed"


def frozen(document: FoundDocument) -> Frozen:
    """The document as it is printed. Raises DocumentChanged when its digest does not fit."""
    if digest(document.facts, "") != document.digest:
        raise DocumentChanged(number=document.number)
    is_bulletin = document.kind is DocumentKind.BULLETIN
    head = Head(
        document.document_number,
        document.formed_on,
        say("paper.recipients") if is_bulletin else "",
        say("paper.copies_to") if is_bulletin else "",
    )
    return Frozen(document.kind, document.title, document.facts, head)


def people_sheets(
    hall_id: int, kind: DocumentKind, period: str, department: str
) -> tuple[FoundDocument, ...]:
    """The sheets of all people of a department (its code), by staff number."""
    return tuple(one for one in sheets_of(hall_id, kind, period) if _is_of(one, department))


def parts_of(found: Sequence[FoundDocument]) -> tuple[Sequence[FoundDocument], ...]:
    """As many at a time as one file holds."""
    starts = range(0, len(found), MOST_IN_ONE_FILE)
    return tuple(found[start : start + MOST_IN_ONE_FILE] for start in starts)


def departments_with_sheets(documents: Iterable[FoundDocument]) -> tuple[tuple[str, str, int], ...]:
    """Code and name of the departments of these sheets of people, and how many each has."""
    counts: dict[tuple[str, str], int] = {}
    for one in documents:
        if one.facts["subject"] == Subject.STAFF:
            unit = (one.facts["department_code"], one.facts["department"])
            counts[unit] = counts.get(unit, 0) + 1
    return tuple((code, name, count) for (code, name), count in sorted(counts.items()))


def _is_of(document: FoundDocument, department: str) -> bool:
    facts = document.facts
    return (facts["subject"], facts.get("department_code")) == (Subject.STAFF, department)
