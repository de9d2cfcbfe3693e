"""What are picture files made of? Segments and chunks, for building hostile ones by hand."""

import io
import struct
import zlib
from collections.abc import Iterator
from typing import Any

from PIL import Image

MARKER = b"MARKER-5b1e"
"""Stands in everything that must not survive."""

PNG_HEAD = b"\x89PNG\r\n\x1a\n"
GREY, COLOUR = 0, 2


def drawn(width: int = 64, height: int = 48, mode: str = "RGB") -> Image.Image:
    """A picture of smooth colours, red in its upper left corner and white below."""
    across = Image.linear_gradient("L").rotate(90).resize((width, height))
    down = Image.linear_gradient("L").resize((width, height))
    picture = Image.merge("RGB", (down.point(lambda grey: 255 - grey // 2), across, down))
    return picture.convert(mode)


def encoded(picture: Image.Image, kind: str, **options: Any) -> bytes:
    file = io.BytesIO()
    picture.save(file, kind, **options)
    return file.getvalue()


def a_jpeg(**options: Any) -> bytes:
    return encoded(drawn(), "JPEG", **options)


def with_segment(jpeg: bytes, number: int, content: bytes) -> bytes:
    """The JPEG with a segment (its second marker byte given) put in after its start."""
    return (
        jpeg[:2] + bytes([0xFF, number]) + struct.pack(">H", len(content) + 2) + content + jpeg[2:]
    )


def a_png(**options: Any) -> bytes:
    return encoded(drawn(), "PNG", **options)


def chunk(name: bytes, content: bytes) -> bytes:
    return (
        struct.pack(">I", len(content))
        + name
        + content
        + struct.pack(">I", zlib.crc32(name + content))
    )


def with_chunk(png: bytes, name: bytes, content: bytes) -> bytes:
    """The PNG with a chunk put in after its header."""
    return png[:33] + chunk(name, content) + png[33:]


def png_of_zeros(width: int, height: int, *, depth: int = 1, kind: int = GREY) -> bytes:
    """A black PNG made without ever unpacking it: a bomb is as small for its builder."""
    row = 1 + (width * depth * (3 if kind == COLOUR else 1) + 7) // 8
    pixels = chunk(b"IDAT", zeros(row * height)) + chunk(b"IEND", b"")
    return png_head(width, height, depth=depth, kind=kind) + pixels


def png_head(width: int, height: int, *, depth: int = 1, kind: int = GREY) -> bytes:
    """What a PNG says of itself before any pixel."""
    return PNG_HEAD + chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, depth, kind, 0, 0, 0))


def zeros(length: int) -> bytes:
    """So many zero bytes, deflated."""
    return b"".join(_deflated_zeros(length))


def _deflated_zeros(length: int) -> Iterator[bytes]:
    packer, block = zlib.compressobj(9), bytes(1 << 20)
    for _ in range(length >> 20):
        yield packer.compress(block)
    yield packer.compress(bytes(length & 0xFFFFF)) + packer.flush()


def gps_exif() -> Image.Exif:
    exif = Image.Exif()
    exif[0x010F] = MARKER.decode()  # the maker of the phone
    exif.get_ifd(0x8825).update({1: "N", 2: (29.0, 46.0, 12.0), 3: "E", 4: (106.0, 37.0, 0.0)})
    return exif


def turned_exif(orientation: int) -> Image.Exif:
    exif = Image.Exif()
    exif[0x0112] = orientation
    return exif


def flipped(content: bytes, bit: int) -> bytes:
    """The content with one bit turned."""
    at = bit // 8
    return content[:at] + bytes([content[at] ^ 1 << bit % 8]) + content[at + 1 :]
