"""How does somebody set up their second factor, and get codes for paper?"""

from base64 import b64encode
from dataclasses import dataclass

from flask import Response, render_template, request

from qr.codes import in_groups
from qr.symbol import svg
from server import clock
from server.actions.accounts.confirm_second_factor import confirm_second_factor
from server.actions.accounts.offers import Offer, offer_seed, offered
from server.actions.accounts.renew_recovery_codes import renew_recovery_codes
from server.actions.accounts.second_factor import enrolment_address
from server.errors import ChuangpingError
from server.gate import (
    PASSWORD_SHOWN,
    SIGNED_IN,
    Door,
    console_actor,
    console_sign_in,
    open_to,
    status_of,
    wiring,
)
from server.gate.console import ENROL, SECOND
from web.console import cookies, way_back
from web.console.answers import page, see_other
from web.console.door import shown_code
from web.console.routes import office
from web.errors import remember

ANEW = "/console/me/second-factor"


@dataclass(frozen=True)
class EnrolmentPage:
    """The symbol to scan, and a place for the first code."""

    offer: Offer
    action: str
    words: str = ""

    def again(self, error: ChuangpingError, sentence: str) -> Response:
        """The same symbol once more, with what went wrong."""
        return self.show(trouble=sentence, status=status_of(error))

    def show(self, *, trouble: str = "", status: int = 200) -> Response:
        """The page."""
        symbol = svg(enrolment_address(self.offer.seed, console_actor().name))
        html = render_template(
            "console/enrol.html",
            symbol="data:image/svg+xml;base64," + b64encode(symbol.encode()).decode(),
            seed=in_groups(self.offer.seed),
            sealed=self.offer.sealed,
            action=self.action,
            trouble=trouble,
            next=way_back.asked(),
        )
        return Response(html, status)


@office.get(ENROL)
@open_to(Door.CONSOLE, PASSWORD_SHOWN)
def enrol() -> Response:
    """The first second factor of an account."""
    return see_other(way_back.by(SECOND)) if _has_one() else _offer(ENROL)


@office.post(ENROL)
@open_to(Door.CONSOLE, PASSWORD_SHOWN)
def confirm_enrolment() -> Response:
    """The first code of the first second factor."""
    return see_other(way_back.by(SECOND)) if _has_one() else _confirm(ENROL)


@office.get(ANEW)
@open_to(Door.CONSOLE, SIGNED_IN, needs_fresh=True)
def enrol_anew() -> Response:
    """Another second factor in place of the one in force."""
    return _offer(ANEW)


@office.post(ANEW)
@open_to(Door.CONSOLE, SIGNED_IN, needs_fresh=True)
def confirm_enrolment_anew() -> Response:
    """The first code of the other second factor; from then on the old one shows nothing."""
    return _confirm(ANEW)


@office.post("/console/me/recovery-codes")
@open_to(Door.CONSOLE, SIGNED_IN, needs_fresh=True)
def fresh_recovery_codes() -> Response:
    """Ten fresh recovery codes, shown this once."""
    return _codes(renew_recovery_codes(console_actor(), now=clock.now()))


def _has_one() -> bool:
    return console_sign_in().has_second_factor


def _offer(action: str) -> Response:
    offer = offer_seed(console_sign_in(), wiring().settings.key("totp"))
    return EnrolmentPage(offer, action).show()


def _confirm(action: str) -> Response:
    shown, sign_in = shown_code(), console_sign_in()
    offer = offered(request.form.get("seed", ""), sign_in, shown.keys)
    remember(EnrolmentPage(offer, action))
    enrolled = confirm_second_factor(sign_in, offer.seed, shown, now=clock.now())
    return cookies.signed_in(_codes(enrolled.recovery_codes), enrolled.token)


def _codes(codes: tuple[str, ...]) -> Response:
    shown = [in_groups(code) for code in codes]
    return page("console/recovery_codes.html", codes=shown, next=way_back.asked())
