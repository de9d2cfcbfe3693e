"""What does somebody write who wants the next reader's browser to obey them?

payloads.txt holds one text a line: tags, handlers, breaking out of attributes and of elements,
addresses, encodings, templates. Each calls ``alert``, loads from planted.example or leaves an
element with ``data-planted``, if anything of it is taken for more than text.
"""

from collections.abc import Iterator
from pathlib import Path

PAYLOADS = tuple(Path(__file__).with_name("payloads.txt").read_text(encoding="utf-8").splitlines())
FOREIGN_HOST = "planted.example"
ALL = "\n".join(PAYLOADS)
# The plainest first, so that no comment or text area that opens before swallows it.
MARKED = f"<b data-planted>{ALL}"


def portions(length: int) -> Iterator[str]:
    """All payloads again, in texts of at most so many characters; none is left out."""
    text = ""
    for payload in PAYLOADS:
        if text and len(text) + len(payload) >= length:
            yield text
            text = ""
        text = f"{text} {payload}" if text else payload
    yield text
