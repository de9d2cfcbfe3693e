"""Somebody of the office at a desk: invited, with a second factor, handling cases page by page."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime

import pyotp
from playwright.sync_api import Page

from tests.build import at
from tests.journeys.conftest import HALL
from tests.journeys.installation import Installation

PASSWORD = "Gongzuo-2026-mima"
WITHOUT_SECOND_FACTOR = frozenset({"staff"})


@dataclass
class Colleague:
    """A person with a browser of their own; ``seed`` is what their second factor knows."""

    page: Page
    installation: Installation
    name: str
    role: str
    options: tuple[str, ...] = ()
    seed: str = field(default="", repr=False)
    opened_at: datetime = field(default_factory=lambda: datetime.now(UTC))

    def is_invited(self) -> str:
        """The operator invites them; the link that is printed."""
        words = ("accounts", "invite", self.name, "--role", self.role, *self.options)
        found = re.search(r"(/console/invitation/\S+)", self.installation.does(*words))
        assert found
        return found[1]

    def joins(self, link: str) -> None:
        """Follow the link, choose a password, set up the second factor."""
        self.opened_at = datetime.now(UTC)
        self.page.goto(HALL + link)
        self.press()
        self.page.fill("#password", PASSWORD)
        self.page.fill("#again", PASSWORD)
        self.press()
        self.shows_password()
        if self.role in WITHOUT_SECOND_FACTOR:
            return
        self.page.locator("summary").click()
        self.seed = self.page.locator(".code-text").inner_text().replace(" ", "").replace("-", "")
        self.page.fill("#code", self.code())
        self.press()
        with self.page.expect_navigation():
            self.page.locator("a.btn.main").click()

    def signs_in(self) -> None:
        """At the door, with both factors; a new day, a new sign-in."""
        self.opened_at = datetime.now(UTC)  # the server was started just now, at its moment
        self.page.context.clear_cookies()
        self.page.goto(f"{HALL}/console/login")
        self.shows_password()
        if self.seed:
            self.page.fill("#code", self.code())
            self.press()

    def shows_password(self) -> None:
        """Name and password into the form."""
        self.page.fill("#name", self.name)
        self.page.fill("#password", PASSWORD)
        self.press()

    def code(self) -> str:
        """What their telephone shows now, by the hall's time."""
        passed = datetime.now(UTC) - self.opened_at
        return pyotp.TOTP(self.seed).at(at(self.installation.moment) + passed)

    def press(self) -> None:
        """The large button, and wait for what it leads to."""
        with self.page.expect_navigation():
            self.page.locator("button.main").first.click()

    def opens(self, number: str) -> str:
        """The page of that case; its words."""
        self.page.goto(f"{HALL}/console/cases/{number}")
        return self.page.locator("main").inner_text()

    def takes(
        self,
        number: str,
        step: str,
        facts: Mapping[str, str] | None = None,
        words: Mapping[str, str] | None = None,
    ) -> str:
        """Take a step on the case's page; the words of the page after it."""
        self.opens(number)
        form = self.page.locator(f"form[action$='/{number}/{step}']")
        fold = self.page.locator(f"details#step-{step}:not([open]) > summary")
        if fold.count():
            fold.click()
        for name, value in (facts or {}).items():
            box = form.locator(f"[name='fact-{name}']")
            if box.evaluate("box => box.tagName") == "SELECT":
                box.select_option(value)
            else:
                box.fill(value)
        for part, text in (words or {}).items():
            form.locator(f"[name='words-{part}']").fill(text)
        with self.page.expect_navigation():
            form.locator("button:not([name=go])").last.click()
        shown = self.page.locator("main").inner_text()
        assert not self.page.locator("#problems").count(), shown
        return shown


def in_the_queue(colleague: Colleague) -> list[str]:
    """The numbers of the cases in the queue, in its order."""
    colleague.page.goto(f"{HALL}/console/cases")
    hrefs = colleague.page.locator("a.t").evaluate_all("links => links.map(one => one.pathname)")
    return [str(href).rpartition("/")[2] for href in hrefs]
