"""Where do the journeys take place? On a domain of its own that the browsers of this hall know."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from server.settings import Settings
from tests.house.chromium import DESKTOP, PATIENCE_MS, PHONE, QUIET, program
from tests.house.installation import a_settings
from tests.house.running import free_port
from tests.journeys.installation import Installation

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

DOMAIN = "pingjia.example.gov.cn"
HALL = f"http://{DOMAIN}"


@dataclass(frozen=True)
class Street:
    """Browsers that find the hall's domain at a port of this machine."""

    port: int
    browser: "Browser"


@pytest.fixture(scope="session")
def street(chromium: "Browser") -> Iterator[Street]:
    """A Chromium in which the domain on the posters leads to the server of the test."""
    port = free_port()
    found_here = f"--host-resolver-rules=MAP {DOMAIN}:80 127.0.0.1:{port}"
    browser = chromium.browser_type.launch(executable_path=program(), args=[*QUIET, found_here])
    yield Street(port, browser)
    browser.close()


@pytest.fixture
def phone(street: Street) -> Iterator["Page"]:
    """A citizen's phone."""
    yield from opened(street, PHONE)


@pytest.fixture
def desk(street: Street) -> Iterator["Page"]:
    """A stranger's desktop."""
    yield from opened(street, DESKTOP)


def opened(street: Street, screen: dict[str, Any]) -> Iterator["Page"]:
    """A page in a profile of its own, in which no script runs."""
    context = street.browser.new_context(
        locale="zh-CN", timezone_id="Asia/Shanghai", java_script_enabled=False, **screen
    )
    context.set_default_timeout(PATIENCE_MS)
    yield context.new_page()
    context.close()


# The statements behind these pages are proved on both databases one by one, in tests/actions,
# tests/queries and tests/web; that a journey of them runs on PostgreSQL too is worth half a
# minute each, by night. The main job runs on PostgreSQL by day and on SQLite by night.
BY_NIGHT = [pytest.mark.postgresql, pytest.mark.nightly]


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=BY_NIGHT)])
def database_url(request: pytest.FixtureRequest) -> str:
    """A fresh database; the journey runs on SQLite by day and on PostgreSQL by night."""
    url: str = request.getfixturevalue(f"{request.param}_url")
    return url


@pytest.fixture
def settings(database_url: str, tmp_path: Path) -> Settings:
    """Settings of an operator whose hall has a domain of its own."""
    return a_settings(database_url=database_url, var_dir=tmp_path, public_url=HALL)


@pytest.fixture
def installation(settings: Settings, street: Street) -> Installation:
    """The installation before its hall has opened."""
    return Installation(settings, street.port, moment="2026-10-08 09:00")
