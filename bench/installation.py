"""What do the benches run on? A database with a large hall, and the ways to fill it."""

import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime, time, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import flask_migrate
from flask import Flask
from sqlalchemy import insert

from server.app import create_app
from server.db import db, transaction
from server.ids import new_id
from server.models import codes, registry
from server.settings import Settings

ZONE = ZoneInfo("Asia/Shanghai")
WORDS = "a secret of the benches, thirty-two bytes and more"
GROUP_SIZE = 50
LONG_AGO = datetime(2026, 1, 1, tzinfo=ZONE)


def settings_for(database_url: str, folder: Path, *, threads: int = 1) -> Settings:
    """Settings of an installation of the bench."""
    return Settings(
        database_url=database_url,
        secret_key=WORDS,
        public_url="https://bench.example.gov.cn",
        var_dir=folder,
        threads=threads,
    )


@contextmanager
def installed(settings: Settings) -> Iterator[Flask]:
    """The program with an up-to-date database, inside its context."""
    app = create_app(settings)
    with app.app_context():
        flask_migrate.upgrade()
        yield app
        db.session.remove()
        db.engine.dispose()


def a_large_hall(*, windows: int, staff: int) -> dict[str, list[int]]:
    """A hall with so many windows and people in groups of fifty, each with a standing duty.

    Answers the ids: ``hall`` (one), ``windows``, ``staff``. Window i has the code of
    ``code_of(i)``; the hall has no opening hours, so it is always open.
    """
    count = max(windows, staff) // GROUP_SIZE + 1
    ids = {
        "hall": [_new_id()],
        "department": [_new_id()],
        "groups": [_new_id() for _ in range(count)],
        "windows": [_new_id() for _ in range(windows)],
        "staff": [_new_id() for _ in range(staff)],
    }
    with transaction() as session:
        for table, values in _rows(ids):
            session.connection().execute(insert(table), values)
    return ids


def code_of(at: int) -> str:
    """The code of window number ``at``."""
    return f"{at:08d}"


def a_moment() -> datetime:
    """Ten in the morning of a working day of the month that the benches fill."""
    return datetime.combine(date(2026, 11, 25), time(10), ZONE)


def a_nonce() -> bytes:
    """Sixteen bytes of chance, as a form has them."""
    return secrets.token_bytes(16)


def minutes(count: int) -> timedelta:
    """So many minutes."""
    return timedelta(minutes=count)


def _new_id() -> int:
    return new_id(LONG_AGO.date())


def _rows(ids: dict[str, list[int]]) -> Iterator[tuple[type, list[dict[str, object]]]]:
    """The tables in the order in which they refer to each other, and their rows."""
    hall = {"hall_id": ids["hall"][0]}
    yield registry.Hall, [_hall(ids["hall"][0])]
    yield (
        registry.Department,
        [{"id": ids["department"][0], "code": "D", "name": "综合科", **hall}],
    )
    yield (
        registry.PeerGroup,
        [
            {"id": group, "code": f"G{at:03d}", "name": f"第{at}组", **hall}
            for at, group in enumerate(ids["groups"])
        ],
    )
    yield registry.Window, [_unit(ids, "windows", at) for at in range(len(ids["windows"]))]
    yield registry.Staff, [_unit(ids, "staff", at) for at in range(len(ids["staff"]))]
    yield registry.Duty, [_duty(ids, at) for at in range(len(ids["windows"]))]
    yield codes.WindowCode, [_code(ids, at) for at in range(len(ids["windows"]))]


def _hall(hall: int) -> dict[str, object]:
    return {
        "id": hall,
        "code": "BENCH",
        "name": "示例区政务服务中心",
        "unit_code": "BENCH",
        "created_at": LONG_AGO,
    }


def _unit(ids: dict[str, list[int]], kind: str, at: int) -> dict[str, object]:
    return {
        "id": ids[kind][at],
        "hall_id": ids["hall"][0],
        "number": f"{at:05d}",
        "name": "综合受理" if kind == "windows" else "张某",
        "department_id": ids["department"][0],
        "group_id": ids["groups"][at // GROUP_SIZE],
    }


def _duty(ids: dict[str, list[int]], at: int) -> dict[str, object]:
    return {
        "id": _new_id(),
        "hall_id": ids["hall"][0],
        "window_id": ids["windows"][at],
        "staff_id": ids["staff"][at % len(ids["staff"])],
        "starts_at": LONG_AGO,
        "source": "standing",
        "entered_at": LONG_AGO,
        "entered_by": "bench",
    }


def _code(ids: dict[str, list[int]], at: int) -> dict[str, object]:
    return {
        "code": code_of(at),
        "hall_id": ids["hall"][0],
        "window_id": ids["windows"][at],
        "issued_at": LONG_AGO,
        "issued_by": "bench",
    }
