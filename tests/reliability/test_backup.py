"""D9: a backup made while citizens rate is one moment of the hall, and comes back as it was."""

import secrets
import shutil
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select

from server.db import session
from server.models.ratings import Photo, Rating, Receipt, Visit
from server.settings import Settings
from tests.backup.halls import a_photo_of, elsewhere
from tests.build import TestHall, a_form, a_hall, rate
from tests.house import postgresql
from tests.house.installation import installed
from tests.house.running import ROOT, environment, serving
from tests.reliability.nodes import until
from tests.reliability.raters import Crowd, Form, a_rating_form, ask, crowd
from tests.reliability.test_kills import damage, doubled, lost_or_altered

pytestmark = pytest.mark.reliability

CITIZENS = 4
AT_LEAST = 40
WINDOWS = tuple(f"A{number:02d}" for number in range(1, 31))
# A rating, its visit, its receipt and its photo are written once and not changed.
WRITTEN_ONCE: tuple[Any, ...] = (Rating, Visit, Receipt, Photo)


@pytest.fixture
def place(app: Flask) -> TestHall:
    """A hall that is always open."""
    with app.app_context():
        return a_hall(windows=WINDOWS, opens=None)


@pytest.fixture
def new_home(
    settings: Settings, tmp_path: Path, request: pytest.FixtureRequest
) -> Iterator[Settings]:
    """Another machine, with the same key and nothing else."""
    folder = tmp_path / "elsewhere"
    if settings.database_url.startswith("sqlite"):
        yield elsewhere(settings, f"sqlite:///{folder / 'chuangping.db'}", folder)
        return
    home: Path = request.getfixturevalue("postgresql_home")
    name = f"restored_{secrets.token_hex(4)}"
    yield elsewhere(settings, postgresql.create(home, name), folder)
    postgresql.drop(home, name)


def does(settings: Settings, *words: str | Path) -> str:
    """The operator types a command in a process of its own; what it said."""
    done = subprocess.run(
        [sys.executable, "-m", "flask", "--app", "wsgi", *map(str, words)],
        cwd=ROOT,
        env=environment(settings),
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def enough(told: Crowd, more_than: int = 0) -> Callable[[], bool]:
    """Whether so many more ratings were acknowledged than before."""
    return lambda: len(told.acknowledged) >= more_than + AT_LEAST


def rows_of(settings: Settings) -> dict[str, set[Any]]:
    """Every row of the tables that are written once, as plain values."""
    with installed(settings) as app, app.app_context():
        return {
            table.__tablename__: set(map(tuple, session.execute(select(*table.__table__.columns))))
            for table in WRITTEN_ONCE
        }


def send_photos(app: Flask, settings: Settings, place: TestHall, over: threading.Event) -> None:
    """Bad ratings with photos, as the web page stores them: first the picture, then the row."""
    with app.app_context():
        while not over.is_set():
            photo = a_photo_of(settings, secrets.token_bytes(500))
            rate(place, form=a_form(1, text="等了一个小时", photos=(photo,)))
            over.wait(0.02)


def test_a_backup_under_load_comes_back_as_one_moment(
    app: Flask, settings: Settings, place: TestHall, new_home: Settings, tmp_path: Path
) -> None:
    over = threading.Event()
    photographer = threading.Thread(target=send_photos, args=(app, settings, place, over))

    with (
        serving(settings) as server,
        crowd(CITIZENS, lambda: server.url, lambda: a_rating_form(place, settings)) as told,
    ):
        photographer.start()
        until(enough(told), lambda: None)
        before = list(told.acknowledged)
        does(settings, "backup", tmp_path / "hall.tar")
        until(enough(told, len(told.acknowledged)), lambda: None)
        over.set()
        photographer.join()
    does(new_home, "restore", tmp_path / "hall.tar")

    source, restored = rows_of(settings), rows_of(new_home)
    assert not told.strange
    assert missing_after_restore(new_home, before) == []
    assert all(restored[name] <= source[name] for name in restored)
    assert AT_LEAST <= len(restored["rating"]) < len(source["rating"])
    names = column("name", Photo, restored["photo"])
    assert names == {photo.name for photo in new_home.photo_folder.glob("*.jpg")}
    assert names
    assert "逐条相符" in does(new_home, "recount", this_month(restored))
    does(new_home, "audit", "verify")


def missing_after_restore(home: Settings, acknowledged: list[Form]) -> list[Any]:
    """What was acknowledged before the backup and is not in it as it was, or is doubled."""
    with installed(home) as app, app.app_context():
        return [*lost_or_altered(acknowledged), *doubled(), *damage()]


def this_month(rows: dict[str, set[Any]]) -> str:
    """The month that the ratings of the crowd count in."""
    return max(column("month", Rating, rows["rating"]))


def column(name: str, table: Any, rows: set[Any]) -> set[str]:
    """The values of one column."""
    at = list(table.__table__.columns.keys()).index(name)
    return {str(row[at]) for row in rows}


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
def test_the_comparison_finds_what_a_copy_of_the_file_alone_lacks(
    settings: Settings, place: TestHall, tmp_path: Path
) -> None:
    forms = [a_rating_form(place, settings) for _ in range(AT_LEAST)]

    with serving(settings) as server:
        answers = [ask(server.url, form)[0] for form in forms]
        (tmp_path / "copied").mkdir()
        shutil.copy(tmp_path / "test.db", tmp_path / "copied" / "chuangping.db")
    home = elsewhere(
        settings, f"sqlite:///{tmp_path / 'copied' / 'chuangping.db'}", tmp_path / "home"
    )

    assert set(answers) == {201}
    with installed(home) as app, app.app_context():
        assert damage() == []
        assert len(lost_or_altered(forms)) > 0
