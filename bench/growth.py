"""Does a rating cost more when there are many? Few against many stored, in turn.

Also counts what one rating does to the database: statements, and bytes of its log written.
"""

import statistics
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import timedelta
from hashlib import sha256
from pathlib import Path
from typing import Any

from flask import Flask
from sqlalchemy import event, text

from bench import installation
from bench.filling import fill
from server.actions.ratings.submit_rating import submit_rating
from server.db import db, hurried, transaction
from server.rules.ratings.form import RatingForm, Scan
from server.rules.ratings.levels import Lane, Level
from server.rules.ratings.raters import Rater
from server.settings import Settings

WINDOWS = 500
LEAST_RATIO = 0.85
LOGGED = 50  # ratings over which the bytes of the log are averaged


@dataclass(frozen=True)
class Size:
    """How many ratings are stored beforehand (few, many); pairs of bursts; ratings a burst."""

    few: int
    many: int
    pairs: int
    burst: int


SMALL = Size(few=2_000, many=20_000, pairs=2, burst=60)
FULL = Size(few=10_000, many=5_000_000, pairs=10, burst=300)


def measure(few: Settings, many: Settings, size: Size) -> dict[str, float]:
    """Speed with many stored ÷ speed with few (median of pairs), and what one rating does."""
    with installation.installed(few) as small, installation.installed(many) as large:
        for app, ratings in ((small, size.few), (large, size.many)):
            _prepare(app, ratings)
        ratios = []
        for turn in range(size.pairs):
            slow, fast = _burst(large, size.burst, turn), _burst(small, size.burst, turn)
            ratios.append(fast / slow)
        return {
            "ratio": statistics.median(ratios),
            **{f"few_{name}": value for name, value in _one_rating(small).items()},
            **{f"many_{name}": value for name, value in _one_rating(large).items()},
        }


def _prepare(app: Flask, ratings: int) -> None:
    with app.app_context():
        ids = installation.a_large_hall(windows=WINDOWS, staff=WINDOWS)
        with hurried(), transaction() as session:
            fill(session.connection(), ids, ratings)
        if db.engine.dialect.name == "postgresql":
            with db.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
                connection.execute(text("VACUUM ANALYZE"))


def _burst(app: Flask, ratings: int, turn: int) -> float:
    """Seconds for so many ratings."""
    with app.app_context():
        _rate(0, turn)
        start = time.perf_counter()
        for at in range(ratings):
            _rate(at, turn)
        return time.perf_counter() - start


def _rate(at: int, turn: int, rater: Rater | None = None) -> None:
    moment = installation.a_moment() + timedelta(minutes=15 * turn, seconds=at % 60)
    nonce = installation.a_nonce()
    submit_rating(
        Scan(installation.code_of(at % WINDOWS), moment, nonce, Lane.PRINTED, rater=rater),
        RatingForm(Level.VERY_SATISFIED, tags=("517",)),
        receipt_hash=sha256(nonce).digest(),
        contact_key=b"k" * 32,
        now=moment + timedelta(seconds=40),
    )


def _one_rating(app: Flask) -> dict[str, float]:
    """How many statements one rating sends, without and with an account, and its bytes of log."""
    with app.app_context():
        _start_log_anew()
        with _counted() as statements:
            _rate(1, 1000)
        _rate(1, 1001, _account(1))  # the month's first one makes the keys
        with _counted() as of_account:
            _rate(1, 1002, _account(2))
        before = _log_bytes()
        for at in range(LOGGED):
            _rate(at + 2, 1000)
        return {
            "statements": len(statements),
            "account_statements": len(of_account),
            "log_bytes": (_log_bytes() - before) / LOGGED,
        }


def _account(number: int) -> Rater:
    """An account of a phone."""
    return Rater(f"o-{number}", (b"s" * 32,), (b"b" * 32,))


@contextmanager
def _counted() -> Iterator[list[str]]:
    statements: list[str] = []

    def note(_connection: object, _cursor: object, statement: str, *_more: object) -> None:
        statements.append(statement)

    event.listen(db.engine, "before_cursor_execute", note)
    try:
        yield statements
    finally:
        event.remove(db.engine, "before_cursor_execute", note)


def _start_log_anew() -> None:
    """SQLite writes its log over and over; from here on the file only grows."""
    with db.engine.connect() as connection:
        if connection.dialect.name == "sqlite":
            raw: Any = connection.connection.dbapi_connection
            raw.execute("PRAGMA wal_autocheckpoint=0")
            raw.execute("PRAGMA wal_checkpoint(TRUNCATE)")


def _log_bytes() -> int:
    """How long the database's write-ahead log is by now."""
    with db.engine.connect() as connection:
        if connection.dialect.name == "postgresql":
            position = connection.execute(text("SELECT pg_current_wal_lsn() - '0/0'::pg_lsn"))
            return int(position.scalar_one())
        return Path(f"{db.engine.url.database}-wal").stat().st_size
