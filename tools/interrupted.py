"""What becomes of a demo that was interrupted while it was loaded? The next start begins anew."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from tools.environment import ROOT

NOTE = "demo-half-loaded"
PARTS = ("", "-wal", "-shm", "-journal")


@contextmanager
def whole_or_anew(settings: Mapping[str, str]) -> Iterator[None]:
    """Around the loading: an SQLite file that it made and did not finish is made anew.

    A file that was there before, and any other database, is left alone.
    """
    note = Path(settings["VAR_DIR"]) / NOTE
    if note.exists():
        _remove(note.read_text(encoding="utf-8"))
    scheme, _, place = settings["DATABASE_URL"].partition(":///")
    file = ROOT / place
    if scheme == "sqlite" and not file.exists():
        note.write_text(str(file), encoding="utf-8")
    yield
    note.unlink(missing_ok=True)


def _remove(file: str) -> None:
    for part in PARTS:
        Path(file + part).unlink(missing_ok=True)
