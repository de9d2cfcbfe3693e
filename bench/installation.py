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
    day = date(2026, 1, 1)
    hall, department = new_id(day), new_id(day)
    groups = [new_id(day) for _ in range(max(windows, staff) // GROUP_SIZE + 1)]
    ids = {
        "hall": [hall],
        "windows": [new_id(day) for _ in range(windows)],
        "staff": [new_id(day) for _ in range(staff)],
    }
    part = {"hall_id": hall, "department_id": department}
    rows: list[tuple[type, list[dict[str, object]]]] = [
        (registry.Hall, [_hall(hall)]),
        (registry.Department, [{"id": department, "hall_id": hall, "code": "D", "name": "综合科"}]),
        (
            registry.PeerGroup,
            [
                {"id": group, "hall_id": hall, "code": f"G{at:03d}", "name": f"第{at}组"}
                for at, group in enumerate(groups)
            ],
        ),
        (
            registry.Window,
            [
                {
                    "id": window,
                    "number": f"W{at:05d}",
                    "name": "综合受理",
                    "group_id": groups[at // GROUP_SIZE],
                    **part,
                }
                for at, window in enumerate(ids["windows"])
            ],
        ),
        (
            registry.Staff,
            [
                {
                    "id": person,
                    "number": f"{at:05d}",
                    "name": "张某",
                    "group_id": groups[at // GROUP_SIZE],
                    **part,
                }
                for at, person in enumerate(ids["staff"])
            ],
        ),
        (registry.Duty, [_duty(hall, ids, at) for at in range(windows)]),
        (codes.WindowCode, [_code(hall, ids, at) for at in range(windows)]),
    ]
    with transaction() as session:
        for table, values in rows:
            session.connection().execute(insert(table), values)
    return ids


def code_of(at: int) -> str:
    """The code of window number ``at``."""
    return f"{at:08d}"


def a_moment() -> datetime:
    """Ten in the morning of a working day of the month that the benches fill."""
    return datetime.combine(date(2026, 11, 25), time(10), ZONE)


def _hall(hall: int) -> dict[str, object]:
    return {
        "id": hall,
        "code": "BENCH",
        "name": "示例区政务服务中心",
        "unit_code": "BENCH",
        "created_at": LONG_AGO,
    }


def _duty(hall: int, ids: dict[str, list[int]], at: int) -> dict[str, object]:
    return {
        "id": new_id(date(2026, 1, 1)),
        "hall_id": hall,
        "window_id": ids["windows"][at],
        "staff_id": ids["staff"][at % len(ids["staff"])],
        "starts_at": LONG_AGO,
        "source": "standing",
        "entered_at": LONG_AGO,
        "entered_by": "bench",
    }


def _code(hall: int, ids: dict[str, list[int]], at: int) -> dict[str, object]:
    return {
        "code": code_of(at),
        "hall_id": hall,
        "window_id": ids["windows"][at],
        "issued_at": LONG_AGO,
        "issued_by": "bench",
    }


def a_nonce() -> bytes:
    """Sixteen bytes of chance, as a form has them."""
    return secrets.token_bytes(16)


def minutes(count: int) -> timedelta:
    """So many minutes."""
    return timedelta(minutes=count)
