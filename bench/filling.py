"""How does a bench come to millions of ratings? In bulk, with all the rows that belong to them."""

import secrets
from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import timedelta
from typing import Any

from sqlalchemy import Connection, insert

from bench import installation
from server.actions.ratings.rating_rows import table_of
from server.ids import new_id
from server.models.ratings import MonthTally, Rating, Receipt, Visit
from server.rules.ratings.levels import Level

BATCH = 20_000
MONTH = "2026-11"
BAD_EVERY = 200


def fill(connection: Connection, ids: dict[str, list[int]], ratings: int) -> None:
    """So many counted ratings of one month, spread over the hall's windows, with their tallies."""
    counts: Counter[tuple[str, int, int]] = Counter()
    for batch in _batches(ratings):
        rows = [_rating(ids, at) for at in batch]
        connection.execute(insert(table_of(Rating)), rows)
        connection.execute(
            insert(table_of(Visit)), [_visit(row, at) for row, at in zip(rows, batch, strict=True)]
        )
        connection.execute(insert(table_of(Receipt)), [_receipt(row) for row in rows])
        for row in rows:
            counts["window", row["window_id"], row["level"]] += 1
            counts["staff", row["staff_id"], row["level"]] += 1
    connection.execute(insert(table_of(MonthTally)), list(_tallies(ids, counts)))


def _batches(ratings: int) -> Iterator[range]:
    return (range(start, min(start + BATCH, ratings)) for start in range(0, ratings, BATCH))


def _rating(ids: dict[str, list[int]], at: int) -> dict[str, Any]:
    day = installation.a_moment().date()
    return {
        "hall_id": ids["hall"][0],
        "id": new_id(day),
        "window_id": _turn(ids["windows"], at),
        "staff_id": _turn(ids["staff"], at),
        "level": 2 if at % BAD_EVERY == 0 else 5,
        "tags": "517",
        "tag_set": "v2",
        "lane": "printed",
        "channel": "qr",
        "day": day,
        "half_day": "am",
        "month": MONTH,
        "is_late": False,
        "is_pressed": False,
    }


def _visit(row: dict[str, Any], at: int) -> dict[str, Any]:
    moment = installation.a_moment() - timedelta(days=1, seconds=at % 86_400)
    return {
        "hall_id": row["hall_id"],
        "key": secrets.token_bytes(32),
        "nonce_hash": secrets.token_bytes(32),
        "rating_id": row["id"],
        "window_id": row["window_id"],
        "scanned_at": moment,
        "submitted_at": moment,
        "is_bad": row["level"] <= Level.DISSATISFIED,
    }


def _receipt(row: dict[str, Any]) -> dict[str, Any]:
    return {"hall_id": row["hall_id"], "hash": secrets.token_bytes(32), "rating_id": row["id"]}


def _tallies(
    ids: dict[str, list[int]], counts: Counter[tuple[str, int, int]]
) -> Iterator[dict[str, Any]]:
    units = {(kind, unit) for kind, unit, _ in counts}
    for kind, unit in units:
        yield {
            "hall_id": ids["hall"][0],
            "month": MONTH,
            "kind": kind,
            "unit_id": unit,
            "lane": "printed",
            **{f"level_{level}": counts[kind, unit, level] for level in range(1, 6)},
        }


def _turn(ids: Sequence[int], at: int) -> int:
    return ids[at % len(ids)]
