import io
import math
import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from functools import cache
from pathlib import Path

import pytest
import zxingcpp
from PIL import Image

from documents.posters import NoPosters, Poster, PosterSize, poster_png, posters_pdf
from documents.typesetting import Job, TypesettingFailed, typeset
from tests.documents import pdf
from tests.documents.build import a_poster
from tests.documents.distortions import (
    all_mild,
    as_photo,
    blurred,
    noisy,
    shaded,
    squeezed,
    tilted,
)

PROJECT = Path(__file__).parents[2]
PPI = 150
GREEN = (7, 128, 63)
WHITE = (255, 255, 255)
LONG_NAME = replace(
    a_poster(), window_number="B112", window_name="不动产登记综合受理窗口（二手房转移登记）"
)
LONG_NAMES = replace(
    a_poster(domain="zwfw-pingjia.shili-zizhizhou.gov.example"),
    hall="示例省示例自治州示例县行政审批与政务服务数据管理局便民服务中心",
    window_number="不动产12号",
    window_name="不动产登记综合受理窗口（二手房转移登记、抵押权注销登记与预告登记专区）",
)


@cache
def printed(size: PosterSize) -> Image.Image:
    return Image.open(io.BytesIO(poster_png(a_poster(), size, ppi=PPI)))


def pixels(millimetres: float) -> int:
    return round(millimetres / 25.4 * PPI)


def colours(
    picture: Image.Image, *, left: float, top: float, right: float, bottom: float
) -> set[object]:
    """The colours in a part of a page; its edges in millimetres."""
    part = picture.convert("RGB").crop((pixels(left), pixels(top), pixels(right), pixels(bottom)))
    return {colour for _, colour in part.getcolors(part.width * part.height) or []}


@pytest.mark.parametrize("size", PosterSize)
@pytest.mark.parametrize(
    "distorted",
    [as_photo, blurred, tilted, squeezed, shaded, noisy, all_mild],
    ids=lambda one: one.__name__,
)
def test_a_phone_reads_exactly_the_address(
    size: PosterSize, distorted: Callable[[Image.Image], Image.Image]
) -> None:
    photo = distorted(as_photo(printed(size)))

    assert [code.text for code in zxingcpp.read_barcodes(photo)] == [a_poster().address]


@pytest.mark.parametrize(("size", "edge"), [(PosterSize.A4, 100), (PosterSize.A5, 60)])
def test_the_symbol_has_its_size_and_stands_in_the_middle(size: PosterSize, edge: float) -> None:
    [code] = zxingcpp.read_barcodes(printed(size).convert("L"))

    left, right = code.position.top_left, code.position.top_right
    assert math.dist((left.x, left.y), (right.x, right.y)) == pytest.approx(pixels(edge), abs=4)
    assert (left.x + right.x) / 2 == pytest.approx(pixels(size.width) / 2, abs=3)


@pytest.mark.parametrize(
    ("size", "paper"), [(PosterSize.A4, (210, 297)), (PosterSize.A5, (148, 210))]
)
def test_a_pdf_has_one_page_of_its_paper_for_each_poster(
    size: PosterSize, paper: tuple[int, int]
) -> None:
    made = posters_pdf([a_poster("7Q2K9FX1"), a_poster("7Q2K9FX2"), a_poster("7Q2K9FX3")], size)

    assert [tuple(round(side) for side in page) for page in pdf.pages(made)] == [paper] * 3


@pytest.mark.parametrize("size", PosterSize)
def test_a_poster_says_what_it_must_say(size: PosterSize) -> None:
    said = pdf.characters(posters_pdf([a_poster(code="ZY6543XW", domain="b-4.example")], size))

    wanted = (
        "示例区政务服务中心A01综合受理企业开办ZY6543XWb-4.example工作人员不得要求或暗示您打好评"
    )
    assert set(wanted) <= said
    assert set("Staff may not ask".replace(" ", "")) <= said


def test_rare_characters_of_names_are_in_the_text() -> None:
    name = "王喆、李堃、赵玥、张曌、𬭎"

    said = pdf.characters(posters_pdf([replace(a_poster(), hall=name)], PosterSize.A4))

    assert set(name) <= said


def test_rare_characters_of_names_are_drawn_and_not_left_as_boxes() -> None:
    heads = {
        name: band_of(replace(a_poster(), hall=name))
        for name in ("喆", "堃", "玥", "曌", "𬭎", "\U0010fffd")
    }

    assert len(set(heads.values())) == len(heads)


def band_of(poster: Poster) -> bytes:
    page = Image.open(io.BytesIO(poster_png(poster, PosterSize.A5, ppi=72)))
    return page.crop((0, 0, page.width, 60)).tobytes()


@pytest.mark.parametrize("size", PosterSize)
@pytest.mark.parametrize("poster", [LONG_NAME, LONG_NAMES], ids=["one", "all"])
def test_long_names_are_made_smaller_and_stay_in_their_place(
    size: PosterSize, poster: Poster
) -> None:
    page = Image.open(io.BytesIO(poster_png(poster, size, ppi=PPI)))

    u = size.width / 210
    side = {"left": 0, "right": 15.5 * u}
    other = {"left": 194.8 * u, "right": 210 * u}
    assert colours(page, **side, top=0, bottom=35.5 * u) == {GREEN}
    assert colours(page, **other, top=0, bottom=35.5 * u) == {GREEN}
    assert colours(page, left=0, right=210 * u, top=0, bottom=1.5 * u) == {GREEN}
    assert colours(page, left=0, right=210 * u, top=34 * u, bottom=35.5 * u) == {GREEN}
    assert colours(page, **side, top=36.5 * u, bottom=296 * u) == {WHITE}
    assert colours(page, **other, top=36.5 * u, bottom=296 * u) == {WHITE}
    said = pdf.characters(posters_pdf([poster], size))
    assert set(poster.hall + poster.window_number + poster.window_name + poster.domain) <= said


def test_a_hall_without_a_phone_has_none_on_its_posters() -> None:
    with_phone, without = (
        pdf.characters(posters_pdf([replace(a_poster(), phone=phone)], PosterSize.A5))
        for phone in ("000-0000000", None)
    )

    assert "电" in with_phone
    assert "电" not in without


def test_a_name_cannot_become_markup() -> None:
    name = '#panic("x") *A* $1$ <b> \\ "'

    said = pdf.characters(posters_pdf([replace(a_poster(), window_name=name)], PosterSize.A4))

    assert set(name.replace(" ", "")) <= said


def test_the_same_posters_give_the_same_bytes() -> None:
    posters = [a_poster("7Q2K9FX1"), a_poster("7Q2K9FX2")]

    assert posters_pdf(posters, PosterSize.A5) == posters_pdf(posters, PosterSize.A5)


def test_nothing_to_print_is_said() -> None:
    with pytest.raises(NoPosters):
        posters_pdf([], PosterSize.A4)


def test_something_else_than_a_symbol_is_not_printed() -> None:
    with pytest.raises(ValueError, match="square SVG"):
        posters_pdf([replace(a_poster(), symbol_svg="<svg viewBox='0 0 3 4'/>")], PosterSize.A4)


def test_a_template_that_fails_is_told_with_its_reason() -> None:
    with pytest.raises(TypesettingFailed) as failure:
        typeset(Job("poster.typ", facts="no facts"))

    assert failure.value.data["reason"]


def test_500_posters_take_less_than_300_mb() -> None:
    printer = subprocess.run(
        [sys.executable, "-m", "tests.documents.print_many"],
        cwd=PROJECT,
        capture_output=True,
        check=True,
    )

    size, most_kib = map(int, printer.stdout.split())
    assert size > 500_000
    assert most_kib < 300_000


NEEDS_POPPLER = pytest.mark.skipif(
    shutil.which("pdftoppm") is None or shutil.which("pdftotext") is None,
    reason="pdftoppm and pdftotext (poppler-utils) are not installed",
)


@NEEDS_POPPLER
def test_the_sentences_of_a_poster_can_be_copied_from_it(tmp_path: Path) -> None:
    poster = replace(LONG_NAME, hall="曌堃县政务服务中心（喆玥分厅）")
    (tmp_path / "hall.pdf").write_bytes(posters_pdf([poster], PosterSize.A4))

    answer = subprocess.run(
        ["pdftotext", str(tmp_path / "hall.pdf"), "-"],  # noqa: S607 - the one on the path is meant
        capture_output=True,
        check=True,
    )

    said = re.sub(r"\s", "", answer.stdout.decode())
    assert "工作人员不得要求或暗示您打好评" in said
    assert "StaffmaynotaskyouforagoodRating".lower() in said.lower()
    for words in (
        poster.hall,
        poster.window_number,
        poster.window_name,
        poster.code,
        poster.domain,
    ):
        assert words in said


@NEEDS_POPPLER
def test_every_page_of_a_pdf_is_read_from_its_picture(tmp_path: Path) -> None:
    posters = [a_poster("7Q2K9FX1"), LONG_NAMES]
    (tmp_path / "hall.pdf").write_bytes(posters_pdf(posters, PosterSize.A4))

    subprocess.run(
        ["pdftoppm", "-r", str(PPI), "-png", str(tmp_path / "hall.pdf"), str(tmp_path / "page")],  # noqa: S607 - the one on the path is meant
        check=True,
    )

    pictures = [Image.open(path).convert("L") for path in sorted(tmp_path.glob("page*.png"))]
    found = [[code.text for code in zxingcpp.read_barcodes(picture)] for picture in pictures]
    assert found == [[poster.address] for poster in posters]
