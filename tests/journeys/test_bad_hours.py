"""A form that stands open through a long lunch or an outage is not lost, and is taken after it."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page

from server.settings import Settings
from tests.browser.citizen.town import send
from tests.house import postgresql
from tests.house.databases import migrate
from tests.house.installation import a_settings
from tests.journeys.conftest import HALL, Street
from tests.journeys.installation import Installation
from tests.journeys.small_hall import OPEN, levels_given, settle
from tests.journeys.test_bad_day import all_is_kept, fill_in, what_is_wrong

pytestmark = pytest.mark.browser


@pytest.fixture
def database_url(sqlite_url: str) -> str:
    """An SQLite file; the test that stops PostgreSQL has a server of its own."""
    return sqlite_url


def fill_in_at(phone: Page, installation: Installation) -> None:
    """A citizen of a hall that has just been settled has filled in the form."""
    phone.goto(f"{HALL}/w/{settle(installation.settings)[OPEN]}")
    fill_in(phone)


def is_taken(phone: Page, settings: Settings) -> bool:
    """Whether the form is taken as it stands, once."""
    send(phone)
    phone.wait_for_url("**/w/thanks/**")
    return levels_given(settings) == [2]


def test_a_form_of_more_than_two_hours_keeps_its_words_and_is_taken_again(
    installation: Installation, phone: Page
) -> None:
    installation.moment = "2026-11-25 10:00"
    with installation.open_to_citizens():
        fill_in_at(phone, installation)
    installation.moment = "2026-11-25 12:01"

    with installation.open_to_citizens():
        send(phone)

        assert "您填写的内容都在" in what_is_wrong(phone)
        assert all_is_kept(phone)
        assert is_taken(phone, installation.settings)


def unmount(file: Path) -> None:
    """The database's file is not there, as before its disk is mounted."""
    file.rename(file.with_suffix(".away"))
    file.mkdir()


def mount(file: Path) -> None:
    """There it is."""
    file.rmdir()
    file.with_suffix(".away").rename(file)


def test_a_server_that_came_up_before_its_disk_keeps_the_words_and_recovers(
    installation: Installation, phone: Page
) -> None:
    with installation.open_to_citizens():
        fill_in_at(phone, installation)
    file = Path(installation.settings.database_url.removeprefix("sqlite:///"))
    unmount(file)

    with installation.open_to_citizens():
        send(phone)

        assert "暂时连不上数据库" in what_is_wrong(phone)
        assert all_is_kept(phone)
        mount(file)
        assert is_taken(phone, installation.settings)


@pytest.fixture
def own_postgresql(shared_folder: Path, worker_name: str) -> Iterator[Path]:
    """The folder of a PostgreSQL server that no other test uses."""
    if postgresql.programs() is None:
        pytest.skip("PostgreSQL is not installed (Debian: apt-get install postgresql)")
    folder = shared_folder / f"bad-hours-{worker_name}"
    folder.mkdir()
    yield folder
    postgresql.stop(folder)


def start(folder: Path) -> Path:
    """Start that PostgreSQL server, or start it again."""
    binaries = postgresql.programs()
    assert binaries is not None
    return postgresql.start(folder, binaries)


@pytest.mark.postgresql
def test_a_stopped_postgresql_keeps_the_words_and_the_server_recovers(
    own_postgresql: Path, street: Street, phone: Page, tmp_path: Path
) -> None:
    url = postgresql.create(start(own_postgresql), "hall")
    migrate(url, tmp_path)
    settings = a_settings(database_url=url, var_dir=tmp_path, public_url=HALL)
    installation = Installation(settings, street.port, moment="2026-11-25 10:00")

    with installation.open_to_citizens():
        fill_in_at(phone, installation)
        postgresql.stop(own_postgresql)
        send(phone)

        assert "暂时连不上数据库" in what_is_wrong(phone)
        assert all_is_kept(phone)
        start(own_postgresql)
        assert is_taken(phone, settings)
