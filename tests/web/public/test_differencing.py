"""Does one more rating change anything that everybody can read? (reliability V2)"""

import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import select

from server.actions.publication.approve_publication import approve_publication
from server.actions.publication.publish_month import publish_month
from server.actions.ratings.approve_exclusion import approve_exclusion
from server.actions.ratings.propose_exclusion import ExclusionForm, propose_exclusion
from server.db import session
from server.models.codes import WindowCode
from server.models.ratings import Rating
from server.models.registry import Window
from server.queries.registry.halls import hall_named
from server.rules.accounts.roles import Role
from server.rules.cases.codes import ExclusionReason
from tests.build import MORNING, TestHall, rate
from tests.house.installation import NOW, Clock, a_settings, installed
from tests.house.signed_in import an_account
from tests.web.forms import words_of
from tests.web.public.months import ALONE, FIRST, OCTOBER, SECOND

PAGES = (
    "/public/",
    "/public/rankings/2026-10",
    "/public/notices/",
    f"/public/notices/{FIRST}",
    f"/public/notices/{SECOND}",
    *(f"/public/windows/{window}" for window in (*ALONE, "A06", "A07", "A08")),
    "/public/method",
    "/public/rankings/2026-10.csv",
    "/public/rankings/2026-10.json",
    "/public/feed.xml",
    "/api/v1/public/notices",
    "/api/v1/public/replies",
)
NONCE = re.compile(rb'nonce="[^"]+"')


@pytest.fixture
def app(published_file: Path, tmp_path: Path, clock: Clock) -> Iterator[Flask]:
    """The hall that has published two months, as it is on the 25th of November."""
    clock.move_to(NOW)
    shutil.copy(published_file, tmp_path / "copy.db")
    settings = a_settings(database_url=f"sqlite:///{tmp_path / 'copy.db'}", var_dir=tmp_path)
    with installed(settings) as app:
        yield app


@pytest.fixture
def place(app: Flask) -> TestHall:
    """The hall again, with what tests need to rate in it."""
    with app.app_context():
        hall = hall_named()
        windows = dict(session.execute(select(Window.number, Window.id)).all())
        codes = dict(
            session.execute(
                select(Window.number, WindowCode.code).join(
                    WindowCode, WindowCode.window_id == Window.id
                )
            ).all()
        )
    return TestHall(hall, windows=windows, codes=codes, staff={})


def read_all(app: Flask) -> dict[str, bytes]:
    client = app.test_client()
    found = {page: client.get(page) for page in PAGES}
    assert {page: one.status_code for page, one in found.items() if one.status_code != 200} == {}
    return {page: NONCE.sub(b"", one.data) for page, one in found.items()}


@pytest.mark.parametrize("level", [1, 5])
@pytest.mark.parametrize("window", ["A01", "A08"])
def test_one_rating_more_changes_no_public_page(
    app: Flask, place: TestHall, level: int, window: str
) -> None:
    before = read_all(app)

    with app.app_context():
        rate(place, level, window=window, moment=MORNING)

    after = read_all(app)
    assert [page for page in PAGES if after[page] != before[page]] == []


def test_a_rating_set_aside_shows_nowhere_before_its_revision_is_published(
    app: Flask, place: TestHall
) -> None:
    before = read_all(app)

    with app.app_context():
        exclude_a_bad_one(place)

    assert read_all(app) == before


def test_the_revision_says_what_it_changed_before_and_after(app: Flask, place: TestHall) -> None:
    with app.app_context():
        exclude_a_bad_one(place)
        approve_publication(place.hall, OCTOBER, by="赵某", now=NOW)
        numbers = publish_month(place.hall, OCTOBER, now=NOW)

    client = app.test_client()
    newest = client.get("/public/notices/").text
    new, old = (client.get(f"/public/notices/{number}") for number in (_latest(newest), FIRST))
    assert "malicious" not in words_of(new)
    assert "恶意" in words_of(new)
    assert "A04: n=36，差评 13" in words_of(new)
    assert "合计：计入" in words_of(new)
    assert old.status_code == 200
    assert numbers is not None


def exclude_a_bad_one(place: TestHall) -> None:
    """Two people set a bad rating of A04 aside."""
    first, second = (an_account(place, Role.SUPERVISOR).actor for _ in range(2))
    rating = session.scalars(
        select(Rating.id).where(Rating.window_id == place.windows["A04"], Rating.level == 2)
    ).first()
    form = ExclusionForm(int(rating or 0), ExclusionReason.MALICIOUS, "同一人反复打差评")
    number = propose_exclusion(place.hall, form, by=first, now=NOW)
    assert approve_exclusion(place.hall, number, by=second, now=NOW) == (OCTOBER,)


def _latest(page: str) -> str:
    """The number of the newest ranking notice on the page of all notices."""
    numbers = re.findall(r"/public/notices/(SLQ-ZWZX/2026-\d{4})\"", page)
    return str(sorted(numbers)[-2])
