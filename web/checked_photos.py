"""Where does WeChat fetch a photo that it is asked to look at?"""

from flask import Blueprint, Flask, Response

from server import clock
from server.gate import Door, open_to, wiring
from server.queries.safety.picture_address import picture_named
from web.errors import answer_on

pictures = Blueprint("checked_photos", __name__)
answer_on(pictures)


def register(app: Flask) -> None:
    """Give the app the address."""
    app.register_blueprint(pictures)


@pictures.get("/wechat/pictures/<token>")
@open_to(Door.PUBLIC)
def checked_photo(token: str) -> Response:
    """The one photo that the sealed address opens, for half an hour."""
    name = picture_named(token, wiring().settings, now=clock.now())
    picture = Response(wiring().photo_store.read(name), mimetype="image/jpeg")
    picture.headers["Cache-Control"] = "no-store"
    return picture
