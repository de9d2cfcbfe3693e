"""The app that tests share is in each test's own database, and never one that a test changed."""

from collections.abc import Callable
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import event, text

from server.settings import Settings
from tests.house.installation import a_settings
from tests.house.kept import moved

SOMETHING = "INSERT INTO alembic_version VALUES ('x')"


def count_in(app: Flask) -> int | None:
    session = app.extensions["sqlalchemy"].session
    with app.app_context():
        found: int | None = session.scalar(text("SELECT count(*) FROM alembic_version"))
    return found


@pytest.fixture
def elsewhere(sqlite_template: Path, tmp_path: Path) -> Settings:
    """Another installation, with a database of its own."""
    file = tmp_path / "elsewhere" / "test.db"
    file.parent.mkdir()
    file.write_bytes(sqlite_template.read_bytes())
    return a_settings(database_url=f"sqlite:///{file}", var_dir=file.parent)


def test_the_same_app_moves_to_another_database(settings: Settings, elsewhere: Settings) -> None:
    with moved(settings, has_entrances=False) as first, first.app_context():
        first.extensions["sqlalchemy"].session.execute(text(SOMETHING))
        first.extensions["sqlalchemy"].session.commit()

    with moved(elsewhere, has_entrances=False) as second:
        assert second.extensions["chuangping"].settings == elsewhere
        assert count_in(second) == 1


def test_who_asks_while_it_is_taken_gets_another(sqlite_url: str, elsewhere: Settings) -> None:
    here = a_settings(database_url=sqlite_url, var_dir=elsewhere.var_dir)

    with moved(here, has_entrances=False) as one, moved(elsewhere, has_entrances=False) as other:
        assert one is not other


def listens(app: Flask) -> None:
    with app.app_context():
        engine = app.extensions["sqlalchemy"].engine
    event.listen(engine, "before_cursor_execute", lambda *_: None)


def opens_otherwise(app: Flask) -> None:
    with app.app_context():
        engine = app.extensions["sqlalchemy"].engine
    event.listen(engine, "connect", lambda *_: None)


@pytest.mark.parametrize(
    "change",
    [
        pytest.param(lambda app: app.config.update(TESTING=True), id="a setting"),
        pytest.param(lambda app: app.view_functions.update(x=str), id="a view"),
        pytest.param(lambda app: app.add_url_rule("/x", "x"), id="a route"),
        pytest.param(lambda app: app.before_request(lambda: None), id="a hook"),
        pytest.param(listens, id="a listener of statements"),
        pytest.param(opens_otherwise, id="a listener of connections"),
    ],
)
def test_an_app_that_a_test_changed_is_not_handed_on(
    elsewhere: Settings, change: Callable[[Flask], object]
) -> None:
    with moved(elsewhere, has_entrances=False) as changed:
        change(changed)

    with moved(elsewhere, has_entrances=False) as next_one:
        assert next_one is not changed
