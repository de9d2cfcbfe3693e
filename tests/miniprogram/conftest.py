"""What a test of the mini-program can ask for: a phone, and the hall it is in."""

import json
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import update

from server import clock
from server.actions.codes.revoke_code import revoke_code
from server.db import transaction
from server.ids import new_id
from server.models.registry import Matter, MatterWindow, Window
from server.rules.attribution import DutySource
from tests.browser.citizen.cases import cases_in
from tests.build import DAY, TestHall, a_hall, on_duty
from tests.house.chromium import PHONE, NewPage
from tests.house.installation import a_settings, installed
from tests.house.running import serving
from tests.miniprogram.october import a_questionnaire, publish_october
from tests.miniprogram.phone import Phone
from tests.miniprogram.served import ServedHall
from tools import miniprogram
from wechat.standin import StandIn, standing_in

TEMPLATES = {
    "case_answered": {
        "id": "template-answered",
        "fields": {"character_string1": "number", "thing2": "news"},
    }
}
SINCE_AUTUMN = ("2026-09-01 09:00", None)


@pytest.fixture(scope="session")
def node() -> None:
    """Node, and the packages that are pinned for the mini-program."""
    if why := miniprogram.missing():
        pytest.skip(why)
    if miniprogram.install():
        pytest.skip("npm could not install what miniprogram-test/package-lock.json pins")


@pytest.fixture(scope="session")
def bundle(node: None) -> Path:
    """The built mini-program."""
    del node
    return miniprogram.bundle()


@pytest.fixture(scope="session")
def served_hall(
    sqlite_template: Path, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[ServedHall]:
    """Always open: one person at A01, two at the shared A02, a revoked code at A03."""
    folder = tmp_path_factory.mktemp("served-hall")
    shutil.copy(sqlite_template, folder / "hall.db")
    with standing_in(clock.now) as wechat:
        settings = a_settings(
            database_url=f"sqlite:///{folder / 'hall.db'}",
            var_dir=folder,
            wechat=_wechat_settings(wechat),
        )
        with installed(settings) as app, app.app_context():
            place = a_hall(windows=("A01", "A02", "A03"), opens=None)
            for staff, window in (("0137", "A01"), ("0137", "A02"), ("0138", "A02")):
                on_duty(place, staff, window, span=SINCE_AUTUMN, source=DutySource.STANDING)
            _furnish(place)
            revoke_code(place.hall.id, "A03", by="李某", now=clock.now())
            cases = cases_in(place)
            publish_october(place)
            asked = [a_questionnaire(place, is_over=is_over) for is_over in (False, True)]
        with serving(settings) as server:
            yield ServedHall(server.url, place, server.settings, wechat, cases, *asked)


def _wechat_settings(wechat: StandIn) -> dict[str, str]:
    for one in TEMPLATES.values():
        wechat.add_template(str(one["id"]), *one["fields"])
    return {
        "WECHAT_APPID": wechat.account.appid,
        "WECHAT_SECRET": wechat.account.secret,
        "WECHAT_API_URL": wechat.url,
        "WECHAT_TEMPLATES": json.dumps(TEMPLATES),
    }


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


@pytest.fixture
def phone(new_page: NewPage, bundle: Path, served_hall: ServedHall) -> Iterator[Phone]:
    """A phone of 375 × 720 with touch; in the end nothing may have gone wrong inside."""
    one = Phone(new_page(**PHONE), bundle, origin=served_hall.url, wechat=served_hall.wechat.url)
    yield one
    assert one.errors() == []
