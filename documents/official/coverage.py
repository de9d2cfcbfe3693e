"""Which characters does a font file have?"""

import struct
from functools import lru_cache
from pathlib import Path
from typing import BinaryIO

COLLECTION = b"ttcf"


@lru_cache(maxsize=32)
def characters(file: str, index: int) -> frozenset[int]:
    """The code points that the font of that number in the file can draw.

    Raises OSError when the file cannot be read.
    """
    with Path(file).open("rb") as font:
        start = _table(font, index)
        return frozenset().union(*(_mapped(font, place) for place in _maps(font, start)))


def _read(font: BinaryIO, place: int, form: str) -> tuple[int, ...]:
    font.seek(place)
    return struct.unpack(f">{form}", font.read(struct.calcsize(f">{form}")))


def _table(font: BinaryIO, index: int) -> int:
    """Where the character map of that font begins in the file."""
    font.seek(0)
    is_collection = font.read(4) == COLLECTION
    head = _read(font, 12 + 4 * index, "L")[0] if is_collection else 0
    for entry in range(_read(font, head + 4, "H")[0]):
        font.seek(head + 12 + 16 * entry)
        if font.read(4) == b"cmap":
            return _read(font, head + 12 + 16 * entry + 8, "L")[0]
    msg = "a font without a character map"
    raise OSError(msg)


def _maps(font: BinaryIO, start: int) -> list[int]:
    count = _read(font, start + 2, "H")[0]
    return [start + _read(font, start + 8 + 8 * at, "L")[0] for at in range(count)]


def _mapped(font: BinaryIO, place: int) -> set[int]:
    match _read(font, place, "H")[0]:
        case 12:
            return _groups(font, place)
        case 4:
            return _segments(font, place)
        case _:
            return set()


def _groups(font: BinaryIO, place: int) -> set[int]:
    count = _read(font, place + 12, "L")[0]
    flat = _read(font, place + 16, f"{3 * count}L")
    spans = zip(flat[::3], flat[1::3], strict=True)
    return {code for first, last in spans for code in range(first, last + 1)}


def _segments(font: BinaryIO, place: int) -> set[int]:
    count = _read(font, place + 6, "H")[0] // 2
    lasts = _read(font, place + 14, f"{count}H")
    firsts = _read(font, place + 16 + 2 * count, f"{count}H")
    spans = zip(firsts, lasts, strict=True)
    return {code for first, last in spans for code in range(first, last + 1)} - {0xFFFF}
