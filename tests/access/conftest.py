"""The program and the house that every test of the table shares."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import event

from server.db import db
from tests.access.house import House
from tests.house.installation import NOW, Clock, a_settings, installed


@pytest.fixture(scope="module")
def program(sqlite_template: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Flask]:
    """One program for the whole table; what its answers change does not change who comes in."""
    folder = tmp_path_factory.mktemp("access")
    (folder / "test.db").write_bytes(sqlite_template.read_bytes())
    settings = a_settings(database_url=f"sqlite:///{folder / 'test.db'}", var_dir=folder)
    with installed(settings) as app:
        with app.app_context():
            event.listen(db.engine, "connect", _in_no_hurry_to_the_disk)
        yield app


def _in_no_hurry_to_the_disk(connection: Any, _record: object) -> None:
    """Two thousand requests, a third of which write a line of the audit."""
    connection.execute("PRAGMA synchronous=OFF")


@pytest.fixture(scope="module")
def moment() -> Iterator[Clock]:
    time_machine = pytest.importorskip("time_machine")
    with time_machine.travel(NOW, tick=False) as traveller:
        yield Clock(traveller)


@pytest.fixture(scope="module")
def house(program: Flask, moment: Clock) -> House:
    del moment
    return House(program)
