"""How long do sealing a month and counting it again take?"""

import time
from collections.abc import Callable
from dataclasses import dataclass

from sqlalchemy import text

from bench import installation
from bench.filling import MONTH, fill
from server.actions.publication.seal_month import seal_month
from server.db import db, hurried, session, transaction
from server.queries.ratings.counts import recounted, tallied
from server.queries.registry.halls import hall_named
from server.rules.months import Month
from server.settings import Settings

MOST_SECONDS_TO_SEAL = 2.0
MOST_RECOUNT_RATIO = 1.5
# Sealing also makes a leaf of each rating: some forty times a count of them, however many.
MOST_SEAL_RATIO = 400
PLAIN_COUNT = """
SELECT window_id, staff_id, lane, level, first_rating_id IS NULL, set_aside, is_late, count(*)
FROM rating WHERE hall_id = :hall_id AND month = :month
GROUP BY 1, 2, 3, 4, 5, 6, 7
"""


@dataclass(frozen=True)
class Size:
    """A hall of so many windows and people, and its ratings of the month."""

    windows: int
    staff: int
    ratings: int
    rounds: int


SMALL = Size(windows=60, staff=150, ratings=20_000, rounds=2)
FULL = Size(windows=500, staff=2_000, ratings=1_000_000, rounds=5)


def measure(settings: Settings, size: Size) -> dict[str, float]:
    """Seconds to seal and rank; recounting ÷ the plain GROUP BY (best of both); sealing ÷ that."""
    with installation.installed(settings):
        ids = installation.a_large_hall(windows=size.windows, staff=size.staff)
        with hurried(), transaction() as written:
            fill(written.connection(), ids, size.ratings)
        if db.engine.dialect.name == "postgresql":
            with db.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
                connection.execute(text("VACUUM ANALYZE"))
        hall, month = hall_named("BENCH"), Month.parse(MONTH)
        plain, again = [], []
        for _ in range(size.rounds):
            plain.append(_timed(lambda: _plain_count(hall.id)))
            again.append(_timed(lambda: recounted(hall.id, MONTH)))
        agrees = tallied(hall.id, MONTH) == recounted(hall.id, MONTH)
        seconds = _timed(lambda: seal_month(hall, month, by="bench", now=month.ends_at(hall.zone)))
        return {
            "seal_seconds": seconds,
            "seal_ratio": seconds / min(again),
            "recount_ratio": min(again) / min(plain),
            "recount_seconds": min(again),
            "agrees": float(agrees),
        }


def _plain_count(hall_id: int) -> None:
    session.execute(text(PLAIN_COUNT), {"hall_id": hall_id, "month": MONTH}).all()


def _timed(work: Callable[[], object]) -> float:
    start = time.perf_counter()
    work()
    return time.perf_counter() - start
