"""A citizen files a complaint, tip-off, suggestion, praise or inquiry."""

from hashlib import sha256
from typing import Any

from flask import Response, request
from marshmallow import Schema, fields

from api.fields import Choice, Several, Truth, Words, by_value
from api.photo_references import LONGEST_REFERENCE, References, owner_of
from api.ratings import LONGEST_TICKET, TO_TELL
from api.repeats import PARAMETER, once, repeated
from api.section import Section
from api.shape import Shape
from api.wire import answered
from qr.receipts import receipt_hash
from server import clock
from server.actions.cases.submit_complaint import submit_complaint
from server.gate import Door, open_to, wiring
from server.packs.categories import categories
from server.queries.codes.scanned import ScannedWindow, scanned_window
from server.queries.codes.scans import case_code_of, scan_of, ticket_keys
from server.rules.cases.form import LONGEST_TEXT, ComplaintForm
from server.rules.cases.kinds import CaseKind, CaseSource
from server.rules.ratings.form import LONGEST_CONTACT, MOST_PHOTOS

KINDS = by_value(
    CaseKind.COMPLAINT,
    CaseKind.TIP_OFF,
    CaseKind.SUGGESTION,
    CaseKind.PRAISE,
    CaseKind.INQUIRY,
)
CATEGORIES = {category.code: category.code for category in categories()}

section = Section("complaints", "投诉、举报、意见、表扬、咨询 Complaints and other feedback")


class ComplaintIn(Shape):
    """投诉等 A complaint or other feedback"""

    ticket = Words(most=LONGEST_TICKET, least=1, required=True)
    kind = Choice(KINDS, required=True)
    category = Choice(
        CATEGORIES, load_default="", metadata={"description": "kind 为 complaint 时必填"}
    )
    text = Words(most=LONGEST_TEXT, least=1, required=True)
    is_about_window = Truth(load_default=True, metadata={"description": "是否针对这个窗口"})
    photos = Several(Words(most=LONGEST_REFERENCE), most=MOST_PHOTOS, load_default=list)
    contact = Words(most=LONGEST_CONTACT, load_default="")
    consent = Truth(load_default=False, metadata={"description": "同意为回访使用联系方式"})
    tell = Truth(load_default=False, metadata=TO_TELL)


class ComplaintOut(Schema):
    """已收到 Received"""

    number = fields.String(required=True, metadata={"description": "编号，可以公开"})
    secret_code = fields.String(
        required=True, metadata={"description": "密码，只给这一次；凭编号和密码查看进度"}
    )


@section.route("/complaints", methods=["POST"], parameters=[PARAMETER])
@open_to(Door.CITIZEN)
@section.arguments(ComplaintIn)
@section.response(201, ComplaintOut)
def complain(said: dict[str, Any]) -> Response:
    """投诉、举报、意见、表扬、咨询 File a complaint or other feedback

    凭 `GET /windows/{code}` 给的票据，不限时。同一票据、同样内容再次提交是同一件，回答逐字节相同。
    """
    scan = scan_of(said["ticket"], wiring().settings)
    place = scanned_window(scan.code)
    return once(lambda: place.hall.id, request.get_data(), lambda: _file(place, scan.nonce, said))


def _file(place: ScannedWindow, nonce: bytes, said: dict[str, Any]) -> Response:
    settings = wiring().settings
    code = case_code_of(nonce, settings)
    filed = submit_complaint(
        place.hall.id,
        _form(place, nonce, said),
        code_hash=receipt_hash(code),
        contact_key=settings.key("contact"),
        now=clock.now(),
    )
    answer = answered({"number": filed.number, "secret_code": code}, 201)
    return repeated(answer) if filed.is_repeat else answer


def _form(place: ScannedWindow, nonce: bytes, said: dict[str, Any]) -> ComplaintForm:
    references = References(owner_of("complaint", nonce), ticket_keys(wiring().settings))
    return ComplaintForm(
        kind=said["kind"],
        category=said["category"],
        text=said["text"],
        nonce=_mark(nonce, said),
        source=CaseSource.API,
        window_number=place.number if said["is_about_window"] else "",
        photos=references.photos(said["photos"], now=clock.now()) if said["photos"] else (),
        contact=said["contact"],
        has_consented=said["consent"],
        is_to_be_told=said["tell"],
    )


def _mark(nonce: bytes, said: dict[str, Any]) -> bytes:
    """What makes two forms the same complaint: the ticket and the words.

    With the ticket alone, whoever files twice from one page would lose the second without a word.
    """
    words = "|".join((said["kind"], said["category"], said["text"]))
    return sha256(nonce + words.encode()).digest()
