"""Who reads the public pages in these tests: anybody, of a hall that has published two months."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient

from tests.house.installation import NOW, Clock, a_settings, installed
from tests.web.public.months import a_place, live_through


@pytest.fixture(scope="session")
def published_file(sqlite_template: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A database with a hall that has published; made once, copied by tests that change it."""
    folder = tmp_path_factory.mktemp("published")
    database = folder / "published.db"
    shutil.copy(sqlite_template, database)
    settings = a_settings(database_url=f"sqlite:///{database}", var_dir=folder)
    with installed(settings) as app, app.app_context():
        live_through(a_place())
    return database


@pytest.fixture(scope="session")
def published_app(published_file: Path) -> Iterator[Flask]:
    """The program with that database, for tests that only read."""
    settings = a_settings(database_url=f"sqlite:///{published_file}", var_dir=published_file.parent)
    with installed(settings) as app:
        yield app


@pytest.fixture
def reader(published_app: Flask, clock: Clock) -> FlaskClient:
    """Anybody, on Wednesday 2026-11-25."""
    clock.move_to(NOW)
    return published_app.test_client()
