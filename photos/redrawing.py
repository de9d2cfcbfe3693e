"""How is a picture drawn anew, so that nothing of the file it came in survives?

Only pixels are carried over, strip by strip, onto a new sheet. Re-saving is not enough: a JPEG
comment survives it. Meant to run in a process of its own (photos/child.py), because decoders of
picture formats have had defects before and will have others.
"""

import io
import struct
from contextlib import suppress

from PIL import ExifTags, Image, MpoImagePlugin, UnidentifiedImageError, WebPImagePlugin

from photos.errors import (
    LONGEST_SIDE,
    MOST_PIXELS,
    MOST_WORKING_BYTES,
    WEBP_BYTES_PER_PIXEL,
    NotAPicture,
    PictureBroken,
    PictureMoves,
    PictureTooManyPixels,
)
from photos.scans import has_too_many_scans

LONGEST_SIDE_KEPT = 2_560
"""Enough to read a notice in the background; also bounds what a photo costs in storage."""

JPEG_QUALITY = 85
STRIP_ROWS = 32
WHITE = (255, 255, 255, 255)
FORMATS = ("JPEG", "PNG", "WEBP")  # Without this list Pillow would hand EPS to Ghostscript.

STILL = ("JPEG", "MPO")
"""A JPEG of several pictures does not move: phones add a brightness map or a second lens."""

# Named here so that Pillow need not search all its forty readers for them when first asked.
RARER_READERS = (MpoImagePlugin, WebPImagePlugin)

# What Pillow's readers raise for damaged files.
DAMAGE = (
    OSError,
    SyntaxError,
    ValueError,
    TypeError,
    LookupError,
    EOFError,
    ArithmeticError,
    MemoryError,
    struct.error,
)

UPRIGHT = {
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_270,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_90,
}
"""EXIF orientation (Exif 2.32, tag 0x0112) to the turn that undoes it."""


def redrawn(upload: bytes) -> tuple[bytes, int, int]:
    """A JPEG that shows the same picture upright, with its width and height in pixels.

    Raises NotAPicture, PictureTooManyPixels, PictureMoves or PictureBroken.
    """
    Image.MAX_IMAGE_PIXELS = None  # Ours is stricter, and refuses where Pillow's only warns.
    try:
        sheet = _sheet(_opened(upload))
        file = io.BytesIO()
        sheet.save(file, "JPEG", quality=JPEG_QUALITY, optimize=True)
    except DAMAGE as damage:
        if getattr(damage, "errno", None) is not None:
            raise  # The operating system refused us something; the picture may be fine.
        raise PictureBroken from damage
    return file.getvalue(), sheet.width, sheet.height


def rehearse() -> None:
    """Redraws a dot in each format, so that Pillow has loaded what it loads when first needed."""
    for kind in FORMATS:
        file = io.BytesIO()
        Image.new("RGB", (1, 1)).save(file, kind, exif=Image.Exif())
        redrawn(file.getvalue())


def _opened(upload: bytes) -> Image.Image:
    """The picture with only its head read, within our limits."""
    try:
        picture = Image.open(io.BytesIO(upload), formats=FORMATS)
    except UnidentifiedImageError as other:
        raise NotAPicture from other
    if picture.format in STILL and has_too_many_scans(upload):
        raise PictureBroken
    pixels = picture.width * picture.height
    working_bytes = pixels * _bytes_per_pixel(picture)
    if (
        pixels > MOST_PIXELS
        or working_bytes > MOST_WORKING_BYTES
        or max(picture.size) > LONGEST_SIDE
    ):
        raise PictureTooManyPixels
    if picture.format not in STILL and getattr(picture, "n_frames", 1) > 1:
        raise PictureMoves
    return picture


def _bytes_per_pixel(picture: Image.Image) -> int:
    """What unpacking costs at most, measured; the process stays under 200 MB for every picture."""
    match picture.format:
        case "WEBP":
            return WEBP_BYTES_PER_PIXEL  # libwebp keeps two copies, Pillow makes two more.
        case "PNG":
            return 4
        case _:
            return 2 * len(picture.getbands())  # coefficients of a progressive JPEG


def _sheet(picture: Image.Image) -> Image.Image:
    """A new sheet with the picture on white paper, upright, made smaller if it is too large.

    In strips, because a second copy of a large picture would double the memory.
    """
    _read_coarsely(picture)
    factor = _factor(picture)
    sheet = Image.new("RGB", (-(-picture.width // factor), -(-picture.height // factor)))
    for top in range(0, picture.height, STRIP_ROWS * factor):
        bottom = min(top + STRIP_ROWS * factor, picture.height)
        strip = _on_white(picture.crop((0, top, picture.width, bottom)))
        sheet.paste(strip.reduce(factor), (0, top // factor))
    sheet.thumbnail((LONGEST_SIDE_KEPT, LONGEST_SIDE_KEPT))
    turn = UPRIGHT.get(_orientation(picture))
    return sheet if turn is None else sheet.transpose(turn)


def _read_coarsely(picture: Image.Image) -> None:
    """Reads the pixels; of a large JPEG only a half, quarter or eighth of the rows and columns."""
    factor = _factor(picture)
    picture.draft("RGB", (max(1, picture.width // factor), max(1, picture.height // factor)))
    picture.load()


def _factor(picture: Image.Image) -> int:
    """How many pixels a side become one while copying; a last small step can be any fraction."""
    side = max(picture.size)
    # The copies that reading WebP makes leave no room for that last step.
    if picture.format != "WEBP" and 2 * side <= 3 * LONGEST_SIDE_KEPT:
        return 1
    return -(-side // LONGEST_SIDE_KEPT)


def _on_white(strip: Image.Image) -> Image.Image:
    if strip.mode.startswith("I"):
        # 16 bits a pixel: convert() would cut everything above 255 to white.
        strip.info.pop("transparency", None)
        return strip.point(lambda grey: grey / 256).convert("L").convert("RGB")
    if not strip.has_transparency_data:
        return strip.convert("RGB")
    paper = Image.new("RGBA", strip.size, WHITE)
    return Image.alpha_composite(paper, strip.convert("RGBA")).convert("RGB")


def _orientation(picture: Image.Image) -> int:
    """What the picture says of how the phone was held; 1 (upright) where that is unreadable."""
    with suppress(*DAMAGE):
        return int(picture.getexif().get(ExifTags.Base.Orientation, 1))
    return 1
