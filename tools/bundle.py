"""How does everything that one offline server needs come into one folder?"""

import hashlib
import importlib.util
import platform
import re
import shutil
import subprocess
import sys
from collections.abc import Iterable, Sequence
from pathlib import Path

from tools import environment
from tools.environment import ROOT
from tools.progress import say

WHEELS, LOCK, SUMS = "wheels", "requirements.lock", "SHA256SUMS"
# Beside the code, for whoever opens the folder before anything is installed.
COPIED = {
    "deploy/install.sh": "install.sh",
    "deploy/bundle.md": "README.md",
    "docs/operations.md": "operations.md",
    "docs/operations.zh-CN.md": "operations.zh-CN.md",
}
MEGABYTE = 1024 * 1024


def bundle(folder: Path) -> int:
    """Fill that new folder: code of HEAD, wheels for this platform, digests, how to install.

    The wheels come through pip, with its usual settings. Exits when there is no repository or
    the folder holds something already; the exit code of what failed.
    """
    if folder.exists() and any(folder.iterdir()):
        sys.exit(f"{folder} is not empty; name another folder.")
    folder.mkdir(parents=True, exist_ok=True)
    _archive(folder / "source.tar")
    failed = _download(folder / WHEELS)
    if failed:
        return failed
    lock = "".join(f"{line}\n" for line in lock_lines((folder / WHEELS).glob("*.whl")))
    (folder / LOCK).write_text(lock, encoding="utf-8")
    (folder / "PLATFORM").write_text(f"{this_platform()}\n", encoding="utf-8")
    for source, name in COPIED.items():
        shutil.copy(ROOT / source, folder / name)
    (folder / SUMS).write_text("".join(sum_lines(folder)), encoding="utf-8")
    size = sum(path.stat().st_size for path in folder.rglob("*")) // MEGABYTE
    say(f"{folder}: {size} MB, for {this_platform()}.")
    say("Carry the folder to the server, then: sh install.sh")
    return 0


def this_platform() -> str:
    """What wheels depend on: ``python3.11 linux x86_64``; install.sh compares it."""
    version = "{}.{}".format(*sys.version_info)
    return f"python{version} {sys.platform} {platform.machine()}"


def lock_lines(wheels: Iterable[Path]) -> list[str]:
    """A line for pip's ``--require-hashes`` for each wheel, but pip's own: it only installs."""
    return [
        f"{name}=={version} --hash=sha256:{_digest(wheel)}"
        for wheel in sorted(wheels)
        for name, version in [_named(wheel)]
        if name != "pip"
    ]


def sum_lines(folder: Path) -> list[str]:
    """Digest and name of every file but the list itself, as sha256sum writes and checks them."""
    files = sorted(path for path in folder.rglob("*") if path.is_file() and path.name != SUMS)
    return [f"{_digest(path)}  {path.relative_to(folder).as_posix()}\n" for path in files]


def _named(wheel: Path) -> tuple[str, str]:
    """Name and version, as a wheel's file name has them (PyPA, binary distribution format)."""
    name, version, *_ = wheel.name.split("-")
    return re.sub(r"[-_.]+", "-", name).lower(), version


def _archive(target: Path) -> None:
    if _git("rev-parse", "--verify", "HEAD").returncode:
        sys.exit("There is no git repository here: a bundle is made from one.")
    if _git("status", "--porcelain", "--untracked-files=no").stdout:
        say("Mind: the bundle holds the last commit; changes since then are not in it.")
    archived = _git("archive", "--format=tar", f"--output={target}", "HEAD")
    if archived.returncode:
        sys.exit(archived.stderr)


def _git(*words: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(["git", *words], cwd=ROOT, capture_output=True, text=True, check=False)


def _download(folder: Path) -> int:
    """Every pinned package and pip itself, as wheels only: nothing is built on the server."""
    say("Downloading wheels ...")
    command = [*_pip(), "download", "--only-binary", ":all:", "--no-deps", "--quiet"]
    wanted: Sequence[Sequence[str | Path]] = (["-r", ROOT / "requirements.txt"], ["pip"])
    return max(environment.run([*command, "--dest", folder, *words]) for words in wanted)


def _pip() -> list[str | Path]:
    if importlib.util.find_spec("pip"):
        return [sys.executable, "-m", "pip"]
    environment.ready("requirements.txt")
    return environment.installer()


def _digest(path: Path) -> str:
    with path.open("rb") as content:
        return hashlib.file_digest(content, "sha256").hexdigest()
