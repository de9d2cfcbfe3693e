"""May a public page be kept, and does nobody see an old state?"""

import shutil
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient

from server.actions.publication.end_objections import end_objections
from server.queries.registry.halls import hall_named
from tests.build import at
from tests.house.installation import NOW, Clock, a_settings, installed
from tests.web.public.months import SECOND
from tests.web.public.tables import said

NOTICE = f"/public/notices/{SECOND}"
PAGES = (
    "/public/",
    "/public/rankings/2026-10",
    "/public/rankings/2026-10.csv",
    "/public/notices/",
    NOTICE,
    "/public/windows/A04",
    "/public/method",
    "/public/feed.xml",
)


@pytest.mark.parametrize("address", PAGES)
def test_who_has_a_page_already_gets_nothing_again(reader: FlaskClient, address: str) -> None:
    first = reader.get(address)

    again = reader.get(address, headers={"If-None-Match": first.headers["ETag"]})

    assert (first.status_code, again.status_code, again.data) == (200, 304, b"")
    assert again.headers["ETag"] == first.headers["ETag"]


@pytest.mark.parametrize("address", PAGES)
def test_every_cache_may_keep_it_and_must_ask_before_each_use(
    reader: FlaskClient, address: str
) -> None:
    control = reader.get(address).headers["Cache-Control"]

    assert set(control.split(", ")) == {"public", "no-cache"}


def test_a_page_is_kept_apart_for_each_language(reader: FlaskClient) -> None:
    chinese = reader.get(NOTICE, headers={"Accept-Language": "zh"})
    english = reader.get(NOTICE, headers={"Accept-Language": "en"})

    assert "Accept-Language" in chinese.headers["Vary"]
    assert chinese.headers["ETag"] != english.headers["ETag"]


def test_compressed_or_not_it_is_the_same_page(reader: FlaskClient) -> None:
    plain = reader.get(NOTICE, headers={"Accept-Encoding": "identity"})
    packed = reader.get(NOTICE, headers={"Accept-Encoding": "gzip"})

    assert plain.headers["ETag"] == packed.headers["ETag"]
    assert len(packed.data) < len(plain.data) / 3


def test_a_page_holds_nothing_of_its_own_request(reader: FlaskClient) -> None:
    # A nonce would change with each answer, and a kept page would refuse its own look.
    assert "nonce" not in reader.get(NOTICE).text


def test_the_look_is_kept_for_good_and_changes_its_address(reader: FlaskClient) -> None:
    page = reader.get("/public/")

    address = page.text.partition('<link rel="stylesheet" href="')[2].partition('"')[0]
    sheet = reader.get(address)
    assert "?v=" in address
    assert (sheet.status_code, sheet.mimetype) == (200, "text/css")
    assert "immutable" in sheet.headers["Cache-Control"]


def test_a_missing_page_is_not_kept(reader: FlaskClient) -> None:
    missing = reader.get("/public/rankings/2026-11")

    assert missing.headers["Cache-Control"] == "no-store"


@pytest.fixture
def own_copy(published_file: Path, tmp_path: Path) -> Iterator[Flask]:
    """The program on a copy of the database that this test may change."""
    database = tmp_path / "own.db"
    shutil.copy(published_file, database)
    with installed(a_settings(database_url=f"sqlite:///{database}", var_dir=tmp_path)) as app:
        yield app


def test_when_the_objection_period_ends_nobody_sees_the_old_state(
    own_copy: Flask, clock: Clock
) -> None:
    clock.move_to(NOW)
    client = own_copy.test_client()
    before = client.get(NOTICE)
    clock.move_to(NOW + timedelta(days=6))
    with own_copy.app_context():
        end_objections(hall_named(), now=at("2026-12-01 01:00"))

    after = client.get(NOTICE, headers={"If-None-Match": before.headers["ETag"]})

    assert "公示中 · 至 2026年11月30日" in said(before)
    assert after.status_code == 200
    assert "公示期 5 个工作日，已于 2026年11月30日 结束" in said(after)
    assert "有效性 有效" in said(after)
