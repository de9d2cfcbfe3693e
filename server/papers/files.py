"""How does a document become a file: Word, PDF, a web page, a workbook?"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from documents import official
from documents.official.content import BREAK, OfficialDocument
from server.papers.award_notice import award_ledgers, award_notice
from server.papers.bulletin import bulletin, bulletin_ledgers, digest_line
from server.papers.department_sheet import department_ledgers, department_sheet
from server.papers.inspections import order_paper, round_paper
from server.papers.person_sheet import person_ledgers, person_sheet
from server.papers.wording import Facts, Head, digest_words
from server.rules.distribution.kinds import DocumentKind
from server.rules.schemes.words import Subject
from sheets.ledgers import Ledger, workbook


class Format(StrEnum):
    """The files that a document can be had as."""

    DOCX = "docx"
    PDF = "pdf"
    HTML = "html"
    XLSX = "xlsx"


CONTENT_TYPES: Mapping[Format, str] = {
    Format.DOCX: "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    Format.PDF: "application/pdf",
    Format.HTML: "text/html",
    Format.XLSX: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}


HAS_TABLES = frozenset(
    {DocumentKind.BULLETIN, DocumentKind.FEEDBACK, DocumentKind.RESULT, DocumentKind.AWARDS}
)
"""These can be had as a workbook too."""


def formats_of(kind: DocumentKind) -> tuple[Format, ...]:
    """The files that a document of that kind can be had as."""
    return tuple(one for one in Format if one is not Format.XLSX or kind in HAS_TABLES)


@dataclass(frozen=True)
class Frozen:
    """A formed document: its kind, its frozen facts, what stands beside them."""

    kind: DocumentKind
    title: str
    facts: Facts
    head: Head


def file_of(document: Frozen, format_: Format) -> bytes:
    """The document as a file of that format; the same document gives the same bytes.

    Raises TypesettingFailed, NotWritten.
    """
    write: Mapping[Format, Callable[[Frozen], bytes]] = {
        Format.DOCX: lambda one: official.word(paper_of(one)),
        Format.PDF: lambda one: official.pdf(paper_of(one)),
        Format.HTML: lambda one: official.html_page(paper_of(one)).encode(),
        Format.XLSX: _workbook,
    }
    return write[format_](document)


def pdf_of(documents: Sequence[Frozen]) -> bytes:
    """All of them in one PDF, each beginning on a page of its own."""
    return official.pdf([paper_of(one) for one in documents])


def article_of(document: Frozen) -> str:
    """The document as a part of a web page; every text in it is escaped."""
    return official.html(paper_of(document))


def article_style() -> str:
    """The look of that part; it touches nothing else of the page."""
    return official.article_style()


def paper_of(document: Frozen) -> OfficialDocument:
    """What the document says, in its parts."""
    kind, facts, head = document.kind, document.facts, document.head
    match kind:
        case DocumentKind.FEEDBACK | DocumentKind.RESULT:
            of = person_sheet if _is_persons(facts) else department_sheet
            return of(kind, facts, head)
        case DocumentKind.ORDER:
            return order_paper(facts)
        case DocumentKind.INSPECTION:
            return round_paper(facts)
        case DocumentKind.AWARDS:
            return award_notice(facts, head)
        case _:
            return bulletin(
                facts,
                number=head.number,
                formed_on=head.formed_on,
                recipients=head.recipients,
                copies_to=head.copies_to,
            )


def _ledgers(document: Frozen) -> tuple[Ledger, ...]:
    facts = document.facts
    match document.kind:
        case DocumentKind.FEEDBACK | DocumentKind.RESULT:
            return person_ledgers(facts) if _is_persons(facts) else department_ledgers(facts)
        case DocumentKind.AWARDS:
            return award_ledgers(facts)
        case _:
            return bulletin_ledgers(facts)


def _workbook(document: Frozen) -> bytes:
    facts = document.facts
    is_bulletin = document.kind is DocumentKind.BULLETIN
    line = digest_line(facts) if is_bulletin else digest_words(facts)
    title = document.title.replace(BREAK, "")
    return workbook(_ledgers(document), title=title, by=facts["hall"], line=line)


def _is_persons(facts: Facts) -> bool:
    return bool(facts["subject"] == Subject.STAFF)
