"""How do the pages look? Pictures of the demo for the README, as a phone and a desktop show it.

Runs inside the environment (``run.py screenshots``), unlike the rest of this folder.
"""

import os
import shutil
import sys
import tempfile
from pathlib import Path
from urllib.parse import urlsplit

from playwright.sync_api import Browser, sync_playwright

from tests.house.chromium import DESKTOP, PHONE, QUIET
from tests.house.running import free_port
from tools.demo import Address, demo_settings, running
from tools.environment import ROOT
from tools.progress import say

PICTURES = ROOT / "docs" / "pictures"
SIZES = {"phone": PHONE, "desktop": DESKTOP}
# The first part of a page's address → what its pictures are called.
NAMES = {"w": "citizen", "public": "public", "api": "api", "screen": "screen"}


def main() -> int:
    """Take the pictures anew; the exit code."""
    program = shutil.which("chromium") or shutil.which("google-chrome")
    if program is None:
        sys.exit("Chromium is missing; on Debian and Ubuntu: apt-get install chromium")
    PICTURES.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as var_dir:
        settings = demo_settings({**os.environ, "VAR_DIR": var_dir, "PORT": str(free_port())})
        with (
            running(Path(sys.executable), settings) as (_, addresses),
            sync_playwright() as playwright,
            playwright.chromium.launch(executable_path=program, args=list(QUIET)) as browser,
        ):
            for address in addresses:
                _take(browser, address)
    return 0


def _take(browser: Browser, address: Address) -> None:
    first = urlsplit(address.url).path.strip("/").partition("/")[0]
    for size, options in SIZES.items():
        with browser.new_context(locale="zh-CN", **options) as context:
            page = context.new_page()
            page.goto(address.url, wait_until="networkidle")
            picture = PICTURES / f"{NAMES.get(first, first)}-{size}.png"
            page.screenshot(path=picture)
            say(f"  {picture.relative_to(ROOT)}  {address.name}")


if __name__ == "__main__":
    sys.exit(main())
