"""Did a browser obey what was only text? Everything that would show it, noted page by page."""

from dataclasses import dataclass, field
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from playwright.sync_api import BrowserContext, ConsoleMessage, Dialog, Request

if TYPE_CHECKING:
    from playwright.sync_api import Page

# Elements that came of a text, and handlers, which no page of ours has.
OF_A_TEXT = """() => [...document.querySelectorAll('*')].filter(each =>
  each.getAttributeNames().some(name => name === 'data-planted' || name.startsWith('on')))
  .slice(0, 3).map(each => each.outerHTML.slice(0, 80))"""


@dataclass
class Watch:
    """What a browser did that it was not to, each with the page it happened on."""

    host: str
    found: list[str] = field(default_factory=list)

    def over(self, context: BrowserContext) -> None:
        """Notes what happens on every page of that profile from now on."""
        context.on("dialog", self._dialog)
        context.on("console", self._said)
        context.on("request", self._request)

    def elements(self, page: "Page") -> None:
        """Notes what stands on the page as an element and was a text."""
        for element in page.evaluate(OF_A_TEXT):
            self.found.append(f"{page.url}: element {element}")

    def _dialog(self, dialog: Dialog) -> None:
        self.found.append(f"{dialog.page.url if dialog.page else ''}: dialog {dialog.message}")
        dialog.dismiss()

    def _said(self, message: ConsoleMessage) -> None:
        if "Content Security Policy" in message.text:
            self.found.append(f"{message.page.url if message.page else ''}: {message.text[:160]}")

    def _request(self, request: Request) -> None:
        parts = urlsplit(request.url)
        if parts.scheme in {"http", "https", "ws", "wss", "ftp"} and parts.netloc != self.host:
            self.found.append(f"request to {request.url[:120]}")
