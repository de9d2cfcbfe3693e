"""How do the pages look? Pictures of the demo for the README, as a phone and a desktop show it.

Runs inside the environment (``run.py screenshots``), unlike the rest of this folder.
"""

import os
import shutil
import sys
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urljoin

from playwright.sync_api import Browser, sync_playwright

from tests.house.chromium import DESKTOP, PHONE, QUIET
from tests.house.running import free_port
from tools.demo import demo_settings, running
from tools.environment import ROOT
from tools.progress import say

# The API's page draws itself after the network has fallen silent.
SETTLES_MS = 1000
PICTURES = ROOT / "docs" / "pictures"


@dataclass(frozen=True)
class Picture:
    """What a picture is called, what it shows (seen from the citizen's page), on which screen."""

    name: str
    page: str
    screen: Mapping[str, Any]


WANTED = (
    Picture("citizen", "", PHONE),
    Picture("citizen-dark", "", {**PHONE, "color_scheme": "dark"}),
    Picture("citizen-elder", "?size=elder", PHONE),
    Picture("citizen-en", "?lang=en", PHONE),
    Picture("complaint", "{citizen}/complain", PHONE),
    Picture("public", "/public/", DESKTOP),
    Picture("public-phone", "/public/", PHONE),
    Picture("window", "/public/windows/A01", DESKTOP),
    Picture("method", "/public/method", DESKTOP),
    Picture("api", "/api/v1/docs", DESKTOP),
)


def main() -> int:
    """Take the pictures anew from a demo of their own; the exit code."""
    program = shutil.which("chromium") or shutil.which("google-chrome")
    if program is None:
        sys.exit("Chromium is missing; on Debian and Ubuntu: apt-get install chromium")
    PICTURES.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as var_dir:
        own = {"VAR_DIR": var_dir, "PORT": str(free_port()), "DATABASE_URL": ""}
        settings = demo_settings({**os.environ, **own})
        with (
            running(Path(sys.executable), settings) as (_, addresses),
            sync_playwright() as playwright,
            playwright.chromium.launch(executable_path=program, args=list(QUIET)) as browser,
        ):
            for picture in WANTED:
                _take(browser, picture, citizen=addresses[0].url)
    return 0


def _take(browser: Browser, picture: Picture, *, citizen: str) -> None:
    with browser.new_context(locale="zh-CN", **picture.screen) as context:
        page = context.new_page()
        address = urljoin(citizen, picture.page.format(citizen=citizen))
        answer = page.goto(address, wait_until="networkidle")
        if answer is None or not answer.ok:
            sys.exit(f"{address} does not answer well; no picture of that.")
        page.wait_for_timeout(SETTLES_MS)
        file = PICTURES / f"{picture.name}.png"
        page.screenshot(path=file)
        say(f"  {file.relative_to(ROOT)}  {page.title()}")


if __name__ == "__main__":
    sys.exit(main())
