"""A citizen sees the photos of their own case again; nobody finds them without having opened it."""

from flask import Response

from photos.store import UnknownPhoto
from qr.codes import normalise
from server import clock
from server.errors import UnknownCase
from server.gate import Door, open_to, wiring
from server.queries.cases.opening import hall_opened
from server.queries.cases.own_story import own_story
from server.rules.cases.takers import Citizen
from web.citizen.opened import opened
from web.citizen.routes import feedback

# A picture is all it can be: even if a browser took it for a page, nothing in it would run.
POLICY = "default-src 'none'; sandbox; frame-ancestors 'none'"


@feedback.get("/c/<number>/photos/<name>")
@open_to(Door.CITIZEN)
def case_photo(number: str, name: str) -> Response:
    """The photo, once the case is open in this browser. Raises UnknownCase and UnknownPhoto."""
    now, wanted = clock.now(), normalise(number)
    browsing = opened(now)
    if browsing is None:
        raise UnknownCase
    hall = hall_opened(wanted, browsing.key)
    story = own_story(hall, wanted, Citizen(browsing.key), now=now)
    if name not in {photo.name for photo in story.photos}:
        raise UnknownPhoto
    picture = Response(wiring().photo_store.read(name), mimetype="image/jpeg")
    picture.headers["Content-Disposition"] = 'inline; filename="photo.jpg"'
    picture.headers["Content-Security-Policy"] = POLICY
    return picture
