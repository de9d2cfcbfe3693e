import io
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from hashlib import sha256
from pathlib import Path

import pytest
from PIL import Image, ImageChops

from photos.cleaning import sanitise
from photos.errors import MOST_BYTES, PictureBroken, PictureTooLarge
from photos.scans import has_too_many_scans
from server.texts import say
from tests.photos.corpus import many_scans
from tests.photos.pieces import a_jpeg, drawn, encoded, turned_exif

PROJECT = Path(__file__).parents[2]


def shown(jpeg: bytes) -> Image.Image:
    return Image.open(io.BytesIO(jpeg))


def with_a_red_corner() -> Image.Image:
    """White, with its upper left quarter red; wider than high."""
    picture = Image.new("RGB", (64, 32), "white")
    picture.paste("red", (0, 0, 32, 16))
    return picture


def is_red(picture: Image.Image, place: tuple[int, int]) -> bool:
    red, green, _ = picture.getpixel(place)  # type: ignore[misc]  # an RGB pixel is a tuple
    return red > 200 and green < 60


def test_a_photo_is_told_with_its_size_and_digest() -> None:
    photo = sanitise(a_jpeg())

    assert (photo.width, photo.height) == shown(photo.jpeg).size == (64, 48)
    assert photo.sha256 == sha256(photo.jpeg).digest()


@pytest.mark.parametrize("way", range(1, 9))
def test_a_photo_stands_upright_however_the_phone_was_held(way: int) -> None:
    held = {1: None, 2: 0, 3: 3, 4: 1, 5: 5, 6: 2, 7: 6, 8: 4}[way]  # what the sensor saw
    seen = with_a_red_corner()
    if held is not None:
        seen = seen.transpose(Image.Transpose(held))

    upload = encoded(seen, "JPEG", exif=turned_exif(way))

    picture = shown(sanitise(upload).jpeg)
    assert picture.size == (64, 32)
    assert is_red(picture, (8, 4))
    assert not any(is_red(picture, place) for place in ((60, 4), (8, 28), (60, 28)))


@pytest.mark.parametrize("kind", ["PNG", "WEBP"])
def test_what_is_see_through_becomes_white(kind: str) -> None:
    glass = Image.new("RGBA", (8, 8), (0, 0, 0, 0))

    picture = shown(sanitise(encoded(glass, kind, lossless=True)).jpeg)

    assert picture.getpixel((4, 4)) == (255, 255, 255)


def test_sixteen_bits_of_grey_stay_grey() -> None:
    deep = Image.new("I;16", (8, 8), 0x8000)

    assert shown(sanitise(encoded(deep, "PNG")).jpeg).getpixel((4, 4)) == (128, 128, 128)


@pytest.mark.parametrize(
    ("kind", "side", "kept"),
    [
        ("JPEG", 2560, 2560),
        ("PNG", 2560, 2560),
        ("JPEG", 2561, 2560),
        ("PNG", 2561, 2560),
        ("WEBP", 2561, 1281),
        ("PNG", 3840, 2560),
        ("PNG", 3841, 1921),
        ("JPEG", 4032, 2016),
        ("JPEG", 6000, 2560),
        ("PNG", 6000, 2000),
        ("JPEG", 7680, 2560),
        ("JPEG", 10_000, 2500),
    ],
)
def test_a_photo_over_2560_pixels_is_made_smaller(kind: str, side: int, kept: int) -> None:
    photo = sanitise(encoded(Image.new("L", (10, side)), kind))

    assert photo.height == kept


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
def test_a_large_photo_shows_the_same_when_made_smaller(kind: str) -> None:
    large = drawn(4000, 2000)

    small = shown(sanitise(encoded(large, kind)).jpeg)

    difference = ImageChops.difference(small, large.resize(small.size))
    assert small.size == (2000, 1000)
    assert max(high for _, high in difference.getextrema()) < 16  # type: ignore[misc]  # RGB: pairs


def test_up_to_ten_megabytes_are_read() -> None:
    jpeg = a_jpeg()

    assert sanitise(jpeg + bytes(MOST_BYTES - len(jpeg))).width == 64
    with pytest.raises(PictureTooLarge) as refusal:
        sanitise(jpeg + bytes(MOST_BYTES + 1 - len(jpeg)))
    assert "10 MB" in say(refusal.value.code, "zh", **refusal.value.data)


def test_a_jpeg_may_have_a_hundred_scans() -> None:
    assert not has_too_many_scans(many_scans(100))
    assert has_too_many_scans(many_scans(101))
    with pytest.raises(PictureBroken):
        sanitise(many_scans(101))


def test_scans_after_the_end_or_inside_a_comment_do_not_count() -> None:
    scans = b"\xff\xda\x00\x02" * 200

    assert not has_too_many_scans(a_jpeg() + b"\0\2" + scans)
    assert not has_too_many_scans(a_jpeg(comment=scans))


def test_many_threads_may_ask_at_once() -> None:
    with ThreadPoolExecutor(8) as threads:
        photos = list(threads.map(sanitise, [a_jpeg()] * 8))

    assert len({photo.sha256 for photo in photos}) == 1


CONFINED = """
import resource, socket
from photos.child import confine
confine()
attempts = {
    "file": lambda: open("/dev/null"),
    "socket": socket.socket,
    "memory": lambda: bytearray(2**30),
    "a little memory": lambda: bytearray(2**28),
}
for name, attempt in attempts.items():
    try:
        attempt()
    except (OSError, MemoryError) as refusal:
        print(name, "refused")
    else:
        print(name, "had")
print(resource.getrlimit(resource.RLIMIT_CPU))
"""


def test_the_child_has_no_files_no_network_one_gigabyte_and_ten_seconds() -> None:
    child = subprocess.run(
        [sys.executable, "-c", CONFINED], cwd=PROJECT, capture_output=True, check=True, text=True
    )

    assert child.stdout.splitlines() == [
        "file refused",
        "socket refused",
        "memory refused",
        "a little memory had",
        "(10, 10)",
    ]
