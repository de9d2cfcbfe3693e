"""A window's tablet shows what everybody may read of the window's last month, and no more."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask

from server.actions.codes.issue_pairing import issue_pairing
from server.actions.registry.set_hall_setting import set_hall_setting
from server.queries.registry.halls import hall_named
from server.rules.hall_settings import SettingRow
from tests.house.installation import NOW, Clock, a_settings, installed
from tests.web.public.months import ONE_PERSON
from tests.web.public.tables import said


@pytest.fixture
def app(published_file: Path, tmp_path: Path, clock: Clock) -> Iterator[Flask]:
    """The hall that has published, with tablets that rate."""
    clock.move_to(NOW)
    shutil.copy(published_file, tmp_path / "hall.db")
    settings = a_settings(database_url=f"sqlite:///{tmp_path / 'hall.db'}", var_dir=tmp_path)
    with installed(settings) as app:
        set_to(app, "kiosk_rating", "press")
        yield app


def set_to(app: Flask, key: str, value: str) -> None:
    """The hall decides so."""
    with app.app_context():
        row = SettingRow(key, "", value, NOW.date())
        set_hall_setting(hall_named().id, row, by="李某", now=NOW)


def shown(app: Flask, window: str) -> str:
    """What the tablet of that window says."""
    with app.app_context():
        code = issue_pairing(hall_named().id, window, by="李某", now=NOW)
    client = app.test_client()
    address = f"/screen/{window}"
    client.post(f"{address}/pair", data={"code": code}, base_url="https://localhost")
    return said(client.get(address, base_url="https://localhost"))


def test_figures_are_shown_with_their_n_where_the_hall_says_so(app: Flask) -> None:
    before = shown(app, "A04")

    set_to(app, "kiosk_figures", "yes")

    assert "36 条评价" not in before
    assert "2026-10 公布：36 条评价，23 条满意" in shown(app, "A04")


@pytest.mark.parametrize("window", [ONE_PERSON, "A06"])
def test_a_window_that_is_one_person_or_has_few_ratings_shows_none(app: Flask, window: str) -> None:
    set_to(app, "kiosk_figures", "yes")

    assert "条评价" not in shown(app, window)
