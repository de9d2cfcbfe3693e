"""D1: the server is killed again and again while citizens rate; nothing acknowledged is lost."""

import os
import secrets
import signal
import time
from collections import Counter
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select, text

from qr.receipts import receipt_hash
from server.db import db, session
from server.models.ratings import Rating, Receipt, Visit
from server.settings import Settings
from tests.build import TestHall, a_hall
from tests.house.running import serving
from tests.reliability.raters import Form, a_rating_form, crowd

pytestmark = pytest.mark.reliability

CITIZENS = 4
KILLS = {"sqlite": 10, "postgresql": 4}
# Each kill costs a start of the server, two seconds of a processor. The many at night look for
# moments that are rarely hit; that one kill loses nothing the few say too.
FEW_AND_MANY = [pytest.param(1, id="few"), pytest.param(4, id="many", marks=pytest.mark.nightly)]
# Long enough for a few ratings, short enough to hit every moment of one.
BETWEEN_KILLS = (0.15, 0.45)
WINDOWS = tuple(f"A{number:02d}" for number in range(1, 31))


@pytest.fixture
def place(app: Flask) -> TestHall:
    """A hall that is always open."""
    with app.app_context():
        return a_hall(windows=WINDOWS, opens=None)


def lost_or_altered(acknowledged: Iterable[Form]) -> list[str]:
    """The receipts that were given out and are not in the books, or with another level."""
    rows = select(Receipt.hash, Rating.level).join(
        Rating, (Rating.hall_id == Receipt.hall_id) & (Rating.id == Receipt.rating_id)
    )
    levels: dict[bytes, int] = dict(session.execute(rows).all())
    return [
        form.receipt
        for form in acknowledged
        if levels.get(receipt_hash(form.receipt)) != form.level
    ]


def doubled() -> list[Any]:
    """The visits that have more than one first rating, by the ratings' own count."""
    ratings = Counter(session.scalars(select(Visit.rating_id)))
    strays = select(Rating.id).where(Rating.id.not_in(select(Visit.rating_id)))
    return [*(rating for rating, n in ratings.items() if n > 1), *session.scalars(strays)]


def damage() -> list[str]:
    """What the database itself finds wrong."""
    if db.engine.dialect.name != "sqlite":
        return []
    return [line for line in session.scalars(text("PRAGMA integrity_check")) if line != "ok"]


@pytest.mark.parametrize("times", FEW_AND_MANY)
def test_no_acknowledged_rating_is_lost_doubled_or_altered_by_kills(
    app: Flask, settings: Settings, place: TestHall, times: int
) -> None:
    kills = times * KILLS[settings.database_url.partition(":")[0]]
    address = {"url": ""}

    with crowd(CITIZENS, lambda: address["url"], lambda: a_rating_form(place, settings)) as told:
        for _ in range(kills):
            with serving(settings) as server:
                address["url"] = server.url
                time.sleep(BETWEEN_KILLS[0] + secrets.randbelow(300) / 1000)
                kill_whole_group(server.process.pid)

    with app.app_context():
        assert len(told.acknowledged) > kills
        assert not told.strange
        assert lost_or_altered(told.acknowledged) == []
        assert doubled() == []
        assert damage() == []


def kill_whole_group(parent: int) -> None:
    """SIGKILL to the server and to every worker that it started."""
    children = Path(f"/proc/{parent}/task/{parent}/children").read_text(encoding="ascii")
    for process in (parent, *map(int, children.split())):
        os.kill(process, signal.SIGKILL)
