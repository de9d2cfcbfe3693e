"""D5: the disk fills up in the middle of the day; nobody is told "saved" who is not."""

import errno
import http.client
import os
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from server.settings import Settings
from tests.build import a_hall
from tests.house.databases import migrate
from tests.house.installation import a_settings, installed
from tests.house.running import serving
from tests.reliability.raters import Form, a_rating_form, ask
from tests.reliability.test_kills import damage, lost_or_altered

pytestmark = pytest.mark.reliability

DISK = "12m"
RATINGS = 60
STORAGE_FULL = {http.client.SERVICE_UNAVAILABLE, http.client.INSUFFICIENT_STORAGE}


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of a few megabytes."""
    if os.geteuid() != 0:
        pytest.skip("mounting a small disk needs root")
    disk = tmp_path / "disk"
    disk.mkdir()
    mount, unmount = shutil.which("mount"), shutil.which("umount")
    if mount is None or unmount is None:
        pytest.skip("this machine mounts no small disk")
    subprocess.run([mount, "-t", "tmpfs", "-o", f"size={DISK}", "tmpfs", str(disk)], check=True)
    yield disk
    subprocess.run([unmount, "-l", str(disk)], check=True)


@pytest.fixture
def settings(small_disk: Path) -> Settings:
    """An installation whose database lies on the small disk."""
    settings = a_settings(database_url=f"sqlite:///{small_disk / 'hall.db'}", var_dir=small_disk)
    migrate(settings.database_url, small_disk)
    return settings


def fill(filler: Path) -> None:
    """Write a file that takes all the room that is left."""
    with pytest.raises(OSError, match=os.strerror(errno.ENOSPC)):
        write_for_ever(filler)


def write_for_ever(filler: Path) -> None:
    """Write a file until the disk refuses."""
    with filler.open("wb", buffering=0) as file:
        while True:
            file.write(b"\0" * 4096)


def test_a_full_disk_acknowledges_nothing_and_recovers_when_there_is_room(
    settings: Settings, small_disk: Path
) -> None:
    with installed(settings) as app, app.app_context():
        place = a_hall(opens=None)
    acknowledged: list[Form] = []
    statuses: list[int] = []
    filler = small_disk / "filler"

    with serving(settings) as server:
        for turn in range(3 * RATINGS):
            if turn == RATINGS:
                fill(filler)
            if turn == 2 * RATINGS:
                filler.unlink()
            form = a_rating_form(place, settings)
            status, _ = ask(server.url, form)
            statuses.append(status)
            if status == http.client.CREATED:
                acknowledged.append(form)

    during, after = set(statuses[RATINGS : 2 * RATINGS]), set(statuses[2 * RATINGS :])
    with installed(settings) as app, app.app_context():
        assert during & STORAGE_FULL
        assert during <= STORAGE_FULL | {http.client.CREATED}
        assert after == {http.client.CREATED}
        assert lost_or_altered(acknowledged) == []
        assert damage() == []
