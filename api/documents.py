"""A member of staff reads the documents they were sent, and signs for them."""

from typing import Any

from marshmallow import Schema, fields

from api.document_parts import DocumentPartOut, parts_of
from api.fields import Truth
from api.known_first import known_first
from api.section import Section
from api.shape import Shape
from api.staff import own_staff_id
from api.staff_shapes import OwnIn
from server import clock, errors
from server.actions.distribution.acknowledge_copy import Receipt, acknowledge_copy
from server.gate import Door, console_actor, console_hall, open_to
from server.papers.files import paper_of
from server.queries.distribution.addresses import recipients_of_staff
from server.queries.distribution.documents import (
    Copy,
    FoundDocument,
    document_of,
    own_copies,
    received_by,
)
from server.queries.distribution.printing import frozen
from server.rules.accounts.roles import Permission
from server.rules.distribution.kinds import SIGNED_FOR, DocumentKind
from server.rules.months import day_of

section = Section("documents", "公文和反馈表：本人收到的 Documents: those that one was sent")


class OwnDocumentOut(Schema):
    """收到的一份文件 A document that one was sent"""

    number = fields.String(required=True)
    kind = fields.Enum(DocumentKind, by_value=True, required=True)
    period = fields.String(required=True, metadata={"description": "2026-11、2026-Q3、2026"})
    revision = fields.Integer(required=True)
    document_number = fields.String(required=True, metadata={"description": "文号，没有为空"})
    title = fields.String(required=True)
    formed_on = fields.Date(required=True)
    digest = fields.String(required=True, metadata={"description": "内容的 SHA-256"})
    sent_on = fields.Date(required=True)
    read_on = fields.Date(required=True, allow_none=True)
    signed_on = fields.Date(required=True, allow_none=True)
    is_to_be_signed = fields.Boolean(required=True)


class OwnDocumentsOut(Schema):
    """收到的文件，新的在前 Documents, the newest first"""

    documents = fields.List(fields.Nested(OwnDocumentOut), required=True)


class WholeDocumentOut(OwnDocumentOut):
    """一份文件和它的内容 A document with what it says"""

    facts = fields.Dict(
        keys=fields.String(),
        required=True,
        metadata={"description": "形成时冻结的内容，各类文件不同；分数是十进制文本"},
    )
    parts = fields.List(
        fields.Nested(DocumentPartOut),
        required=True,
        metadata={"description": "同样的内容，逐段，可以直接排在屏幕上"},
    )


class ReceivedIn(Shape):
    """看过了，或签收 Read, or signed for"""

    signs = Truth(load_default=False, metadata={"description": "同时签收；只有要签收的文件可以"})


def _received(number: str) -> tuple[FoundDocument, tuple[Copy, ...]]:
    """The document with one's copies of it. Raises Unknown without one."""
    hall = console_hall()
    recipients = recipients_of_staff(hall.id, own_staff_id(), clock.now())
    found = document_of(hall.id, number)
    copies = own_copies(hall.id, (found,), recipients) if found else {}
    if found is None or not copies:
        raise errors.Unknown
    return found, copies[number]


@section.route("/staff/me/documents")
@open_to(Door.CONSOLE, Permission.SEE_OWN)
@section.arguments(OwnIn, location="query")
@section.response(200, OwnDocumentsOut)
def documents(said: dict[str, Any]) -> dict[str, Any]:
    """本人收到的文件 Own documents

    发给本人和本人所在窗口的，最近 50 份。查看不算已阅。
    """
    del said
    hall, staff_id = console_hall(), own_staff_id()
    recipients = recipients_of_staff(hall.id, staff_id, clock.now())
    found = received_by(hall.id, recipients)
    copies = own_copies(hall.id, found, recipients)
    return {"documents": [_told(one, copies[one.number][0]) for one in found]}


@section.route("/staff/me/documents/<number>")
@open_to(Door.CONSOLE, Permission.SEE_OWN)
@section.arguments(OwnIn, location="query")
@section.response(200, WholeDocumentOut)
def document(said: dict[str, Any], number: str) -> dict[str, Any]:
    """一份收到的文件 One of them, with what it says"""
    del said
    found, copies = _received(number)
    printed = frozen(found)
    parts = parts_of(paper_of(printed))
    return {**_told(found, copies[0]), "facts": printed.facts, "parts": parts}


@section.route("/staff/me/documents/<number>", methods=["POST"])
@open_to(Door.CONSOLE, Permission.SEE_OWN)
@known_first(_received)
@section.arguments(OwnIn, location="query")
@section.arguments(ReceivedIn)
@section.response(200, OwnDocumentOut)
def acknowledge(asked: dict[str, Any], said: dict[str, Any], number: str) -> dict[str, Any]:
    """已阅，或签收 Say that one has read it, or sign for it

    以本人和本人所在窗口的名义；再发一次不变，先前的日期保留。
    """
    del asked
    found, copies = _received(number)
    signs = said["signs"] and found.kind in SIGNED_FOR
    for copy in copies:
        receipt = Receipt(number, copy.recipient, signs)
        acknowledge_copy(console_hall(), receipt, by=console_actor(), now=clock.now())
    return _told(*_first(_received(number)))


def _first(received: tuple[FoundDocument, tuple[Copy, ...]]) -> tuple[FoundDocument, Copy]:
    found, copies = received
    return found, copies[0]


def _told(found: FoundDocument, copy: Copy) -> dict[str, Any]:
    """The document with one's own copy."""
    zone = console_hall().zone
    return {
        **vars(found),
        "title": found.title.replace("|", ""),
        "sent_on": day_of(copy.sent_at, zone),
        "read_on": day_of(copy.read_at, zone) if copy.read_at else None,
        "signed_on": day_of(copy.signed_at, zone) if copy.signed_at else None,
        "is_to_be_signed": found.kind in SIGNED_FOR,
    }
