"""Where does a workbook lie between being looked at and being taken?

In a folder of the installation, under a name of chance, for a day; the form that takes it carries
that name sealed, for the person who handed it in.
"""

import re
import secrets
import shutil
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from flask import abort
from werkzeug.datastructures import FileStorage

from qr.seals import TicketForged, fields, seal, texts, unseal
from server.gate import console_actor, wiring
from server.queries.codes.scans import ticket_keys

PURPOSE = "console/workbook/v1"
LIFE = timedelta(hours=24)
NAME_BYTES = 16
LONGEST_NAME = 60
NOT_IN_NAMES = re.compile(r"[\\/:*?\"<>|\x00-\x1f]")


@dataclass(frozen=True)
class Held:
    """A workbook that waits: its name of chance and the file, or the folder of CSV files."""

    name: str
    path: Path

    @property
    def token(self) -> str:
        """What stands for it in the form of the one person who handed it in."""
        body = fields(str(console_actor().account_id), self.name)
        return seal(PURPOSE, body, ticket_keys(wiring().settings))

    def let_go(self) -> None:
        """It is not needed any more."""
        shutil.rmtree(_folder() / self.name, ignore_errors=True)


def hold(files: Iterable[FileStorage], now: datetime) -> Held | None:
    """Keep one workbook, or the CSV files that make one; None where nothing was sent."""
    sent = [file for file in files if file.filename]
    if not sent:
        return None
    _clear(now)
    name = secrets.token_hex(NAME_BYTES)
    place = _folder() / name
    place.mkdir(parents=True)
    for file in sent:
        file.save(place / safe_name(file.filename or ""))
    return _held(name)


def held(token: str) -> Held | None:
    """The workbook that the form stands for, None once it was taken; another person's is 404.

    Who presses the button twice must not read that there is no such page.
    """
    try:
        account, name = texts(unseal(PURPOSE, token, ticket_keys(wiring().settings)))
    except TicketForged:
        abort(404)
    if account != str(console_actor().account_id):
        abort(404)
    return _held(name) if (_folder() / name).is_dir() else None


def safe_name(name: str) -> str:
    """The file's name without a way to another folder; a sheet of a CSV is called like it."""
    plain = NOT_IN_NAMES.sub("", name.replace("\\", "/").rpartition("/")[2]).strip(". ")
    stem, dot, ending = plain.rpartition(".")
    return f"{(stem or ending)[:LONGEST_NAME]}{dot}{ending if stem else ''}" or "workbook"


def _held(name: str) -> Held:
    place = _folder() / name
    inside = sorted(place.iterdir())
    return Held(name, inside[0] if len(inside) == 1 else place)


def _folder() -> Path:
    return wiring().settings.var_dir / "workbooks"


def _clear(now: datetime) -> None:
    """What nobody took within a day goes."""
    if not _folder().is_dir():
        return
    for place in _folder().iterdir():
        if now - datetime.fromtimestamp(place.stat().st_mtime, UTC) > LIFE:
            shutil.rmtree(place, ignore_errors=True)
