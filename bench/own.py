"""How long does a member of staff wait for what is their own, with few and with very many ratings?

``/staff/me/ratings``, ``/staff/me/scores`` and ``/staff/me/today``, through the whole program.
"""

import itertools
import secrets
import time
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from http import HTTPStatus
from statistics import median, quantiles
from typing import Any, NamedTuple

from flask.testing import FlaskClient
from sqlalchemy import Connection, insert, select, text

from bench import installation
from bench.signed_in import somebody
from server import clock
from server.actions.ratings.rating_rows import table_of
from server.db import db, hurried, transaction
from server.models.ledger import RatingBatch
from server.models.ratings import Rating
from server.rules.accounts.roles import Role
from server.settings import Settings

BATCH = 20_000
SHOWN = '{"since":"2026-01-05","levels":{"4":1,"5":9},"tags":{"510":9},"second":0,"aside":0}'
WEEK = timedelta(days=7)
ADDRESSES = {
    "ratings": "/api/v1/staff/me/ratings",
    "scores": "/api/v1/staff/me/scores",
    "today": "/api/v1/staff/me/today",
}


class Size(NamedTuple):
    """How many ratings are stored (few, many), of how many people, over how many days; rounds."""

    few: int
    many: int
    staff: int
    days: int
    rounds: int


SMALL = Size(few=2_000, many=20_000, staff=20, days=400, rounds=3)
FULL = Size(few=50_000, many=5_000_000, staff=500, days=1_100, rounds=40)


def measure(few: Settings, many: Settings, size: Size) -> dict[str, float]:
    """For each address: seconds (95th percentile) with few and many, statements, processor time."""
    found: dict[str, float] = {}
    for name, settings, ratings in (("few", few, size.few), ("many", many, size.many)):
        with installation.installed(settings) as app:
            token = _prepared(ratings, size)
        client = app.test_client()
        client.set_cookie("__Host-console", token, secure=True, httponly=True)
        for what, address in ADDRESSES.items():
            found |= {
                f"{what}_{name}_{key}": value
                for key, value in _timed(client, address, size.rounds).items()
            }
        with app.app_context():
            db.engine.dispose()
    return found


def _prepared(ratings: int, size: Size) -> str:
    ids = installation.a_large_hall(windows=size.staff, staff=size.staff)
    with hurried(), transaction() as session:
        _fill(session.connection(), ids, ratings, size)
        _release(session.connection(), ids, size)
    with db.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        is_postgresql = connection.dialect.name == "postgresql"
        connection.execute(text("VACUUM ANALYZE" if is_postgresql else "ANALYZE"))
    return somebody(ids["hall"][0], Role.STAFF, staff_id=ids["staff"][0])


def _fill(connection: Connection, ids: dict[str, list[int]], ratings: int, size: Size) -> None:
    """So many ratings at least: some are made, then all there are again and again."""
    today, table = clock.now().date(), table_of(Rating)
    made = min(ratings, BATCH)
    connection.execute(insert(table), [_rating(ids, at, today, size) for at in range(made)])
    names = [column.name for column in table.columns]
    for turn in itertools.count():
        if made >= ratings:
            return
        # Ids are fifty bits of chance; each doubling sets a bit above them.
        columns = [
            table.c.id + (1 << 50 + turn) if name == "id" else table.c[name] for name in names
        ]
        connection.execute(insert(table).from_select(names, select(*columns)))
        made *= 2


def _rating(ids: dict[str, list[int]], at: int, today: date, size: Size) -> dict[str, Any]:
    person, day = at % size.staff, today - timedelta(days=1 + (at // size.staff) % size.days)
    return {
        "hall_id": ids["hall"][0],
        # Chance alone: numbering by day is not what is measured here.
        "id": secrets.randbits(50),
        "window_id": ids["windows"][person],
        "staff_id": ids["staff"][person],
        "level": 4 if at % 10 == 0 else 5,
        "tags": "510,517",
        "tag_set": "v2",
        "lane": "printed",
        "channel": "qr",
        "day": day,
        "half_day": "am",
        "month": f"{day:%Y-%m}",
        "is_late": False,
        "is_pressed": False,
    }


def _release(connection: Connection, ids: dict[str, list[int]], size: Size) -> None:
    """A batch each week, as the clock releases them."""
    connection.execute(
        insert(table_of(RatingBatch)),
        [
            {
                "hall_id": ids["hall"][0],
                "staff_id": ids["staff"][0],
                "until": until,
                "ratings": 10,
                "shown": SHOWN,
                "released_at": datetime.combine(
                    until + timedelta(days=1), datetime.min.time(), installation.ZONE
                ),
            }
            for until in _weeks(size)
        ],
    )


def _weeks(size: Size) -> Iterator[date]:
    day = clock.now().date() - timedelta(days=size.days)
    while day < clock.now().date() - WEEK:
        yield day
        day += WEEK


def _timed(client: FlaskClient, address: str, rounds: int) -> dict[str, float]:
    seconds, cpu = [], []
    for _ in range(rounds + 1):
        start, busy = time.perf_counter(), time.process_time()
        answer = client.get(address, base_url="https://localhost")
        seconds.append(time.perf_counter() - start)
        cpu.append(time.process_time() - busy)
        if answer.status_code != HTTPStatus.OK:
            raise RuntimeError(answer.text)
    return {
        "first": seconds[0],
        "p95": quantiles(seconds[1:], n=20, method="inclusive")[-1],
        "best": min(seconds[1:]),
        "cpu": median(cpu[1:]),
    }
