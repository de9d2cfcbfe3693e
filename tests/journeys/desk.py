"""Who acts at which screen? Everybody of an office sits down at the same one, signed in."""

import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from playwright.sync_api import Page

from tests.build import at
from tests.house.installation import installed
from tests.house.signed_in import cookie_of
from tests.journeys.appraised_hall import AppraisedHall
from tests.journeys.conftest import HALL
from tests.journeys.installation import Installation


@dataclass
class Office:
    """The people of the hall at one screen: whoever acts sits down at it."""

    page: Page
    installation: Installation
    hall: AppraisedHall
    cookies: dict[str, Mapping[str, object]] = field(default_factory=dict)

    def begins(self, moment: str) -> None:
        """It is that moment now, and everybody is signed in."""
        self.installation.moment = moment
        settings = self.installation.settings
        with installed(settings) as app, app.app_context():
            self.cookies = {
                name: cookie_of(person, HALL, now=at(moment))
                for name, person in self.hall.people.items()
            }

    def sits(self, name: str, path: str, page: Page | None = None) -> Page:
        """That person opens the page of that path."""
        screen = page or self.page
        screen.context.clear_cookies()
        screen.context.add_cookies([self.cookies[name]])  # type: ignore[list-item]  # as Playwright wants it
        answer = screen.goto(f"{HALL}{path}")
        assert answer, path
        assert answer.ok, (answer.status, path)
        return screen


def press(page: Page, button: str = "main button.main") -> str:
    """Press the button, and the words of what it leads to."""
    with page.expect_navigation():
        page.locator(button).first.click()
    shown = words(page)
    assert not page.locator("#problems").count(), shown
    return shown


def words(page: Page) -> str:
    """What stands on the page."""
    return page.locator("main").inner_text()


def sure(page: Page, path: str) -> str:
    """Press the button that is asked for twice; it may still be folded away."""
    form = page.locator(f"form[action$='{path}']")
    fold = page.locator("details:not([open])", has=form)
    if fold.count():
        fold.first.locator("summary").click()
    with page.expect_navigation():
        form.locator("button").last.click()
    shown = words(page)
    assert not page.locator("#problems").count(), shown
    return shown


def keep(page: Page, name: str) -> None:
    """A picture of the page, for whoever wants to look."""
    if "SHOTS" in os.environ:
        page.screenshot(path=Path(os.environ["SHOTS"]) / f"{name}.png", full_page=True)
