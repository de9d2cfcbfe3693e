"""A bundle installs with no network, and what it installed runs."""

import hashlib
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.house.running import ROOT, free_port
from tools.bundle import LOCK, SUMS, WHEELS, lock_lines, sum_lines, this_platform

pytestmark = pytest.mark.reliability  # it takes a minute

NOWHERE = "http://127.0.0.1:9"
# Whatever a machine has set up for pip, nothing of it may help here.
CUT_OFF = {
    "PIP_NO_INDEX": "1",
    "PIP_NO_COMPILE": "1",  # most modules of the packages are never asked for here
    "PIP_CONFIG_FILE": "/dev/null",
    "http_proxy": NOWHERE,
    "https_proxy": NOWHERE,
    "ALL_PROXY": NOWHERE,
    "no_proxy": "127.0.0.1",
}


def run(
    command: list[str | Path], folder: Path, **variables: str
) -> "subprocess.CompletedProcess[str]":
    """A program in that folder, without network, with next to nothing of our environment."""
    kept = {name: os.environ[name] for name in ("PATH", "HOME") if name in os.environ}
    return subprocess.run(
        [*_without_network(), *map(str, command)],
        cwd=folder,
        env={**kept, **CUT_OFF, **variables},
        capture_output=True,
        text=True,
        check=False,
    )


# A fresh network has only its loopback, and that is down (netdevice(7): SIOCSIFFLAGS, IFF_UP).
LOOPBACK_UP = """
import fcntl, os, socket, struct, sys
fcntl.ioctl(socket.socket(), 0x8914, struct.pack("16sh", b"lo", 1))
os.execvp(sys.argv[1], sys.argv[1:])
"""


def _without_network() -> list[str]:
    """As root we can do better than ask pip: a network with no way out of this machine."""
    unshare = shutil.which("unshare")
    if unshare is None or os.geteuid() != 0:
        return []
    command = [unshare, "--net", sys.executable, "-c", LOOPBACK_UP]
    tried = subprocess.run([*command, "true"], capture_output=True, check=False)
    return command if tried.returncode == 0 else []


@pytest.fixture(scope="module")
def installed(bundle: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where the bundle was installed, with no network."""
    target = tmp_path_factory.mktemp("server") / "opt" / "chuangping"
    done = run(["sh", bundle / "install.sh", target], bundle, PYTHON=sys.executable)
    assert done.returncode == 0, done.stdout + done.stderr
    return target


def test_every_package_is_a_wheel_with_its_digest(bundle: Path) -> None:
    lock = (bundle / LOCK).read_text(encoding="utf-8").splitlines()
    files = {path.name for path in (bundle / WHEELS).iterdir()}

    assert {Path(name).suffix for name in files} == {".whl"}
    assert len(lock) == len(files) - 1
    assert all(" --hash=sha256:" in line for line in lock)
    assert not any(line.startswith("pip==") for line in lock)
    assert (bundle / "PLATFORM").read_text(encoding="utf-8").strip() == this_platform()


def test_the_digests_cover_every_file(bundle: Path) -> None:
    named = {line.split("  ")[1] for line in (bundle / SUMS).read_text("utf-8").splitlines()}
    there = {str(path.relative_to(bundle)) for path in bundle.rglob("*") if path.is_file()}

    assert named == there - {SUMS}


def test_an_installed_bundle_has_a_database_and_serves(installed: Path, tmp_path: Path) -> None:
    settings = {
        "SECRET_KEY": "a secret of the tests, thirty-two bytes and more",
        "PUBLIC_URL": "https://pingjia.example.gov.cn",
        "VAR_DIR": str(tmp_path),
    }
    flask: list[str | Path] = [installed / ".venv/bin/flask", "--app", "wsgi"]

    upgraded = run([*flask, "db", "upgrade"], installed, **settings)
    examined = run([*flask, "doctor"], installed, **settings)
    asked = run(
        [installed / ".venv/bin/python", "-c", ASKS_READYZ, str(free_port())], installed, **settings
    )

    assert upgraded.returncode == 0, upgraded.stderr
    assert "✓ 数据库可用" in examined.stdout, examined.stderr
    assert "200" in asked.stdout, asked.stderr


ASKS_READYZ = """
import subprocess, sys, time, urllib.request
port = sys.argv[1]
granian = [sys.executable, "-m", "granian", "--interface", "wsgi", "--port", port, "wsgi:app"]
with subprocess.Popen(granian) as server:
    for _ in range(200):
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{port}/readyz", timeout=5) as answer:
                print(answer.status)
                break
        except OSError:
            time.sleep(0.1)
    server.terminate()
"""


def test_the_demo_of_an_installed_bundle_has_nothing_to_install(installed: Path) -> None:
    asks = "from tools import environment; print(environment.ready('requirements.txt'))"

    done = run([sys.executable, "-c", asks], installed)

    assert done.stdout == f"{installed}/.venv/bin/python\n", done.stderr


def a_copy(bundle: Path, folder: Path) -> Path:
    """A bundle that a test may spoil; the wheels are links."""
    shutil.copytree(bundle, folder, copy_function=os.link)
    return folder


def spoil_wheel(bundle: Path) -> None:
    wheel = next((bundle / WHEELS).glob("flask-*.whl"))
    content = wheel.read_bytes()
    wheel.unlink()
    wheel.write_bytes(content[:-1] + b"x")


def lose_file(bundle: Path) -> None:
    (bundle / "requirements.lock").unlink()


def mistake_platform(bundle: Path) -> None:
    (bundle / "PLATFORM").unlink()
    (bundle / "PLATFORM").write_text("python3.99 plan9 pdp11\n")


@pytest.mark.parametrize(
    ("spoil", "told"),
    [
        (spoil_wheel, "文件不完整或被改动"),
        (lose_file, "文件不完整或被改动"),
        (mistake_platform, "这个安装包用于 python3.99 plan9 pdp11"),
    ],
)
def test_a_spoilt_bundle_installs_nothing_and_leaves_what_was_there(
    bundle: Path, tmp_path: Path, spoil: Callable[[Path], None], told: str
) -> None:
    copy = a_copy(bundle, tmp_path / "copy")
    spoil(copy)
    target = tmp_path / "chuangping"
    target.mkdir()
    (target / "wsgi.py").write_text("the program that runs today")

    done = run(["sh", copy / "install.sh", target], copy, PYTHON=sys.executable)

    assert done.returncode == 1
    assert told in done.stderr
    assert [path.name for path in target.iterdir()] == ["wsgi.py"]


def test_a_package_that_is_not_the_pinned_one_is_not_installed_even_with_right_sums(
    bundle: Path, tmp_path: Path
) -> None:
    copy = a_copy(bundle, tmp_path / "copy")
    spoil_wheel(copy)
    (copy / SUMS).unlink()
    (copy / SUMS).write_text("".join(sum_lines(copy)), encoding="utf-8")
    target = tmp_path / "chuangping"
    target.mkdir()
    (target / "wsgi.py").write_text("the program that runs today")

    done = run(["sh", copy / "install.sh", target], copy, PYTHON=sys.executable)

    assert done.returncode == 1
    assert "一切如前" in done.stderr
    assert [path.name for path in target.iterdir()] == ["wsgi.py"]


def test_an_upgrade_keeps_the_program_that_was_there(
    bundle: Path, installed: Path, tmp_path: Path
) -> None:
    del installed
    target = tmp_path / "chuangping"
    target.mkdir()
    (target / "wsgi.py").write_text("the program that runs today")

    done = run(["sh", bundle / "install.sh", target], bundle, PYTHON=sys.executable)

    assert done.returncode == 0, done.stderr
    assert (tmp_path / "chuangping.old/wsgi.py").read_text() == "the program that runs today"
    assert (target / ".venv/bin/flask").exists()


def test_a_folder_that_holds_something_is_not_filled(tmp_path: Path) -> None:
    (tmp_path / "a file").touch()

    done = subprocess.run(
        [sys.executable, "run.py", "bundle", str(tmp_path)],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )

    assert done.returncode == 1
    assert "is not empty" in done.stderr


def test_a_lock_names_each_wheel_as_pip_does(tmp_path: Path) -> None:
    for name in ("Flask_SQLAlchemy-3.1.1-py3-none-any.whl", "pip-26.0-py3-none-any.whl"):
        (tmp_path / name).write_bytes(b"")

    lines = lock_lines(tmp_path.glob("*.whl"))

    assert lines == [f"flask-sqlalchemy==3.1.1 --hash=sha256:{hashlib.sha256().hexdigest()}"]
