"""Can people read the description in a browser that reaches nothing but this server?"""

import re
from typing import TYPE_CHECKING

import pytest

from tests.house.running import LiveServer

if TYPE_CHECKING:
    from playwright.sync_api import Page

pytestmark = pytest.mark.browser
PAINTS_WITHIN = 60_000  # the page sets every route at once; other groups of tests run beside


@pytest.fixture
def database_url(sqlite_url: str) -> str:
    """One database is enough: the description does not come from it."""
    return sqlite_url


def test_the_page_shows_the_routes_and_asks_nobody_else(
    live_server: LiveServer, desktop_page: "Page"
) -> None:
    asked: list[str] = []
    refused: list[str] = []
    desktop_page.on("request", lambda request: asked.append(request.url))
    desktop_page.on("console", lambda said: refused.append(said.text))

    desktop_page.goto(f"{live_server.url}/api/v1/docs")
    desktop_page.get_by_text("评价一次服务").first.wait_for(timeout=PAINTS_WITHIN)

    assert desktop_page.title() == "窗评 Chuangping API"
    assert [url for url in asked if not url.startswith((live_server.url, "data:", "blob:"))] == []
    assert [text for text in refused if "Content Security Policy" in text] == []


def test_the_server_tells_no_version(live_server: LiveServer, desktop_page: "Page") -> None:
    answer = desktop_page.goto(f"{live_server.url}/api/v1/docs")

    assert answer is not None
    assert not re.search(r"\d", answer.headers.get("server", ""))
