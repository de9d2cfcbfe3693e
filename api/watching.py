"""Words and photos that a phone sent: WeChat is asked about them later, by the worker."""

from collections.abc import Iterable

from server import clock
from server.actions.safety.ask_wechat import ask_wechat
from server.gate import phone_openid, wiring
from server.queries.safety.checks import SEALING
from server.rules.ratings.form import RatingForm
from server.rules.safety.holding import Place


def watch(hall_id: int, sent: Iterable[tuple[Place, str]]) -> None:
    """Have these looked at, where a phone sent them and a mini-program is set up."""
    openid, about = phone_openid(), list(sent)
    if openid is None or wiring().wechat is None or not about:
        return
    key = wiring().settings.key(SEALING)
    ask_wechat(hall_id, about, openid, key=key, now=clock.now())


def sent_with(rating_id: int, form: RatingForm) -> Iterable[tuple[Place, str]]:
    """What others may see of a rating one day: its words; and its photos."""
    if form.text.strip():
        yield Place.RATING, str(rating_id)
    for photo in form.photos:
        yield Place.PHOTO, photo.name
