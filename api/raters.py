"""With which account was a rating sent?"""

from server import gate
from server.queries.ratings.raters import BINDING, SEALING
from server.rules.ratings.raters import Rater


def rater() -> Rater | None:
    """The account of the phone; None without one, which is as good.

    A bearer that is wrong or over is no account: nobody is refused for it.
    """
    openid = getattr(gate, "phone_openid", lambda: None)()
    if not openid:
        return None
    settings = gate.wiring().settings
    return Rater(openid, settings.keys(SEALING), settings.keys(BINDING))
