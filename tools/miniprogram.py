"""How does the mini-program become something that a browser opens? With Node, and built once.

Only tests, checks and pictures need Node; what ships is the folder as it is.
"""

import fcntl
import hashlib
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tools.environment import ROOT
from tools.progress import say

SOURCE = ROOT / "miniprogram"
HARNESS = ROOT / "miniprogram-test"
PACKAGES = HARNESS / "node_modules"
LOCK = HARNESS / "package-lock.json"
STAMP = PACKAGES / ".installed"
BUILT = ROOT / "build" / "miniprogram"
BUILDERS = ("build.mjs", "building", "runtime", "package-lock.json")
INSTALL = ("ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error")
OLDEST_NODE = 18


class BuildFailed(Exception):
    """The mini-program could not be built; the words of the builder."""


def missing() -> str:
    """Why nothing can be built here; empty where it can."""
    if shutil.which("node") is None or shutil.which("npm") is None:
        return "Node is not installed (Debian: apt-get install nodejs npm)"
    told = subprocess.run(["node", "--version"], capture_output=True, text=True, check=True).stdout
    if int(told.lstrip("v").partition(".")[0]) < OLDEST_NODE:
        return f"Node is too old: {told.strip()}, and {OLDEST_NODE} is needed"
    return ""


def install() -> int:
    """Install what package-lock.json pins, unless it is there; the exit code."""
    if why := missing():
        say(f"{why}: the mini-program is not built.")
        return 0
    with _alone():
        return _install()


def bundle(source: Path = SOURCE) -> Path:
    """The folder with the built mini-program. Raises BuildFailed.

    It is built anew only when a file of it, or of the builder, has changed.
    """
    parts = [source, *(HARNESS / name for name in BUILDERS)]
    folder = BUILT / _digest(parts)
    with _alone():
        if not folder.exists():
            if _install():
                raise BuildFailed("npm could not install the builder's packages")
            _build(source, folder)
    return folder


def _install() -> int:
    pinned = hashlib.sha256(LOCK.read_bytes()).hexdigest()
    if STAMP.exists() and STAMP.read_text(encoding="utf-8") == pinned:
        return 0
    code = subprocess.run(["npm", *INSTALL], cwd=HARNESS, check=False).returncode
    if not code:
        STAMP.write_text(pinned, encoding="utf-8")
    return code


def _build(source: Path, folder: Path) -> None:
    growing = folder.with_suffix(f".{os.getpid()}")
    done = subprocess.run(
        ["node", "build.mjs", str(source), str(growing)],
        cwd=HARNESS,
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        shutil.rmtree(growing, ignore_errors=True)
        raise BuildFailed(done.stderr.strip())
    growing.rename(folder)


def _digest(parts: list[Path]) -> str:
    seen = hashlib.sha256()
    for part in parts:
        for file in sorted(part.rglob("*")) if part.is_dir() else [part]:
            if file.is_file():
                seen.update(str(file.relative_to(part.parent)).encode() + b"\0" + file.read_bytes())
    return seen.hexdigest()[:16]


@contextmanager
def _alone() -> Iterator[None]:
    """Only one process at a time installs or builds."""
    BUILT.mkdir(parents=True, exist_ok=True)
    with (BUILT / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


if __name__ == "__main__":
    sys.exit(install())
