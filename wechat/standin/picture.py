"""What does a code image look like when no WeChat draws it? Small, and another for each scene."""

import struct
import zlib
from hashlib import sha256

CELLS, PIXELS = 16, 4


def drawn(told: str) -> bytes:
    """A PNG of 64 × 64 pixels made of the text's digest, the same for the same text."""
    digest = sha256(told.encode()).digest()
    bits = [byte >> shift & 1 for byte in digest for shift in range(8)]
    rows = [bits[at : at + CELLS] for at in range(0, CELLS * CELLS, CELLS)]
    lines = [bytes(0 if bit else 255 for bit in row for _ in range(PIXELS)) for row in rows]
    pixels = b"".join(b"\x00" + line for line in lines for _ in range(PIXELS))
    side = CELLS * PIXELS
    header = struct.pack(">IIBBBBB", side, side, 8, 0, 0, 0, 0)
    parts = (
        _part(b"IHDR", header),
        _part(b"IDAT", zlib.compress(pixels)),
        _part(b"IEND", b""),
    )
    return b"\x89PNG\r\n\x1a\n" + b"".join(parts)


def _part(name: bytes, content: bytes) -> bytes:
    checked = name + content
    return struct.pack(">I", len(content)) + checked + struct.pack(">I", zlib.crc32(checked))
