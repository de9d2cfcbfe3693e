"""A citizen asks what became of a rating: the receipt travels in the body alone."""

from typing import Any

from marshmallow import Schema, fields

from api.fields import Words
from api.section import Section
from api.shape import Shape
from qr.receipts import is_receipt, receipt_hash
from server import clock, errors
from server.gate import Door, language, open_to
from server.packs.tags import Tag
from server.queries.ratings.receipts import GivenRating, ReceiptProof, proof_of_receipt
from server.rules.months import HalfDay, day_of
from server.texts import say

section = Section("receipts", "查询码 What became of a rating")


class ReceiptIn(Shape):
    """查询码 A receipt"""

    receipt = Words(most=64, least=1, required=True)


class GivenReasonOut(Schema):
    """选过的评价指标 A reason that was ticked"""

    code = fields.String(required=True)
    text = fields.String(required=True)


class OpenedCaseOut(Schema):
    """差评打开的一件 The case that a bad rating opened; the receipt opens it"""

    number = fields.String(required=True)
    due_on = fields.Date(required=True)
    is_due_provisional = fields.Boolean(required=True)


class GivenRatingOut(Schema):
    """一次评价 One rating, as its writer may see it"""

    level = fields.Integer(required=True)
    level_text = fields.String(required=True)
    reasons = fields.List(fields.Nested(GivenReasonOut), required=True)
    text = fields.String(required=True, metadata={"description": "没有写或到期已清除为空"})
    day = fields.Date(required=True)
    half_day = fields.Enum(HalfDay, by_value=True, required=True)
    month = fields.String(required=True, metadata={"description": "计入哪个月"})
    is_late = fields.Boolean(required=True)
    counts = fields.Boolean(required=True)
    not_counted_because = fields.String(required=True, metadata={"description": "计入为空"})
    is_pressed = fields.Boolean(required=True)
    case = fields.Nested(OpenedCaseOut, required=True, allow_none=True)


class ReceiptOut(Schema):
    """一次评价和它的追评 What became of a rating, and of its second one"""

    hall = fields.String(required=True)
    window = fields.String(required=True, metadata={"description": "窗口号"})
    window_name = fields.String(required=True)
    window_code = fields.String(required=True, metadata={"description": "现在的窗口码，没有为空"})
    first = fields.Nested(GivenRatingOut, required=True)
    second = fields.Nested(GivenRatingOut, required=True, allow_none=True)
    takes_second = fields.Boolean(required=True, metadata={"description": "现在能否追评"})
    second_until = fields.Date(required=True, metadata={"description": "追评的最后一天"})


@section.route("/ratings/read", methods=["POST"])
@open_to(Door.CITIZEN)
@section.arguments(ReceiptIn)
@section.response(200, ReceiptOut)
def read(said: dict[str, Any]) -> dict[str, Any]:
    """一次评价后来怎样了 What became of a rating

    不写任何东西。查询码可以带空格、用小写。
    """
    if not is_receipt(said["receipt"]):
        raise errors.UnknownReceipt
    return _told(proof_of_receipt(receipt_hash(said["receipt"])))


def _told(proof: ReceiptProof) -> dict[str, Any]:
    today = day_of(clock.now(), proof.hall.zone)
    return {
        "hall": proof.hall.title(language()),
        "window": proof.window_number,
        "window_name": proof.title(language()),
        "window_code": proof.code,
        "first": _given(proof.first),
        "second": _given(proof.second) if proof.second else None,
        "takes_second": proof.takes_second(today),
        "second_until": proof.second_until,
    }


def _given(rating: GivenRating) -> dict[str, Any]:
    aside = rating.set_aside
    return {
        "level": int(rating.level),
        "level_text": say(f"level.{int(rating.level)}", language()),
        "reasons": [_reason(tag) for tag in rating.tags],
        "text": rating.text,
        "day": rating.day,
        "half_day": HalfDay(rating.half_day),
        "month": rating.month,
        "is_late": rating.is_late,
        "counts": aside is None,
        "not_counted_because": say(f"aside.{aside}", language()) if aside else "",
        "is_pressed": rating.is_pressed,
        "case": vars(rating.case) if rating.case else None,
    }


def _reason(tag: Tag) -> dict[str, str]:
    return {"code": tag.code, "text": tag.text(language())}
