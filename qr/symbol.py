"""How does an address become a symbol that a camera reads? (QR code, ISO/IEC 18004)

Level M: at equal printed size it is read more often than Q and H, whose modules are smaller.
For the same reason there is no logo in the middle.
"""

import io
from collections.abc import Iterator
from itertools import pairwise

from PIL import Image
from qrcode.constants import ERROR_CORRECT_M
from qrcode.main import QRCode

from server.errors import ChuangpingError

QUIET_MODULES = 4
"""White on all four sides, as the standard asks."""

LONGEST_ADDRESS = 120
"""Bytes. A longer address makes modules too small for the poster; ours have about 40."""

Matrix = tuple[tuple[bool, ...], ...]
Corner = tuple[int, int]


class AddressTooLong(ChuangpingError):
    """An address makes a symbol too fine to be read from a poster."""

    code = "poster.address_too_long"


def matrix(address: str) -> Matrix:
    """Rows of modules, True for dark, without the quiet zone.

    Raises AddressTooLong beyond 120 bytes.
    """
    if len(address.encode()) > LONGEST_ADDRESS:
        raise AddressTooLong(longest=LONGEST_ADDRESS)
    symbol = QRCode(error_correction=ERROR_CORRECT_M, border=0)
    symbol.add_data(address)
    symbol.make(fit=True)
    return tuple(tuple(bool(module) for module in row) for row in symbol.get_matrix())


def png(address: str, *, module_pixels: int = 10) -> bytes:
    """A black and white PNG with its quiet zone; every module is a whole number of pixels wide."""
    rows = matrix(address)
    side = len(rows) + 2 * QUIET_MODULES
    picture = Image.new("1", (side, side), 1)
    for y, row in enumerate(rows, QUIET_MODULES):
        for x, dark in enumerate(row, QUIET_MODULES):
            picture.putpixel((x, y), not dark)
    width = side * module_pixels
    file = io.BytesIO()
    picture.resize((width, width), Image.Resampling.NEAREST).save(file, "PNG", optimize=True)
    return file.getvalue()


def svg(address: str) -> str:
    """An SVG document with its quiet zone, one unit a module: ``viewBox="0 0 37 37"``.

    The dark areas are drawn along their outlines, in one path: no hairlines between modules when
    printed, and about half the size of one rectangle for each run.
    """
    rows = matrix(address)
    side = len(rows) + 2 * QUIET_MODULES
    path = "".join(_drawn(outline) for outline in _outlines(rows))
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {side} {side}">'
        f'<path fill="#fff" d="M0 0h{side}v{side}H0z"/><path d="{path}"/></svg>'
    )


def _outlines(rows: Matrix) -> Iterator[list[Corner]]:
    """Closed walks along the borders between dark and light, dark on the right hand."""
    steps = _borders(rows)
    while steps:
        start = next(iter(steps))
        walk = [start]
        while (ends := steps.get(walk[-1])) is not None:
            walk.append(ends.pop())
            if not ends:
                del steps[walk[-2]]
        yield walk


def _borders(rows: Matrix) -> dict[Corner, list[Corner]]:
    """From each corner the corners one step further along a border."""
    dark = {(x, y) for y, row in enumerate(rows) for x, module in enumerate(row) if module}
    steps: dict[Corner, list[Corner]] = {}
    for x, y in sorted(dark, key=lambda module: module[::-1]):
        a, b, c, d = (x, y), (x + 1, y), (x + 1, y + 1), (x, y + 1)
        sides = {(x, y - 1): (a, b), (x + 1, y): (b, c), (x, y + 1): (c, d), (x - 1, y): (d, a)}
        for neighbour, (start, end) in sides.items():
            if neighbour not in dark:
                steps.setdefault(start, []).append(end)
    return steps


def _drawn(walk: list[Corner]) -> str:
    """A closed walk as path commands; steps in one direction are one command."""
    x, y = walk[0]
    lengths: list[list[int]] = []
    for (x1, y1), (x2, y2) in pairwise(walk):
        step = [x2 - x1, y2 - y1]
        if lengths and [bool(n) for n in lengths[-1]] == [bool(n) for n in step]:
            lengths[-1] = [lengths[-1][0] + step[0], lengths[-1][1] + step[1]]
        else:
            lengths.append(step)
    sides = "".join(f"h{dx}" if dx else f"v{dy}" for dx, dy in lengths[:-1])
    return f"M{x + QUIET_MODULES} {y + QUIET_MODULES}{sides}z"
