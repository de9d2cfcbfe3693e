"""Which codes and screens do the windows have, and what hangs there for citizens to scan?"""

import base64
from collections.abc import Iterable
from datetime import timedelta

from flask import Response, abort, request

from documents.posters import PosterSize, posters_pdf
from qr.codes import in_groups
from qr.symbol import png, svg
from server import clock
from server.actions.codes.issue_codes import issue_codes
from server.actions.codes.issue_pairing import PAIRING_LIFE, issue_pairing
from server.actions.codes.replace_code import replace_code
from server.actions.codes.revoke_code import revoke_code
from server.actions.codes.revoke_screens import revoke_screens
from server.gate import Door, console_actor, console_hall, open_to, wiring
from server.queries.codes.posters import code_address, hall_posters
from server.queries.codes.strays import stray_scans
from server.queries.codes.window_history import (
    codes_of_window,
    issue_days,
    screen_counts,
    screens_of_window,
)
from server.queries.registry.windows import HallWindow, hall_windows, window_numbered
from server.rules.accounts.roles import Permission
from server.rules.months import day_of
from web.console.answers import attached, page, see_other
from web.console.asked import asked
from web.console.routes import at, office

PAGE = "/console/codes"
MANAGES = Permission.MANAGE_CODES
LOOKED_BACK = timedelta(days=90)
SIZES = {"A4": PosterSize.A4, "A5": PosterSize.A5}


@office.get(PAGE)
@open_to(Door.CONSOLE, MANAGES)
def codes() -> Response:
    """Every open window with its code and its screens."""
    hall = console_hall()
    windows = [each for each in hall_windows(hall.id) if not each.closed_on]
    return page(
        "console/codes/list.html",
        windows=windows,
        lacking=[each for each in windows if each.code is None],
        issued=issue_days(hall.id),
        screens=screen_counts(hall.id),
    )


@office.post(f"{PAGE}/issue")
@open_to(Door.CONSOLE, MANAGES)
def issue() -> Response:
    """Every window that never had a code gets one."""
    issue_codes(console_hall().id, by=console_actor(), now=clock.now())
    return see_other(at(PAGE, done="codes_issued"))


@office.get(f"{PAGE}/strays")
@open_to(Door.CONSOLE, MANAGES)
def strays() -> Response:
    """Codes that lead nowhere and were scanned."""
    hall = console_hall()
    since = day_of(clock.now(), hall.zone) - LOOKED_BACK
    return page("console/codes/strays.html", found=stray_scans(hall.id, since=since), since=since)


@office.get(f"{PAGE}/posters.pdf")
@open_to(Door.CONSOLE, MANAGES)
def posters() -> Response:
    """The posters of the hall, or of ``?window=``, on ``?size=A4`` or A5."""
    size = asked("size") or "A4"
    hall, window = console_hall(), asked("window") or None
    found = hall_posters(hall, wiring().settings.public_url, window)
    content = posters_pdf([each.poster for each in found], SIZES.get(size) or abort(404))
    return _file(content, "application/pdf", f"{hall.code}-{window or 'posters'}-{size}.pdf")


@office.get(f"{PAGE}/windows/<path:number>")
@open_to(Door.CONSOLE, MANAGES)
def window(number: str) -> Response:
    """One window's code, its symbol, what it had before, and its screens."""
    return window_page(number)


@office.get(f"{PAGE}/symbol.svg")
@open_to(Door.CONSOLE, MANAGES)
def symbol_svg() -> Response:
    """The symbol of ``?window=`` as a drawing to be printed elsewhere."""
    code, address = _asked_symbol()
    return _file(svg(address).encode(), "image/svg+xml", f"{console_hall().code}-{code}.svg")


@office.get(f"{PAGE}/symbol.png")
@open_to(Door.CONSOLE, MANAGES)
def symbol_png() -> Response:
    """The symbol of ``?window=`` as a picture."""
    code, address = _asked_symbol()
    return _file(png(address), "image/png", f"{console_hall().code}-{code}.png")


@office.post(f"{PAGE}/windows/<path:number>/replace")
@open_to(Door.CONSOLE, MANAGES)
def replace(number: str) -> Response:
    """The window gets another code; the old poster stops working at once."""
    hall, shown = console_hall(), request.form.get("code", "")
    replace_code(hall.id, number, by=console_actor(), now=clock.now(), instead_of=shown)
    return see_other(at(f"{PAGE}/windows/{number}", done="code_replaced"))


@office.post(f"{PAGE}/windows/<path:number>/revoke")
@open_to(Door.CONSOLE, MANAGES)
def revoke(number: str) -> Response:
    """The window's code is taken out of use."""
    hall, shown = console_hall(), request.form.get("code", "")
    revoke_code(hall.id, number, by=console_actor(), now=clock.now(), instead_of=shown)
    return see_other(at(f"{PAGE}/windows/{number}", done="code_revoked"))


@office.post(f"{PAGE}/windows/<path:number>/pair")
@open_to(Door.CONSOLE, MANAGES)
def pair(number: str) -> Response:
    """The code that makes one device the window's screen; it is shown this once."""
    pairing = issue_pairing(console_hall().id, number, by=console_actor(), now=clock.now())
    return window_page(number, pairing=in_groups(pairing))


@office.post(f"{PAGE}/windows/<path:number>/unpair")
@open_to(Door.CONSOLE, MANAGES)
def unpair(number: str) -> Response:
    """Every screen of the window ends."""
    revoke_screens(console_hall().id, number, by=console_actor(), now=clock.now())
    return see_other(at(f"{PAGE}/windows/{number}", done="screens_revoked"))


def window_page(number: str, *, pairing: str = "") -> Response:
    """The page of one window. ``pairing`` is a pairing code just issued."""
    hall, settings = console_hall(), wiring().settings
    found = window_numbered(hall.id, number)
    address = code_address(settings.public_url, found.code) if found.code else ""
    return page(
        "console/codes/window.html",
        window=found,
        address=address,
        picture=_picture(address) if address else "",
        codes=codes_of_window(hall.id, found.id),
        screens=screens_of_window(hall.id, found.id),
        scanned=_strays_of(found, hall.id),
        pairing=pairing,
        pairing_minutes=PAIRING_LIFE // timedelta(minutes=1),
        screen_address=f"{settings.public_url}/screen/{number}",
        now=clock.now(),
    )


def _asked_symbol() -> tuple[str, str]:
    """The code of ``?window=`` and the address in its symbol; 404 where it has none."""
    code = window_numbered(console_hall().id, asked("window")).code or abort(404)
    return code, code_address(wiring().settings.public_url, code)


def _strays_of(window: HallWindow, hall_id: int) -> Iterable[object]:
    since = clock.now().date() - LOOKED_BACK
    return [each for each in stray_scans(hall_id, since=since) if each.window == window.number]


def _picture(address: str) -> str:
    return "data:image/svg+xml;base64," + base64.b64encode(svg(address).encode()).decode()


def _file(content: bytes, mimetype: str, name: str) -> Response:
    return attached(Response(content, mimetype=mimetype), name)
