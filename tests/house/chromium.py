"""How does a test look at a page as people do? A real Chromium, as a phone and as a desktop."""

import shutil
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, Protocol

import pytest

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

QUIET = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
PHONE: dict[str, Any] = {
    "viewport": {"width": 375, "height": 720},
    "device_scale_factor": 2,
    "is_mobile": True,
    "has_touch": True,
}
DESKTOP: dict[str, Any] = {"viewport": {"width": 1280, "height": 800}}
# Long enough for two busy cores, short enough to fail within the budget.
PATIENCE_MS = 10_000


class NewPage(Protocol):
    """Opens a page in a browser profile of its own; options are those of new_context."""

    def __call__(self, **options: Any) -> "Page": ...


def program() -> str | None:
    """Where Chromium is installed; None where it is not."""
    return shutil.which("chromium") or shutil.which("google-chrome")


@pytest.fixture(scope="session")
def chromium() -> "Iterator[Browser]":
    """One Chromium for all tests of this worker; never Playwright's own download."""
    found = program()
    if found is None:
        pytest.skip("Chromium is not installed (Debian: apt-get install chromium)")
    sync_api = pytest.importorskip("playwright.sync_api")
    with sync_api.sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=found, args=list(QUIET))
        yield browser
        browser.close()


@pytest.fixture
def new_page(chromium: "Browser") -> Iterator[NewPage]:
    """Opens pages, each in a profile of its own: new_page(**PHONE, java_script_enabled=False)."""
    contexts = []

    def open_page(**options: Any) -> "Page":
        context = chromium.new_context(locale="zh-CN", timezone_id="Asia/Shanghai", **options)
        context.set_default_timeout(PATIENCE_MS)
        contexts.append(context)
        return context.new_page()

    yield open_page
    for context in contexts:
        context.close()


@pytest.fixture
def browser_page(new_page: NewPage) -> "Page":
    """A page on a phone of 375 × 720."""
    return new_page(**PHONE)


@pytest.fixture
def desktop_page(new_page: NewPage) -> "Page":
    """The same on a desktop of 1280 × 800."""
    return new_page(**DESKTOP)
