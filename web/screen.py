"""What does the screen at a window show: who serves, and the code that proves one was there?"""

import base64
import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta
from hashlib import sha256
from pathlib import Path

from flask import Blueprint, Flask, Response, abort, render_template, request

from qr.screens import STEP_SECONDS, rotating_code
from qr.symbol import svg
from server import clock
from server.actions.codes.issue_pairing import PAIRING_LIFE
from server.actions.codes.pair_screen import pair_screen
from server.errors import ChuangpingError
from server.gate import Door, open_to, status_of, wiring
from server.queries.codes.scans import screen_key
from server.queries.codes.screens import PairedScreen, paired_screen
from server.queries.registry.serving import serving
from server.rules.kiosk import KioskMode
from web.citizen.thanks import see_other
from web.compression import compressed
from web.errors import answer_on, remember
from web.kiosk import kiosk_page, kiosk_state, mode_of, take_answer
from web.layout import link

# Browsers keep a cookie for 400 days at most; each showing renews it.
COOKIE_LIFE = timedelta(days=400)
TOKEN_BYTES = 32
SERVER_FAULT = 500
FORBIDDEN = 403

display = Blueprint("display", __name__, template_folder=str(Path(__file__).parent / "templates"))
display.after_request(compressed)
answer_on(display)


@dataclass(frozen=True)
class PairingPage:
    """What a device that is no screen yet shows."""

    window: str
    words: str = ""

    def again(self, error: ChuangpingError, sentence: str) -> Response:
        """The question for the pairing code once more."""
        return self.show(trouble=sentence, status=status_of(error))

    def show(self, *, trouble: str = "", status: int = FORBIDDEN) -> Response:
        """How to pair."""
        minutes = int(PAIRING_LIFE / timedelta(minutes=1))
        html = render_template(
            "screen/pairing.html", window=self.window, minutes=minutes, trouble=trouble
        )
        return Response(html, status)


@display.get("/screen/<window>")
@open_to(Door.SCREEN)
def show(window: str) -> Response:
    """The screen of a paired device; how to pair it on any other."""
    token = _token()
    screen = _paired(window)
    if screen is None:
        return PairingPage(window).show()
    now = clock.now()
    mode = mode_of(screen.hall, now)
    page = shown(screen, now) if mode is KioskMode.OFF else kiosk_page(screen, mode, now)
    return _remembering(Response(page), token)


@display.get("/screen/<window>/state")
@open_to(Door.SCREEN)
def state(window: str) -> Response:
    """What changes on a tablet that takes ratings; 403 for any device that is none."""
    screen, now = _tablet(window), clock.now()
    symbol = _picture(address) if (address := _address(screen, now)) else ""
    return _remembering(kiosk_state(screen, symbol, seconds_left(now), now), _token())


@display.post("/screen/<window>/answers")
@open_to(Door.SCREEN)
def answers(window: str) -> Response:
    """What somebody pressed on the tablet, or that nobody did."""
    return take_answer(_tablet(window))


@display.post("/screen/<window>/pair")
@open_to(Door.SCREEN)
def pair(window: str) -> Response:
    """A device shows its pairing code and becomes the screen."""
    remember(PairingPage(window))
    token = secrets.token_urlsafe(TOKEN_BYTES)
    pair_screen(request.form.get("code", ""), device_token=token, now=clock.now())
    return _remembering(see_other(link("display.show", window=window)), token)


@display.after_request
def try_again_soon(response: Response) -> Response:
    """Nobody stands at a screen to reload it after a fault."""
    if response.status_code >= SERVER_FAULT:
        response.headers["Refresh"] = str(STEP_SECONDS)
    return response


def register(app: Flask) -> None:
    """Give the app the screens' pages."""
    app.register_blueprint(display)


def shown(screen: PairedScreen, now: datetime) -> str:
    """The page: the code of this step while the hall is open, else that there is a pause."""
    on_duty = serving(screen.hall, screen.window_id, now)
    is_shown = on_duty.is_open and screen.place is not None
    address = _address(screen, now)
    return render_template(
        "screen/screen.html",
        screen=screen,
        people=on_duty.people,
        is_open=on_duty.is_open,
        symbol=_picture(address) if is_shown else "",
        domain=wiring().settings.domain,
        seconds=seconds_left(now),
    )


def seconds_left(now: datetime) -> int:
    """After how many seconds the next code is due, at least one."""
    return STEP_SECONDS - int(now.timestamp()) % STEP_SECONDS


def cookie_name() -> str:
    """The name that lets a browser accept the cookie over https alone, where there is https."""
    return "__Host-screen" if _is_https() else "screen"


def _token() -> str:
    return request.cookies.get(cookie_name(), "")


def _paired(window: str) -> PairedScreen | None:
    """The screen that this device is of that window, None where it is none."""
    screen = paired_screen(sha256(_token().encode()).digest())
    is_it = screen is not None and screen.number.casefold() == window.casefold()
    return screen if is_it else None


def _tablet(window: str) -> PairedScreen:
    """The screen of that window, where it takes ratings; 403 for any other device."""
    screen = _paired(window)
    if screen is None or mode_of(screen.hall, clock.now()) is KioskMode.OFF:
        abort(FORBIDDEN)
    return screen


def _address(screen: PairedScreen, now: datetime) -> str:
    if screen.place is None:
        return ""
    settings = wiring().settings
    code = rotating_code(screen_key(screen.place, settings), now)
    return f"{settings.public_url}/w/{screen.place.code}?k={code}"


def _picture(address: str) -> str:
    return "data:image/svg+xml;base64," + base64.b64encode(svg(address).encode()).decode()


def _remembering(response: Response, token: str) -> Response:
    """The answer with the device's token, which pages cannot read and other sites cannot use."""
    response.set_cookie(
        cookie_name(),
        token,
        max_age=COOKIE_LIFE,
        secure=_is_https(),
        httponly=True,
        samesite="Strict",
    )
    return response


def _is_https() -> bool:
    return wiring().settings.public_url.startswith("https://")
