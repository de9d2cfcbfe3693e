"""Which photos came with a form of inspections, and how is one shown?"""

from collections.abc import Iterable
from datetime import datetime

from flask import Response, request
from werkzeug.datastructures import FileStorage, MultiDict

from server.gate import wiring
from server.queries.codes.scans import ticket_keys
from server.rules.ratings.form import MOST_PHOTOS, CleanedPhoto
from web.citizen.photos import Album, Photos
from web.citizen.uploads import Sent

# A picture is all it can be: even if a browser took it for a page, nothing in it would run.
POLICY = "default-src 'none'; sandbox; frame-ancestors 'none'"


def sent_photos(nonce: bytes, now: datetime) -> Photos:
    """The photos of this request, those kept from its first try too; new ones are cleaned."""
    files = [file for file in request.files.getlist("photos") if file.filename]
    kept = MultiDict([("kept", text) for text in request.form.getlist("kept_photo")])
    sent = Sent(kept, _contents(files[:MOST_PHOTOS]), max(0, len(files) - MOST_PHOTOS))
    return _album(nonce).photos(sent, now)


def kept_again(photos: Iterable[CleanedPhoto], nonce: bytes, now: datetime) -> list[str]:
    """What stands for kept photos in the form that is shown again."""
    return _album(nonce).sealed(photos, now)


def picture(name: str) -> Response:
    """The stored photo of that name. Raises UnknownPhoto."""
    answer = Response(wiring().photo_store.read(name), mimetype="image/jpeg")
    answer.headers["Content-Disposition"] = 'inline; filename="photo.jpg"'
    answer.headers["Content-Security-Policy"] = POLICY
    return answer


def _contents(files: Iterable[FileStorage]) -> tuple[bytes, ...]:
    return tuple(content for file in files if (content := file.read()))


def _album(nonce: bytes) -> Album:
    return Album(wiring().photo_store, ticket_keys(wiring().settings), nonce)
