"""How does somebody sign in, show the second factor, show it again, and sign out?"""

import hmac
from dataclasses import dataclass
from hashlib import sha256

from flask import Response, render_template, request

from server import clock
from server.actions.accounts.second_factor import ShownCode
from server.actions.accounts.show_code import show_code
from server.actions.accounts.show_password_again import show_password_again
from server.actions.accounts.sign_in import Credentials, sign_in
from server.actions.accounts.sign_out import sign_out
from server.errors import ChuangpingError
from server.gate import (
    PASSWORD_SHOWN,
    SIGNED_IN,
    Door,
    client_address,
    console_sign_in,
    open_to,
    status_of,
    wiring,
)
from server.gate.console import LOGIN, SECOND
from web.console import cookies, way_back
from web.console.answers import see_other
from web.console.routes import office
from web.errors import remember

SOURCE_LETTERS = 12


@dataclass(frozen=True)
class DoorPage:
    """A page of the door with what was typed; never with a password."""

    template: str
    name: str = ""
    words: str = ""

    def again(self, error: ChuangpingError, sentence: str) -> Response:
        """The page once more, with what went wrong."""
        return self.show(trouble=sentence, status=status_of(error))

    def show(self, *, trouble: str = "", status: int = 200) -> Response:
        """The page."""
        html = render_template(
            f"console/{self.template}.html",
            name=self.name,
            trouble=trouble,
            next=way_back.asked(),
            is_kept="kept=1" in way_back.asked(),
        )
        return Response(html, status)


@office.get("/console/login")
@open_to(Door.PUBLIC)
def login() -> Response:
    """Where one signs in."""
    return DoorPage("login").show()


@office.post("/console/login")
@open_to(Door.PUBLIC)
def log_in() -> Response:
    """A name and a password; the second factor comes next where one is needed."""
    name = request.form.get("name", "")
    remember(DoorPage("login", name))
    device = cookies.device_token()
    typed = Credentials(name, request.form.get("password", ""), device, source())
    opened = sign_in(typed, now=clock.now())
    onward = way_back.asked() if opened.is_verified else way_back.by(SECOND)
    return cookies.known(cookies.signed_in(see_other(onward), opened.token), device)


@office.get("/console/second")
@open_to(Door.CONSOLE, PASSWORD_SHOWN)
def second_factor() -> Response:
    """Where the second factor is shown; to set one up where there is none."""
    if not console_sign_in().has_second_factor:
        return see_other(way_back.by("/console/enrol"))
    return DoorPage("second").show()


@office.post("/console/second")
@open_to(Door.CONSOLE, PASSWORD_SHOWN)
def show_second_factor() -> Response:
    """A code of the second factor."""
    remember(DoorPage("second"))
    return cookies.signed_in(see_other(way_back.asked()), _code_shown())


@office.get("/console/fresh")
@open_to(Door.CONSOLE, SIGNED_IN)
def ask_again() -> Response:
    """Who one is, once more, before something grave."""
    return DoorPage(_again()).show()


@office.post("/console/fresh")
@open_to(Door.CONSOLE, SIGNED_IN)
def show_again() -> Response:
    """A code again, or the password where there is no second factor."""
    remember(DoorPage(_again()))
    if console_sign_in().has_second_factor:
        token = _code_shown()
    else:
        password = request.form.get("password", "")
        token = show_password_again(console_sign_in(), password, now=clock.now())
    return cookies.signed_in(see_other(way_back.asked()), token)


@office.post("/console/logout")
@open_to(Door.CONSOLE, PASSWORD_SHOWN)
def log_out() -> Response:
    """The sign-in ends."""
    sign_out(console_sign_in(), now=clock.now())
    return cookies.signed_out(see_other(LOGIN))


def source() -> str:
    """What stands for the network address: keyed, so that the audit tells one from another only."""
    settings = wiring().settings
    address = client_address(settings.trusted_proxies).encode()
    return hmac.new(settings.key("address"), address, sha256).hexdigest()[:SOURCE_LETTERS]


def shown_code() -> ShownCode:
    """The code that the form brings."""
    return ShownCode(request.form.get("one_time_code", ""), wiring().settings.keys("totp"))


def _code_shown() -> str:
    return show_code(console_sign_in(), shown_code(), now=clock.now())


def _again() -> str:
    return "fresh_code" if console_sign_in().has_second_factor else "fresh_password"
