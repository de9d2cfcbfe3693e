"""What does a PDF hold? Read without any tool, as far as tests of ours need."""

import re
import zlib

_STREAM = re.compile(rb"stream\r?\n(.*?)\r?\nendstream", re.DOTALL)
_MAPPED = re.compile(rb"<[0-9A-Fa-f]+> <([0-9A-Fa-f]+)>")


def streams(pdf: bytes) -> list[bytes]:
    """The streams of a PDF, inflated where they are deflated."""
    return [_inflated(found[1]) for found in _STREAM.finditer(pdf)]


def characters(pdf: bytes) -> set[str]:
    """The characters that its fonts draw, as somebody who copies text from it gets them."""
    maps = [stream for stream in streams(pdf) if b"beginbfchar" in stream]
    texts = [bytes.fromhex(code.decode()) for one in maps for code in _MAPPED.findall(one)]
    return {character for text in texts for character in text.decode("utf-16-be")}


def pages(pdf: bytes) -> list[tuple[float, float]]:
    """Width and height of each page in millimetres."""
    everything = pdf + b"".join(streams(pdf))
    boxes = re.findall(rb"/MediaBox\s*\[0 0 ([\d.]+) ([\d.]+)\]", everything)
    return [(float(width) / 72 * 25.4, float(height) / 72 * 25.4) for width, height in boxes]


def _inflated(content: bytes) -> bytes:
    try:
        return zlib.decompress(content)
    except zlib.error:
        return content
