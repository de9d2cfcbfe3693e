"""A signed-in person sends a photo ahead of the form that it belongs to."""

from typing import Any

from flask import Response, request

from api.fields import File, Words
from api.photo_references import References, owner_of
from api.photos import PhotoOut
from api.repeats import HEADER, PARAMETER, PATTERN, once
from api.section import Section
from api.shape import MULTIPART, Shape
from api.staff_shapes import OwnIn
from api.wire import answered
from photos.cleaning import sanitise
from photos.errors import MOST_BYTES
from server import clock
from server.gate import SIGNED_IN, Door, console_actor, console_hall, open_to, wiring
from server.queries.codes.scans import ticket_keys
from server.rules.ratings.form import CleanedPhoto

LONGEST_ADDRESS = 200
OWNER = "staff"
JPEG = "image/jpeg"
# A picture is all it can be: even if a browser took it for a page, nothing in it would run.
POLICY = "default-src 'none'; sandbox; frame-ancestors 'none'"

section = Section("staff_photos", "工作人员的照片 Photos of people at work")


class StaffPhotoIn(Shape):
    """一张照片，和它所属的表单 A photo, and the form that it belongs to"""

    photo = File(required=True, metadata={"description": "JPEG、PNG 或 WebP，最大 10 MB"})
    form = Words(
        most=LONGEST_ADDRESS,
        least=1,
        required=True,
        metadata={"description": "表单要 POST 到的地址，如 /api/v1/office/cases/7KQ2M4XT9B/steps"},
    )
    sent_with = Words(
        most=128,
        pattern=PATTERN,
        required=True,
        metadata={"description": "表单发送时的 Idempotency-Key"},
    )


@section.route("/staff/me/photos", methods=["POST"], parameters=[PARAMETER])
@open_to(Door.CONSOLE, SIGNED_IN)
@section.arguments(OwnIn, location="query")
@section.arguments(StaffPhotoIn, location="form", content_type=MULTIPART)
@section.response(201, PhotoOut)
def send_own_photo(asked: dict[str, Any], said: dict[str, Any]) -> Response:
    """上传一张照片 Send a photo ahead of its form

    照片会重新绘制：拍摄地点等信息不保存。凭据只能用于同一人、同一地址、同一幂等键的表单。
    """
    del asked
    with said["photo"].stream as file:
        picture = file.read(MOST_BYTES + 1)
    references = _references(said["form"], said["sent_with"])
    return once(
        lambda: console_hall().id,
        references.owner + picture,
        lambda: _keep(picture, references),
    )


def photos_of_form(references: list[str]) -> tuple[CleanedPhoto, ...]:
    """The photos that this request's form names. Raises ShapeProblems for those of another form."""
    if not references:
        return ()
    own = _references(request.path, request.headers.get(HEADER, ""))
    return own.photos(references, now=clock.now())


def picture(name: str) -> Response:
    """The stored photo of that name. Raises UnknownPhoto."""
    answer = Response(wiring().photo_store.read(name), mimetype=JPEG)
    answer.headers["Content-Disposition"] = 'inline; filename="photo.jpg"'
    answer.headers["Content-Security-Policy"] = POLICY
    return answer


def _references(address: str, key: str) -> References:
    mark = f"{console_actor().account_id}|{address}|{key}".encode()
    return References(owner_of(OWNER, mark), ticket_keys(wiring().settings))


def _keep(taken: bytes, references: References) -> Response:
    clean = sanitise(taken)
    name = wiring().photo_store.save(clean.jpeg)
    photo = CleanedPhoto(name, clean.sha256.hex(), clean.width, clean.height)
    reference = references.reference(photo, now=clock.now())
    return answered({"reference": reference, "width": clean.width, "height": clean.height}, 201)
