"""Do the files of photos go when their rows have gone, whoever dies in between?"""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from flask import Flask

from photos.store import PhotoStore
from scheduled.jobs import clean_photos, erase
from scheduled.steps import Step
from server.gate import wiring
from server.models.ratings import Photo
from tests.build import MORNING, TestHall, a_form, a_hall, on_duty, rate
from tests.scheduled.kept import a_photo, a_turn, left

DAY = timedelta(days=1)
# Disks count finer than we do, so a border is only sharp to a millisecond.
MOMENT = timedelta(milliseconds=1)
PICTURE = b"\xff\xd8 a picture \xff\xd9"


@pytest.fixture
def place(app: Flask) -> Any:
    """A hall, and inside the program that serves it."""
    with app.app_context():
        place = a_hall()
        on_duty(place, "0137")
        yield place


def test_the_files_of_photos_follow_their_rows(place: TestHall) -> None:
    store = wiring().photo_store
    kept, old = store.save(PICTURE), store.save(PICTURE)
    rate(place, form=a_form(5, photos=(a_photo(old),)))

    erase(a_turn(place, MORNING + 366 * DAY))

    assert left(Photo) == 0
    assert store.names() == [kept]


class Died(BaseException):
    """The process ends, as if it were killed."""


def dying(step: Step, run: str) -> None:
    if step is Step.ROWS_ERASED:
        raise Died(run)


def test_files_that_a_death_left_behind_are_found_by_the_clean_up(place: TestHall) -> None:
    store = wiring().photo_store
    name = store.save(PICTURE)
    rate(place, form=a_form(5, photos=(a_photo(name),)))

    with pytest.raises(Died):
        erase(a_turn(place, MORNING + 366 * DAY, dying))
    after_death = store.names()
    clean_photos(a_turn(place, stored_at(store, name) + DAY + MOMENT))

    assert after_death == [name]
    assert store.names() == []


def test_the_clean_up_leaves_known_and_young_pictures(place: TestHall) -> None:
    store = wiring().photo_store
    known, young = store.save(PICTURE), store.save(PICTURE)
    rate(place, form=a_form(5, photos=(a_photo(known),)))

    stored = stored_at(store, young)
    clean_photos(a_turn(place, stored + DAY - MOMENT))
    while_young = store.names()
    clean_photos(a_turn(place, stored + DAY + MOMENT))

    assert while_young == sorted([known, young])
    assert store.names() == [known]


def stored_at(store: PhotoStore, name: str) -> datetime:
    """When the file was written, by the clock of the disk."""
    return datetime.fromtimestamp((store.folder / name).stat().st_mtime, tz=UTC)
