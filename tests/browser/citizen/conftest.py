"""Which hall do these browsers visit? One for all tests, with the real server in front of it."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import update

from server import clock
from server.actions.codes.issue_pairing import issue_pairing
from server.actions.codes.revoke_code import revoke_code
from server.db import transaction
from server.ids import new_id
from server.models.registry import Matter, MatterWindow, Window
from server.rules.attribution import DutySource
from tests.browser.citizen.cases import cases_in
from tests.browser.citizen.town import Town
from tests.build import DAY, TestHall, a_hall, on_duty
from tests.house.installation import a_settings, installed
from tests.house.running import serving

SCREENS = 1
SINCE_AUTUMN = ("2026-09-01 09:00", None)


@pytest.fixture(scope="session")
def town(sqlite_template: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Town]:
    """A hall that is always open: one person at A01, two at A02, a revoked code at A03."""
    folder = tmp_path_factory.mktemp("town")
    shutil.copy(sqlite_template, folder / "hall.db")
    settings = a_settings(database_url=f"sqlite:///{folder / 'hall.db'}", var_dir=folder)
    with installed(settings) as app, app.app_context():
        place = a_hall(windows=("A01", "A02", "A03"), opens=None)
        for staff, window in (("0137", "A01"), ("0137", "A02"), ("0138", "A02")):
            on_duty(place, staff, window, span=SINCE_AUTUMN, source=DutySource.STANDING)
        _furnish(place)
        revoke_code(place.hall.id, "A03", by="李某", now=clock.now())
        pairings = [
            issue_pairing(place.hall.id, "A01", by="李某", now=clock.now()) for _ in range(SCREENS)
        ]
        cases = cases_in(place)
    with serving(settings) as server:
        yield Town(server.url, place, pairings, server.settings, cases)


def _furnish(place: TestHall) -> None:
    """Two people may serve at A02 at once; A01 handles a matter."""
    with transaction() as session:
        session.execute(
            update(Window).where(Window.id == place.windows["A02"]).values(is_shared=True)
        )
        matter = Matter(id=new_id(DAY), hall_id=place.hall.id, code="M1", name="居民身份证补领")
        session.add(matter)
        session.flush()
        session.add(MatterWindow(matter_id=matter.id, window_id=place.windows["A01"]))
