"""A citizen rates a visit, and may add a second rating (追评) later."""

from dataclasses import replace
from typing import Any

from flask import Response, request
from marshmallow import Schema, fields, validates_schema

from api.fields import Choice, Flaw, Several, Truth, Whole, Words, by_value
from api.photo_references import LONGEST_REFERENCE, References, owner_of
from api.raters import rater
from api.repeats import PARAMETER, once, repeated
from api.section import Section
from api.shape import Shape
from api.watching import sent_with, watch
from api.wire import answered
from qr.receipts import receipt_hash
from server import clock
from server.actions.ratings.submit_rating import submit_rating
from server.actions.ratings.submit_second_rating import submit_second_rating
from server.gate import Door, open_to, wiring
from server.packs.tags import codes_of, tags
from server.queries.codes.scanned import scanned_window
from server.queries.codes.scans import receipt_of, scan_of, ticket_keys
from server.queries.ratings.rated import rating_of_receipt
from server.rules.ratings.form import LONGEST_CONTACT, LONGEST_TEXT, MOST_PHOTOS, RatingForm, Scan
from server.rules.ratings.levels import Channel, Level

LONGEST_TICKET = 1024
MOST_TAGS = 8
LONGEST_NUMBER = 32
# The others are entered by staff on behalf of a citizen.
CHANNELS = by_value(Channel.QR, Channel.MOBILE, Channel.COMPUTER, Channel.TABLET, Channel.TERMINAL)
TO_TELL = {"description": "另行同意：有进展时发短信或邮件；联系方式要是手机号或邮箱"}
TAGS = {tag.code: tag.code for tag in tags()}

section = Section("ratings", "评价与追评 Ratings and second ratings")


class RatingFields(Shape):
    """What a citizen can say of a visit."""

    level = Whole(
        least=1, most=5, required=True, metadata={"description": "5 非常满意 … 1 非常不满意"}
    )
    tags = Several(Choice(TAGS), most=MOST_TAGS, load_default=list)
    text = Words(most=LONGEST_TEXT, load_default="")
    photos = Several(Words(most=LONGEST_REFERENCE), most=MOST_PHOTOS, load_default=list)
    contact = Words(most=LONGEST_CONTACT, load_default="")
    consent = Truth(load_default=False, metadata={"description": "同意为回访使用联系方式"})
    tell = Truth(load_default=False, metadata=TO_TELL)
    pressed = Truth(load_default=False, metadata={"description": "有人要求或暗示打好评"})
    channel = Choice(CHANNELS, load_default=Channel.QR)

    @validates_schema(skip_on_field_errors=True)
    def tags_belong_to_level(self, said: dict[str, Any], **_more: Any) -> None:
        """Refuse a tag of another level: a form without scripts may send one, a client errs."""
        if not codes_of(Level(said["level"])).issuperset(said["tags"]):
            raise Flaw.of("api.tag_of_other_level", at="tags")


class RatingIn(RatingFields):
    """一次评价 A first rating"""

    ticket = Words(most=LONGEST_TICKET, least=1, required=True)
    staff_number = Words(most=LONGEST_NUMBER, load_default="")
    matter_code = Words(most=64, load_default="")


class SecondRatingIn(RatingFields):
    """追评 A second rating"""

    receipt = Words(most=64, least=1, required=True)


class RatingOut(Schema):
    """已收到 Received"""

    receipt = fields.String(
        required=True, metadata={"description": "16 位查询码，只给这一次；追评和投诉用它"}
    )


class SecondRatingOut(Schema):
    """已收到 Received"""

    level = fields.Integer(required=True)


@section.route("/ratings", methods=["POST"], parameters=[PARAMETER])
@open_to(Door.CITIZEN)
@section.arguments(RatingIn)
@section.response(201, RatingOut)
def rate(said: dict[str, Any]) -> Response:
    """评价一次服务 Rate a visit

    凭 `GET /windows/{code}` 给的票据（2 小时有效）。同一票据再次提交是同一次评价，回答逐字节相同。
    小程序可带 `Authorization: Bearer`：同一账号当天对同一窗口的第二次评价照收照办，但不计入。
    不带、过期或认不出的，一样收下。
    """
    scan = scan_of(said["ticket"], wiring().settings)
    return once(
        lambda: scanned_window(scan.code).hall.id, request.get_data(), lambda: _rate(scan, said)
    )


@section.route("/ratings/second", methods=["POST"], parameters=[PARAMETER])
@open_to(Door.CITIZEN)
@section.arguments(SecondRatingIn)
@section.response(201, SecondRatingOut)
def rate_again(said: dict[str, Any]) -> Response:
    """追评 Add a second rating

    凭第一次评价的查询码，15 天内一次。
    """
    known = receipt_hash(said["receipt"])
    return once(
        lambda: rating_of_receipt(known).hall_id,
        request.get_data(),
        lambda: _rate_again(known, said),
    )


def _rate(scan: Scan, said: dict[str, Any]) -> Response:
    settings = wiring().settings
    code = receipt_of(scan.nonce, settings)
    form = _form(said, owner_of("rating", scan.nonce))
    rated = submit_rating(
        replace(scan, rater=rater()),
        form,
        receipt_hash=receipt_hash(code),
        contact_key=settings.key("contact"),
        now=clock.now(),
    )
    if not rated.is_repeat:
        watch(scanned_window(scan.code).hall.id, sent_with(rated.rating_id, form))
    answer = answered({"receipt": code}, 201)
    return repeated(answer) if rated.is_repeat else answer


def _rate_again(known: bytes, said: dict[str, Any]) -> Response:
    form = _form(said, owner_of("second_rating", known))
    contact_key = wiring().settings.key("contact")
    submit_second_rating(known, form, contact_key=contact_key, now=clock.now())
    return answered({"level": said["level"]}, 201)


def _form(said: dict[str, Any], owner: bytes) -> RatingForm:
    references = References(owner, ticket_keys(wiring().settings))
    return RatingForm(
        level=Level(said["level"]),
        tags=tuple(said["tags"]),
        text=said["text"],
        photos=references.photos(said["photos"], now=clock.now()) if said["photos"] else (),
        contact=said["contact"],
        has_consented=said["consent"],
        is_to_be_told=said["tell"],
        is_pressed=said["pressed"],
        staff_number=said.get("staff_number", ""),
        matter_code=said.get("matter_code", ""),
        channel=said["channel"],
    )
