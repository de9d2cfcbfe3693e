"""What is backed up in a test? An installation on each kind of database, with photos."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from hashlib import sha256
from pathlib import Path

from flask.testing import FlaskCliRunner

from backup.database import Database
from backup.house import House, database_at
from backup.manifest import Table
from photos.store import PhotoStore
from server.queries.operations.backed_up import FACTS, PHOTOS
from server.rules.ratings.form import CleanedPhoto
from server.settings import Settings
from tests.build import TestHall, a_form, a_hall, rate
from tests.house.installation import installed

# The newest shape of the database that this program knows.
LATEST = max(file.name[:4] for file in Path("migrations/versions").glob("[0-9]*.py"))
JPEG = b"a picture of the counter"


def a_photo_of(settings: Settings, content: bytes = JPEG) -> CleanedPhoto:
    """A photo that lies in the store of that installation."""
    name = PhotoStore(settings.photo_folder).save(content)
    return CleanedPhoto(name, sha256(content).hexdigest(), 10, 10)


def a_hall_with_a_photo(settings: Settings) -> tuple[TestHall, str]:
    """A hall with one bad rating, its photo and its contact; the photo's name."""
    place = a_hall()
    photo = a_photo_of(settings)
    form = a_form(
        1, text="等了一个小时", contact="13800000000", has_consented=True, photos=(photo,)
    )
    rate(place, form=form)
    rate(place, 5)
    return place, photo.name


@contextmanager
def terminal(settings: Settings) -> Iterator[FlaskCliRunner]:
    """Where an operator types commands of that installation."""
    with installed(settings) as app:
        yield app.test_cli_runner()


def elsewhere(settings: Settings, database_url: str, folder: Path) -> Settings:
    """The same installation on another machine: the same key, nothing else."""
    folder.mkdir()
    return replace(settings, database_url=database_url, var_dir=folder)


def database_of(settings: Settings) -> Database:
    """The database of that installation, as the workshop sees it."""
    kind, _, place = settings.database_url.partition(":///")
    return database_at(settings.database_url, Path(place) if kind == "sqlite" else None)


def tables_of(settings: Settings, scratch: Path) -> dict[str, Table]:
    """Every table with its digest, at this moment."""
    scratch.mkdir()
    with database_of(settings).snapshot(scratch) as stand:
        return dict(stand.tables())


def does(settings: Settings, *words: str | Path) -> str:
    """The operator's command where it must succeed; what it said."""
    with terminal(settings) as operator:
        done = operator.invoke(args=[str(word) for word in words])
    assert done.exit_code == 0, done.output
    return done.output


def refusal(settings: Settings, *words: str | Path) -> str:
    """The operator's command where it must not do anything; what it said."""
    with terminal(settings) as operator:
        done = operator.invoke(args=[str(word) for word in words])
    assert done.exit_code == 1, (done.output, done.exception)
    return done.output


def a_house(home: Settings, **more: str) -> House:
    """An installation as the command hands it over."""
    chosen = {"program": "0.1.0", **more}
    place = Path(home.database_url.partition(":///")[2])
    return House(
        database=database_at(home.database_url, place),
        photo_folder=home.photo_folder,
        keys=home.keys("backup"),
        photos=PHOTOS,
        facts=FACTS,
        **chosen,
    )
