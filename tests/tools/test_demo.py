"""The demo starts everything, tells where to look, and leaves nothing behind."""

import os
import shutil
import signal
import socket
import subprocess
import sys
from pathlib import Path

import pytest

from tests.house.running import free_port

ROOT = Path(__file__).resolve().parents[2]
SERVE = "import sys; from tools.demo import serve; from pathlib import Path; "
ONCE = SERVE + "sys.exit(serve(Path(sys.executable), once=True))"
LASTING = SERVE + "sys.exit(serve(Path(sys.executable), once=False))"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder like ours with the stand-in for the program."""
    shutil.copytree(ROOT / "tools", tmp_path / "house" / "tools")
    shutil.copy(ROOT / "tests/tools/stand_in.py", tmp_path / "house" / "wsgi.py")
    return tmp_path / "house"


def start(folder: Path, code: str, **environment: str) -> "subprocess.Popen[str]":
    return subprocess.Popen(
        [sys.executable, "-c", code],
        cwd=folder,
        # The small program has no WeChat; a mini-program of somebody's own needs no stand-in.
        env={**os.environ, "PORT": str(free_port()), "WECHAT_APPID": "wx1", **environment},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )


def ended(process: "subprocess.Popen[str]") -> tuple[int, str]:
    told, _ = process.communicate(timeout=60)
    return process.returncode, told


def running_in(folder: Path) -> list[str]:
    """The commands of the processes that work in that folder."""
    found = []
    for process in Path("/proc").glob("[0-9]*"):
        try:
            if (process / "cwd").resolve() == folder.resolve():
                found.append((process / "cmdline").read_text().replace("\0", " "))
        except OSError:
            continue
    return found


def test_a_page_that_shows_what_it_should_is_right(folder: Path) -> None:
    code, told = ended(start(folder, ONCE))

    assert code == 0, told
    assert "http://public.example/w/ABC" in told
    assert "right  /w/ABC" in told
    assert running_in(folder) == []


def test_a_page_that_shows_something_else_is_wrong(folder: Path) -> None:
    code, told = ended(start(folder, ONCE, SHOWS="窗口B07"))

    assert code == 1
    assert "WRONG  /w/ABC does not show '窗口B07'" in told


def test_a_page_that_is_refused_is_wrong(folder: Path) -> None:
    code, told = ended(start(folder, ONCE, PAGE_AT="/x/ABC"))

    assert code == 1
    assert "WRONG  /x/ABC answers with HTTP Error 404" in told


def test_a_worker_that_ends_by_itself_is_wrong(folder: Path) -> None:
    code, told = ended(start(folder, LASTING, BROKEN="worker"))

    assert code == 1
    assert "the worker is not well" in told
    assert running_in(folder) == []


def test_a_database_that_cannot_be_migrated_stops_the_demo(folder: Path) -> None:
    code, told = ended(start(folder, ONCE, BROKEN="upgrade"))

    assert code == 1
    assert "the database is not there" in told


def test_a_port_that_is_taken_is_named(folder: Path) -> None:
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = str(other.getsockname()[1])

        code, told = ended(start(folder, ONCE, PORT=port))

    assert code == 1
    assert f"127.0.0.1:{port} is not free" in told


@pytest.mark.parametrize("port", ["65536", "eighty"])
def test_a_port_that_is_none_is_named(folder: Path, port: str) -> None:
    code, told = ended(start(folder, ONCE, PORT=port))

    assert code == 1
    assert f"127.0.0.1:{port} is not free" in told


@pytest.mark.parametrize("end", [signal.SIGTERM, signal.SIGINT], ids=["SIGTERM", "Ctrl-C"])
def test_a_signal_ends_everything_cleanly(folder: Path, end: signal.Signals) -> None:
    process = start(folder, LASTING)
    assert process.stdout is not None
    lines = iter(process.stdout.readline, "")
    assert any("Ctrl-C stops everything" in line for line in lines)
    assert len(running_in(folder)) >= 3

    process.send_signal(end)
    code, told = ended(process)

    assert code == 0, told
    assert running_in(folder) == []
