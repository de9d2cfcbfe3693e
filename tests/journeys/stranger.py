"""Somebody who believes nothing: they take the public page's downloads home and recompute."""

import hashlib
import json
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

from playwright.sync_api import Page

FILES = {"table": ".csv", "facts": ".json", "program": ".py"}


def take_home(desk: Page, folder: Path) -> dict[str, Path]:
    """Download table, facts and program by the links of the ranking's page; their files."""
    folder.mkdir()
    return {
        what: _download(desk, f".files a[href*='{end}']", folder) for what, end in FILES.items()
    }


def _download(desk: Page, link: str, folder: Path) -> Path:
    with desk.expect_download() as under_way:
        desk.locator(link).click()
    file = folder / under_way.value.suggested_filename
    under_way.value.save_as(file)
    return file


def digests_on(desk: Page) -> list[str]:
    """The digests that the page names beside its downloads, in the order of the files."""
    return desk.locator(".files code").all_inner_texts()


def digest_of(file: Path) -> str:
    """The SHA-256 of a file."""
    return hashlib.sha256(file.read_bytes()).hexdigest()


def recompute(files: dict[str, Path], *more: str | Path) -> bytes:
    """What the downloaded program says of the downloaded table, with Python's library alone."""
    done = subprocess.run(
        [sys.executable, "-I", files["program"], files["table"], *more],
        cwd=files["program"].parent,
        capture_output=True,
        check=False,
    )
    return done.stdout or done.stderr


def digest_by_the_line_on(desk: Page, folder: Path) -> str:
    """What the command line on a notice's page says of the notice, typed as it stands there."""
    _download(desk, "a.more[download]", folder)
    shell = shutil.which("sh") or "/bin/sh"
    line = [shell, "-c", desk.get_by_text("sha256sum").inner_text()]
    done = subprocess.run(line, cwd=folder, capture_output=True, text=True, check=True)
    return done.stdout.split()[0]


def digest_on(desk: Page) -> str:
    """The digest that a notice's page names as its own."""
    return desk.locator("h3:has-text('本份摘要') + p").inner_text()


def ranking_published_by(desk: Page, hall: str, month: str) -> bytes:
    """The ranking that the API publishes, as canonical JSON (RFC 8785)."""
    answer = desk.goto(f"{hall}/api/v1/public/rankings/{month}")
    told: dict[str, Any] = answer.json() if answer else {}
    ranking = {name: told[name] for name in ("month", "rule_version", "units")}
    return json.dumps(ranking, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()
