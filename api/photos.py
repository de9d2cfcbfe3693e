"""A citizen sends a photo ahead of the form that it belongs to."""

from typing import Any

from flask import Response
from marshmallow import Schema, fields, validates_schema

from api.fields import Choice, File, Flaw, Words
from api.photo_references import References, owner_of
from api.ratings import LONGEST_TICKET
from api.repeats import PARAMETER, once
from api.section import Section
from api.shape import MULTIPART, Shape
from api.wire import answered
from photos.cleaning import sanitise
from photos.errors import MOST_BYTES
from qr.codes import normalise
from qr.receipts import receipt_hash
from server import clock
from server.gate import Door, open_to, wiring
from server.queries.cases.opening import hall_opened, number_opened_by
from server.queries.codes.scanned import scanned_window
from server.queries.codes.scans import scan_of, ticket_keys
from server.queries.ratings.rated import rating_of_receipt
from server.rules.ratings.form import CleanedPhoto

# Which slip proves the right to send a photo for which form.
SLIPS = {
    "rating": "ticket",
    "complaint": "ticket",
    "second_rating": "receipt",
    "case": "secret_code",
}

section = Section("photos", "照片 Photos")


class PhotoIn(Shape):
    """一张照片 A photo"""

    photo = File(required=True, metadata={"description": "JPEG、PNG 或 WebP，最大 10 MB"})
    use = Choice({use: use for use in SLIPS}, required=True)
    ticket = Words(most=LONGEST_TICKET, load_default="")
    receipt = Words(most=64, load_default="", metadata={"description": "用于追评时代替 ticket"})

    number = Words(most=16, load_default="", metadata={"description": "用于补充到一件里时"})
    secret_code = Words(most=64, load_default="", metadata={"description": "同上，密码或查询码"})

    @validates_schema(skip_on_field_errors=True)
    def has_its_slip(self, said: dict[str, Any], **_more: Any) -> None:
        """Refuse a photo without the slip that its form will show."""
        slip = SLIPS[said["use"]]
        if not said[slip]:
            raise Flaw.of("api.missing", at=slip)


class PhotoOut(Schema):
    """照片已存 Kept"""

    reference = fields.String(
        required=True, metadata={"description": "填入表单的 photos，2 小时内有效，只能用于这张表单"}
    )
    width = fields.Integer(required=True)
    height = fields.Integer(required=True)


@section.route("/photos", methods=["POST"], parameters=[PARAMETER])
@open_to(Door.CITIZEN)
@section.arguments(PhotoIn, location="form", content_type=MULTIPART)
@section.response(201, PhotoOut)
def send_photo(said: dict[str, Any]) -> Response:
    """上传一张照片 Send a photo

    照片会重新绘制：拍摄地点等信息不保存。
    """
    with said["photo"].stream as file:
        picture = file.read(MOST_BYTES + 1)
    hall, mark = _form_behind(said)
    content = said["use"].encode() + mark + picture
    return once(lambda: hall, content, lambda: _keep(picture, owner_of(said["use"], mark)))


def _form_behind(said: dict[str, Any]) -> tuple[int, bytes]:
    """The hall of the form that the photo is for, and what marks that form."""
    if said["use"] == "case":
        key = receipt_hash(said["secret_code"])
        number = normalise(said["number"]) or number_opened_by(key)
        return hall_opened(number, key).id, key
    if said["use"] == "second_rating":
        known = receipt_hash(said["receipt"])
        return rating_of_receipt(known).hall_id, known
    scan = scan_of(said["ticket"], wiring().settings)
    return scanned_window(scan.code).hall.id, scan.nonce


def _keep(picture: bytes, owner: bytes) -> Response:
    clean = sanitise(picture)
    name = wiring().photo_store.save(clean.jpeg)
    photo = CleanedPhoto(name, clean.sha256.hex(), clean.width, clean.height)
    references = References(owner, ticket_keys(wiring().settings))
    reference = references.reference(photo, now=clock.now())
    return answered({"reference": reference, "width": clean.width, "height": clean.height}, 201)
