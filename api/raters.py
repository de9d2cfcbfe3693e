"""With which account was a rating sent?"""

from server.gate import phone_openid, wiring
from server.queries.ratings.raters import SEALING
from server.queries.wechat.phones import HASHING
from server.rules.ratings.raters import Rater


def rater() -> Rater | None:
    """The account of the phone; None without one, which is as good.

    A bearer that is wrong or over is no account: nobody is refused for it.
    """
    openid, settings = phone_openid(), wiring().settings
    if openid is None:
        return None
    return Rater(openid, settings.keys(SEALING), settings.keys(HASHING))
