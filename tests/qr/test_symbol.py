import io
import re

import pytest
import zxingcpp
from PIL import Image

from qr import symbol
from qr.symbol import AddressTooLong

ADDRESS = "https://pingjia.example/w/7Q2K9FXY"


def dark_modules(svg: str) -> list[list[bool]]:
    """Which modules the path of an SVG fills: right of an odd number of vertical sides."""
    side = int(re.findall(r'viewBox="0 0 (\d+) ', svg)[0])
    crossings = [[0] * (side + 1) for _ in range(side)]
    for outline in re.findall(r"M[^z]*z", svg.rpartition('d="')[2]):
        x, y, *_ = start = [int(n) for n in re.findall(r"^M(\d+) (\d+)", outline)[0]]
        ends = [(x, y)]
        for way, length in re.findall(r"([hv])(-?\d+)", outline):
            x, y = (x + int(length), y) if way == "h" else (x, y + int(length))
            ends.append((x, y))
        for (x1, y1), (x2, y2) in zip(ends, [*ends[1:], tuple(start)], strict=True):
            for row in range(min(y1, y2), max(y1, y2)) if x1 == x2 else ():
                crossings[row][x1] += 1
    return [[sum(row[: x + 1]) % 2 == 1 for x in range(side)] for row in crossings]


@pytest.mark.parametrize(
    ("address", "modules"),
    [
        (ADDRESS, 29),
        ("HTTPS://PINGJIA.EXAMPLE/W/7Q2K9FXY", 25),
        ("https://zwfw.pingjia.example.gov.cn/w/7Q2K9FXY?s=ABCDEFGHJKMNPQRS", 37),
    ],
    ids=["poster", "upper case", "screen"],
)
def test_an_address_has_the_symbol_of_level_m(address: str, modules: int) -> None:
    assert len(symbol.matrix(address)) == modules


@pytest.mark.parametrize("module_pixels", [1, 3, 10])
def test_each_module_of_a_png_is_a_whole_number_of_pixels(module_pixels: int) -> None:
    picture = Image.open(io.BytesIO(symbol.png(ADDRESS, module_pixels=module_pixels)))

    small = picture.resize((37, 37), Image.Resampling.NEAREST)
    assert picture.size == (37 * module_pixels, 37 * module_pixels)
    assert small.resize(picture.size, Image.Resampling.NEAREST).tobytes() == picture.tobytes()


def test_a_png_is_read_as_exactly_the_address_at_level_m() -> None:
    picture = Image.open(io.BytesIO(symbol.png(ADDRESS))).convert("L")

    found = zxingcpp.read_barcodes(picture)
    assert [(code.text, code.ec_level) for code in found] == [(ADDRESS, "M")]


def test_the_quiet_zone_is_four_modules_on_all_sides() -> None:
    picture = Image.open(io.BytesIO(symbol.png(ADDRESS, module_pixels=5))).convert("L")

    dark = picture.point(lambda grey: 255 - grey).getbbox()
    assert dark == (20, 20, 165, 165)


@pytest.mark.parametrize(
    "address", [ADDRESS, "https://a.example/", "https://例.example/评" + "x" * 80]
)
def test_an_svg_fills_exactly_the_dark_modules(address: str) -> None:
    modules = symbol.matrix(address)

    filled = dark_modules(symbol.svg(address))
    side = len(modules) + 8
    blank = [[False] * side] * 4
    assert filled == [*blank, *([False] * 4 + list(row) + [False] * 4 for row in modules), *blank]


def test_an_svg_is_small_and_one_path_on_white() -> None:
    svg = symbol.svg(ADDRESS)

    assert len(svg) < 2000
    assert svg.count("<path") == 2
    assert '<path fill="#fff" d="M0 0h37v37H0z"/>' in svg


def test_an_address_too_long_for_a_poster_is_refused() -> None:
    longest = "https://a.example/" + "x" * 102

    assert symbol.matrix(longest)
    with pytest.raises(AddressTooLong):
        symbol.matrix(longest + "x")
