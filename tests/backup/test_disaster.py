"""Backup, disaster, restore: citizens and the office find everything as it was before."""

import re
import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from photos.store import PhotoStore
from scheduled.reconcile import reconcile
from server.actions.registry.seed_calendar import seed_calendar
from server.gate import wiring
from server.rules.months import Month
from server.settings import Settings
from tests.backup.halls import JPEG, a_photo_of, does, terminal
from tests.build import a_form, at, rate
from tests.house.installation import NOW, Clock, installed
from tests.reliability.months import a_hall_since
from tests.scheduled.plan import a_node

PAGES = (
    "/public/",
    "/public/notices/",
    "/public/rankings/2026-10",
    "/public/rankings/2026-10.csv",
    "/public/feed.xml",
    "/api/v1/public/notices",
    "/api/v1/public/rankings/2026-10",
)
CHECKS = (("notices", "verify"), ("audit", "verify"), ("recount", "2026-10"), ("settings", "show"))
FRESH_EACH_TIME = re.compile(r'nonce="[^"]*"|nonce-[\w-]+')


@pytest.fixture
def lived(settings: Settings, clock: Clock) -> Settings:
    """A hall with a published month, a complaint's photo and a contact."""
    clock.move_to(NOW)
    with installed(settings) as app, app.app_context():
        seed_calendar(now=NOW)
        place = a_hall_since(Month(2026, 10), months=1)
        photo = a_photo_of(settings)
        form = a_form(1, text="等了一个小时", photos=(photo,), contact="1", has_consented=True)
        rate(place, moment=at("2026-11-24 10:00"), form=form)
        reconcile(a_node(NOW, wiring=wiring()))
    return settings


def seen(settings: Settings) -> dict[str, str]:
    """What everybody can look at, and what the office's checks say."""
    with installed(settings) as app:
        pages = {page: app.test_client().get(page) for page in PAGES}
    assert {page: answer.status_code for page, answer in pages.items()} == dict.fromkeys(PAGES, 200)
    with terminal(settings) as operator:
        told = {" ".join(words): operator.invoke(args=words).output for words in CHECKS}
    shown = {page: FRESH_EACH_TIME.sub("", answer.text) for page, answer in pages.items()}
    return {**shown, **told}


def test_after_a_disaster_everything_is_as_before(
    lived: Settings, new_home: Settings, tmp_path: Path
) -> None:
    does(lived, "backup", tmp_path / "hall.tar")
    before, photos = seen(lived), PhotoStore(lived.photo_folder).names()
    shutil.rmtree(lived.photo_folder)
    new = replace(new_home, public_url=lived.public_url)

    does(new, "restore", tmp_path / "hall.tar")

    assert seen(new) == before
    assert PhotoStore(new.photo_folder).names() == photos
    assert [PhotoStore(new.photo_folder).read(name) for name in photos] == [JPEG]
