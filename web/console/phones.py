"""Somebody's phone: given a code to bind it, shown once, and let go again."""

from base64 import b64encode
from dataclasses import dataclass

from flask import Response

from qr.codes import in_groups
from qr.symbol import svg
from server import clock
from server.actions.wechat.binding_codes import PURPOSE, IssuedCode
from server.actions.wechat.invite_own_phone import invite_own_phone
from server.actions.wechat.invite_phone import invite_phone
from server.actions.wechat.unbind_own_phone import unbind_own_phone
from server.actions.wechat.unbind_phone import unbind_phone
from server.errors import ChuangpingError
from server.gate import SIGNED_IN, Door, console_actor, console_sign_in, open_to, status_of, wiring
from web.console.accounts import MANAGES, PAGE, AccountPage, known
from web.console.answers import page, see_other
from web.console.me import ME, own_page
from web.console.routes import at, office
from web.errors import remember

ITS_PAGE = f"{PAGE}/people/<number>"


@dataclass(frozen=True)
class OwnPage:
    """The page of one's own account."""

    words: str = ""

    def again(self, error: ChuangpingError, sentence: str) -> Response:
        """The page once more, saying what was not done."""
        return own_page(trouble=sentence, status=status_of(error))


@office.post(f"{ITS_PAGE}/phone")
@open_to(Door.CONSOLE, MANAGES, needs_fresh=True)
def give_code(number: str) -> Response:
    """A code that binds the person's phone, shown this once."""
    remember(AccountPage(number))
    found = known(number)
    keys, by = wiring().settings.keys(PURPOSE), console_actor()
    issued = invite_phone(found.name, keys=keys, by=by, now=clock.now())
    return _code(issued, found.title, at(f"{PAGE}/people/{number}"))


@office.post(f"{ITS_PAGE}/phone/unbind")
@open_to(Door.CONSOLE, MANAGES, needs_fresh=True)
def let_go(number: str) -> Response:
    """The person's phone opens nothing any more."""
    remember(AccountPage(number))
    unbind_phone(known(number).name, by=console_actor(), now=clock.now())
    return see_other(at(f"{PAGE}/people/{number}", done="phone_let_go"))


@office.post(f"{ME}/phone")
@open_to(Door.CONSOLE, SIGNED_IN, needs_fresh=True)
def get_own_code() -> Response:
    """A code that binds one's own phone, shown this once."""
    remember(OwnPage())
    keys = wiring().settings.keys(PURPOSE)
    issued = invite_own_phone(console_actor(), keys=keys, now=clock.now())
    return _code(issued, console_sign_in().title, at(ME))


@office.post(f"{ME}/phone/unbind")
@open_to(Door.CONSOLE, SIGNED_IN)
def let_own_go() -> Response:
    """One's own phone opens nothing any more."""
    remember(OwnPage())
    unbind_own_phone(console_actor(), now=clock.now())
    return see_other(at(ME, done="phone_let_go"))


def _code(issued: IssuedCode, title: str, back: str) -> Response:
    return page(
        "console/phone_code.html",
        code=in_groups(issued.code),
        symbol="data:image/svg+xml;base64," + b64encode(svg(issued.code).encode()).decode(),
        expires_at=issued.expires_at,
        title=title,
        back=back,
    )
