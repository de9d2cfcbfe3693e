"""What hangs at a window for citizens to scan?"""

import json
import re
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from enum import Enum

from documents.typesetting import Job, typeset
from server.errors import ChuangpingError

TEMPLATE = "poster.typ"
QUIET_MODULES = 4
"""The white border that a symbol brings with it; the sizes below are without it."""


class PosterSize(Enum):
    """Paper, and the edge of the symbol on it: a tenth of the distance it is scanned from."""

    A4 = (210, 297, 100)
    A5 = (148, 210, 60)

    def __init__(self, width: int, height: int, symbol: int) -> None:
        self.width, self.height, self.symbol = width, height, symbol
        """All in millimetres."""


@dataclass(frozen=True)
class Poster:
    """What a poster says.

    ``symbol_svg`` holds ``address`` as a square SVG, one unit a module, with four modules of white
    on each side. ``domain`` is the host that must open when it is scanned. ``code`` is the window's
    code, also as text. ``phone`` is the supervisor's, where the hall has one.
    """

    hall: str
    window_number: str
    window_name: str
    code: str
    address: str
    domain: str
    symbol_svg: str
    phone: str | None = None


class NoPosters(ChuangpingError):
    """There is nothing to print."""

    code = "poster.none"


def posters_pdf(posters: Sequence[Poster], size: PosterSize) -> bytes:
    """One PDF with a page for each poster, in their order; the same posters give the same bytes.

    Texts that are too long are set smaller, never cut. Raises NoPosters for an empty sequence.
    """
    # A poster is paper: tags for screen readers would treble the file and serve nobody.
    return typeset(Job(TEMPLATE, _facts(posters, size), tags=False))


def poster_png(poster: Poster, size: PosterSize, *, ppi: int = 150) -> bytes:
    """One poster as a picture with so many pixels an inch."""
    return typeset(Job(TEMPLATE, _facts([poster], size), kind="png", ppi=ppi))


def _facts(posters: Sequence[Poster], size: PosterSize) -> str:
    if not posters:
        raise NoPosters
    page = {
        "title": f"{posters[0].hall} 评价码牌",
        "width": size.width,
        "height": size.height,
        "unit": size.width / PosterSize.A4.width,
        "posters": [
            asdict(poster) | {"symbol_width": _printed_width(poster, size)} for poster in posters
        ],
    }
    return json.dumps(page)


def _printed_width(poster: Poster, size: PosterSize) -> float:
    """Millimetres of the symbol with its white border, so that the dark part has its size."""
    side = re.match(r'<svg [^>]*viewBox="0 0 (\d+) \1"', poster.symbol_svg)
    if side is None:
        msg = "a symbol is a square SVG, one unit a module"
        raise ValueError(msg)
    modules = int(side[1])
    return size.symbol * modules / (modules - 2 * QUIET_MODULES)
