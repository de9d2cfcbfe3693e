"""What can a stranger take home of a month, and how do they know that it arrived whole?"""

import base64
import csv
import io
from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import Any

from flask import Response

from server.queries.publication.notices import Notice
from server.rules.canonical import canonical
from server.rules.download import download_rows
from sheets.formula_safety import escaped
from web.public.answers import kept

RECOMPUTE = Path(__file__).resolve().parents[2] / "recompute.py"
BYTES_A_KB = 1024
MIMETYPES = {".csv": "text/csv", ".json": "application/json", ".py": "text/x-python"}


@dataclass(frozen=True)
class Download:
    """A file as it travels: its name and its bytes."""

    name: str
    content: bytes

    @property
    def digest(self) -> str:
        """The SHA-256 of its bytes, 64 hex digits."""
        return sha256(self.content).hexdigest()

    @property
    def kilobytes(self) -> str:
        """Its size in KB, rounded up to a tenth."""
        tenths = -(-10 * len(self.content) // BYTES_A_KB)
        return f"{tenths // 10}.{tenths % 10}"

    def sent(self) -> Response:
        """The answer that hands it over, with its digest (RFC 9530)."""
        mimetype = MIMETYPES[Path(self.name).suffix]
        response = Response(self.content, mimetype=mimetype)
        response.headers["Content-Disposition"] = f'attachment; filename="{self.name}"'
        digest = base64.b64encode(sha256(self.content).digest()).decode()
        response.headers["Repr-Digest"] = f"sha-256=:{digest}:"
        return kept(response)


def counts_table(notice: Notice) -> Download:
    """The counts of a ranking notice as CSV, from which the ranking can be recomputed."""
    text = io.StringIO(newline="")
    rows: Any = download_rows(notice.facts["content"])
    csv.writer(text).writerows([escaped(cell) for cell in row] for row in rows)
    return Download(f"{notice.month}.csv", text.getvalue().encode("utf-8-sig"))


def public_facts_file(notice: Notice) -> Download:
    """All that a ranking notice says of the windows, in the canonical JSON that was frozen."""
    return Download(f"{notice.month}.json", canonical(notice.facts["content"]))


def frozen_facts(notice: Notice) -> Download:
    """The notice as it was frozen: the bytes that its digest proves."""
    name = notice.number.replace("/", "-")
    return Download(f"{name}.json", canonical(notice.facts))


@cache
def recompute_program() -> Download:
    """The program that recomputes a ranking from its download."""
    return Download(RECOMPUTE.name, RECOMPUTE.read_bytes())
