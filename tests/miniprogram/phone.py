"""How does a test hold a phone? A real Chromium with touch that runs the mini-program."""

import base64
import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any
from urllib.parse import quote
from urllib.request import Request, urlopen

from playwright.sync_api import Locator, Page, Route

SITE = "https://pingjia.example.gov.cn"  # as miniprogram/config.js says
PLACE = "/miniprogram/"
TO_MINI_PROGRAM = "<head>"
SCANNED, SHARED, SEARCHED, CODE = 1011, 1007, 1005, 1047
WEAK = {
    "offline": False,
    "latency": 400,
    "downloadThroughput": 400_000 / 8,
    "uploadThroughput": 400_000 / 8,
}
# What a browser says of an answer that is no 2xx, or of no network: the page tells of it itself.
TOLD_BY_THE_PAGE = ("Failed to load resource",)


class Phone:
    """A phone with the mini-program on it; what it is told before a start stays told."""

    def __init__(self, page: Page, bundle: Path, *, origin: str, wechat: str) -> None:
        self.page = page
        self.origin = origin
        self.complaints: list[str] = []
        self._bundle, self._wechat = bundle, wechat
        self._told: dict[str, Any] = {"hosts": {SITE: origin}, "openid": "openid-of-a-citizen"}
        page.on("console", lambda said: self._complain(said.text) if said.type == "error" else None)
        page.on("pageerror", lambda error: self._complain(str(error)))
        page.route(f"{origin}{PLACE}**", self._serve)
        page.route(f"{origin}/standin/**", self._hand_on)

    def launch(self, path: str = "", query: str = "", *, scene: int = 1001) -> "Phone":
        """Start the mini-program anew, at that page; at its first one where none is said."""
        self._told["launch"] = {"path": path, "query": query, "scene": scene}
        self.page.goto(f"{self.origin}{PLACE}")
        return self

    def scan_link(self, link: str, page: str = "pages/rate/rate") -> "Phone":
        """WeChat has scanned an ordinary symbol: the link arrives encoded, as ``q``."""
        return self.launch(
            page, f"q={quote(link, safe='')}&scancode_time=1793000000", scene=SCANNED
        )

    def kill(self) -> None:
        """The phone ends the mini-program without asking it."""
        self.page.goto("about:blank")

    def is_of(self, openid: str) -> "Phone":
        """Whose phone it is; empty where WeChat cannot sign in."""
        return self.tell(openid=openid)

    def tell(self, **told: Any) -> "Phone":
        """Tell the phone something of runtime/phone.js, for now and for the next start."""
        self._told.update(told)
        if PLACE in self.page.url:
            self.page.evaluate("told => Object.assign(window.__phone, told)", told)
        return self

    def holds(self, *pictures: bytes) -> "Phone":
        """These are the photos that are chosen next."""
        files = [
            {"name": f"{n}.jpg", "type": "image/jpeg", "base64": base64.b64encode(one).decode()}
            for n, one in enumerate(pictures)
        ]
        return self.tell(files=files)

    def sees(self, result: str) -> "Phone":
        """This is what wx.scanCode finds next."""
        return self.tell(scanned={"result": result})

    def offline(self, *, is_off: bool = True) -> None:
        """Take the network away, or give it back."""
        self.page.context.set_offline(is_off)

    def fails(self, status: int) -> None:
        """From now on the installation answers every call with that status; 0: as it is."""
        calls = f"{self.origin}/api/**"
        self.page.unroute(calls)
        if status:
            self.page.route(calls, lambda route: route.fulfill(status=status, body="{}"))

    def forgets(self) -> None:
        """Everything that the mini-program keeps on the phone is deleted."""
        self.page.evaluate("localStorage.clear()")

    def weaken(self) -> None:
        """From now on calls take a round trip of 400 ms."""
        session = self.page.context.new_cdp_session(self.page)
        session.send("Network.enable")
        session.send("Network.emulateNetworkConditions", WEAK)

    @property
    def screen(self) -> Locator:
        """The page on top."""
        return self.page.locator(".phone-page:not([hidden])")

    @property
    def title(self) -> str:
        """What the bar says."""
        return self.page.locator("#phone-title").inner_text()

    @property
    def route(self) -> str:
        """Which page is on top: pages/home/home."""
        return self.screen.get_attribute("data-route") or ""

    def at(self, route: str) -> Locator:
        """That page, once it is on top."""
        place = self.page.locator(f'.phone-page[data-route="{route}"]:not([hidden])')
        place.wait_for()
        return place

    def tap(self, name: str, *, role: Any = "button") -> None:
        """Touch what has that name on the page on top."""
        self.screen.get_by_role(role, name=name, exact=True).first.tap()

    def type(self, name: str, words: str) -> None:
        """Write into the field of that name."""
        self.screen.get_by_label(name).first.fill(words)

    def reads(self, words: str) -> Locator:
        """Wait until the page on top says that."""
        place = self.screen.get_by_text(words).first
        place.wait_for()
        return place

    def says(self, words: str) -> bool:
        """Whether the page on top says that, soon."""
        return self.reads(words).is_visible()

    def answer(self, word: str) -> None:
        """Touch a button of WeChat's own dialog or sheet."""
        self.page.locator(".phone-veil").get_by_role("button", name=word, exact=True).tap()

    def back(self) -> None:
        """Touch the arrow in the bar."""
        self.page.locator("#phone-back").tap()

    def pull_down(self) -> None:
        """Pull the page down, so that it loads anew."""
        self.page.evaluate("window.__phone.page.onPullDownRefresh()")

    def calls(self, name: str) -> list[Any]:
        """What wx.<name> was called with, in order."""
        said: list[Any] = self.page.evaluate(
            "name => window.__phone.calls.filter(([one]) => one === name).map(([, told]) =>"
            " told === undefined ? null : JSON.parse(JSON.stringify(told)))",
            name,
        )
        return said

    def storage(self) -> Mapping[str, Any]:
        """Everything that the mini-program keeps on the phone."""
        kept: dict[str, Any] = self.page.evaluate(
            "Object.fromEntries(Object.entries(localStorage)"
            ".filter(([key]) => key.startsWith('wx:'))"
            ".map(([key, value]) => [key.slice(3), JSON.parse(value)]))"
        )
        return kept

    def errors(self) -> list[str]:
        """What went wrong inside: the console's errors and what nobody caught."""
        inside: list[str] = []
        if PLACE in self.page.url:
            inside = self.page.evaluate("window.__phone ? window.__phone.errors : []")
        return [*self.complaints, *inside]

    def _complain(self, said: str) -> None:
        if not said.startswith(TOLD_BY_THE_PAGE):
            self.complaints.append(said)

    def _serve(self, route: Route) -> None:
        name = route.request.url.removeprefix(f"{self.origin}{PLACE}").partition("?")[0]
        if name:
            route.fulfill(path=self._bundle / name)
            return
        told = json.dumps(self._told).replace("<", "\\u003c")
        page = (self._bundle / "index.html").read_text(encoding="utf-8")
        script = f"{TO_MINI_PROGRAM}<script>window.__phoneTold = {told}</script>"
        route.fulfill(body=page.replace(TO_MINI_PROGRAM, script, 1), content_type="text/html")

    def _hand_on(self, route: Route) -> None:
        path = route.request.url.removeprefix(self.origin)
        asked = Request(f"{self._wechat}{path}", data=route.request.post_data_buffer)  # noqa: S310 - our own stand-in
        asked.add_header("Content-Type", "application/json")
        with urlopen(asked, timeout=10) as answer:  # noqa: S310 - our own stand-in
            route.fulfill(body=answer.read(), content_type="application/json")
