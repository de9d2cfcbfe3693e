"""What did the phone send, and how much of it is kept in memory?

Larger than anything we keep, a body is still read to its end: what was typed stands in it, and
must not be lost because of a photo.
"""

from dataclasses import dataclass
from io import BytesIO
from typing import IO

from flask import request
from werkzeug.datastructures import FileStorage, MultiDict
from werkzeug.formparser import FormDataParser

from photos.errors import MOST_BYTES

MOST_BODY_BYTES = 100 * 1024 * 1024
MOST_TYPED_BYTES = 1024 * 1024
MOST_PARTS = 200
MOST_UPLOADS = 3


class Portion(BytesIO):
    """A file of which only so many bytes are kept, one more than we take."""

    def __init__(self, most: int) -> None:
        super().__init__()
        self.room = most

    def write(self, piece: object) -> int:
        """Keep what fits; the rest is read and forgotten."""
        content = bytes(piece)  # type: ignore[call-overload]  # the parser writes bytes alone
        self.room -= super().write(content[: self.room])
        return len(content)


@dataclass(frozen=True)
class Sent:
    """A form as it came: its fields, and the files that have something in them."""

    fields: "MultiDict[str, str]"
    uploads: tuple[bytes, ...]
    left_out: int = 0


def received() -> Sent:
    """What the present request sent. Raises RequestEntityTooLarge beyond 100 MB.

    Files after the third are counted and not kept.
    """
    opened: list[Portion] = []

    def open_portion(
        total_content_length: int | None,
        content_type: str | None,
        filename: str | None,
        content_length: int | None = None,
    ) -> IO[bytes]:
        del total_content_length, content_type, filename, content_length
        opened.append(Portion(MOST_BYTES + 1 if len(opened) < MOST_UPLOADS else 0))
        return opened[-1]

    parser = FormDataParser(
        stream_factory=open_portion,
        max_form_memory_size=MOST_TYPED_BYTES,
        max_content_length=MOST_BODY_BYTES,
        max_form_parts=MOST_PARTS,
    )
    _, fields, files = parser.parse_from_environ(request.environ)
    chosen = [file for file in files.getlist("photo") if file.filename]
    kept = [content for file in chosen[:MOST_UPLOADS] if (content := _content(file))]
    return Sent(MultiDict(fields), tuple(kept), max(0, len(chosen) - MOST_UPLOADS))


def _content(file: FileStorage) -> bytes:
    return file.stream.read()
