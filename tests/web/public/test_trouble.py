"""What does a reader see when the data cannot be read, or not all lanes count?"""

from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient

from server.actions.registry.set_hall_setting import set_hall_setting
from server.queries.registry.halls import hall_named
from server.rules.hall_settings import SettingRow
from tests.build import a_hall, at, in_being_since
from tests.house.installation import NOW, Clock, a_settings, installed
from tests.web.public.months import OCTOBER, SECOND, publish
from tests.web.public.tables import said


@pytest.mark.parametrize(
    "url", ["sqlite:////nonexistent/hall.db", "postgresql://nobody@127.0.0.1:9/hall"]
)
def test_a_database_out_of_reach_is_told_without_asking_it_again(url: str, tmp_path: Path) -> None:
    with installed(a_settings(database_url=url, var_dir=tmp_path)) as app:
        page = app.test_client().get("/public/")

    assert page.status_code == 503
    assert "暂时读不到数据，请过几分钟再看" in said(page)
    assert page.headers["Cache-Control"] == "no-store"


def test_a_group_in_which_not_every_way_counts_says_which_do(
    app: Flask, client: FlaskClient, clock: Clock
) -> None:
    clock.move_to(NOW)
    with app.app_context():
        a_hall()
        in_being_since("2026-09-01 08:00")
        row = SettingRow("counting_lanes", "", "verified,present", OCTOBER.days()[0])
        set_hall_setting(hall_named().id, row, by="李某", now=at("2026-09-01 09:00"))
        publish(hall_named(), OCTOBER, at("2026-11-06 09:00"))

    page = client.get("/public/rankings/2026-10")

    assert "计入比较：窗口屏动态码、办件凭证" in said(page)


def test_a_notice_is_read_in_english_to_its_last_day(reader: FlaskClient) -> None:
    words = said(reader.get(f"/public/notices/{SECOND}?lang=en"))

    assert "Validity open to objections" in words
    assert "24 Nov Tue day 1 25 Nov Wed day 2" in words
    assert "A01: n=31, 1 bad, uncertain → n=30, 0 bad, like the group" in words
