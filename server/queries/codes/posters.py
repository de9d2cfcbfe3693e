"""Which posters does a hall hang at its windows?"""

from dataclasses import dataclass
from ipaddress import ip_address
from urllib.parse import urlsplit

from documents.posters import Poster
from qr import symbol
from server.errors import ChuangpingError
from server.queries.registry.halls import Hall
from server.queries.registry.windows import HallWindow, hall_windows, window_numbered

CODE_PATH = "/w/"


class PosterLeadsNowhere(ChuangpingError):
    """The public address is this machine's own: no citizen's phone could open what is printed."""

    code = "poster.leads_nowhere"


@dataclass(frozen=True)
class WindowPoster:
    """A window and its poster; the symbol is in it as SVG."""

    window: HallWindow
    poster: Poster


def code_address(public_url: str, code: str) -> str:
    """The address that a window's symbol holds."""
    return f"{public_url}{CODE_PATH}{code}"


def hall_posters(
    hall: Hall, public_url: str, window_number: str | None = None
) -> tuple[WindowPoster, ...]:
    """The posters of the hall's open windows that have a code, or of one window.

    Raises PosterLeadsNowhere for an address of this machine, UnknownWindow.
    """
    check_reachable(public_url)
    windows = (
        hall_windows(hall.id)
        if window_number is None
        else (window_numbered(hall.id, window_number),)
    )
    return tuple(
        WindowPoster(window, _poster(hall, window, window.code, public_url))
        for window in windows
        if window.code is not None and window.closed_on is None
    )


def check_reachable(public_url: str) -> None:
    """Raises PosterLeadsNowhere for localhost and its numbers."""
    host = urlsplit(public_url).hostname or ""
    if host == "localhost" or host.endswith(".localhost") or _is_own_number(host):
        raise PosterLeadsNowhere(address=public_url)


def _is_own_number(host: str) -> bool:
    try:
        number = ip_address(host)
    except ValueError:
        return False
    return number.is_loopback or number.is_unspecified


def _poster(hall: Hall, window: HallWindow, code: str, public_url: str) -> Poster:
    address = code_address(public_url, code)
    return Poster(
        hall=hall.name,
        window_number=window.number,
        window_name=window.name,
        code=code,
        address=address,
        domain=urlsplit(public_url).netloc,
        symbol_svg=symbol.svg(address),
        phone=hall.phone or None,
    )
