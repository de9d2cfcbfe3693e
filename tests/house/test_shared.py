"""A test session that is told to stop leaves no server and no folder behind."""

import os
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest

from tests.house import postgresql

ROOT = Path(__file__).resolve().parents[2]
WAITS = """
import time

def test_a(postgresql_home):
    print(postgresql_home, flush=True)
    assert time.sleep(60) is None
"""


def is_gone(process: int, *, within: float = 20.0) -> bool:
    """Whether a process ends in that time; one that only nobody has buried counts as ended."""
    until, pause = time.monotonic() + within, threading.Event()
    while time.monotonic() < until:
        try:
            state = Path(f"/proc/{process}/stat").read_text(encoding="ascii").rpartition(")")[2]
        except FileNotFoundError:
            return True
        if state.split()[0] == "Z":
            return True
        pause.wait(0.05)
    return False


@pytest.mark.postgresql
def test_a_session_stopped_by_sigterm_leaves_nothing_behind(tmp_path: Path) -> None:
    if postgresql.programs() is None:
        pytest.skip("PostgreSQL is not installed (Debian: apt-get install postgresql)")
    (tmp_path / "test_it.py").write_text(WAITS)
    (tmp_path / "pytest.ini").write_text("[pytest]\nmarkers = postgresql")
    plugins = ("-p", "tests.house.shared", "-p", "tests.house.databases", "-s", "-q")
    with subprocess.Popen(
        [sys.executable, "-m", "pytest", *plugins, str(tmp_path)],
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(ROOT), "PYTEST_DISABLE_PLUGIN_AUTOLOAD": "1"},
        stdout=subprocess.PIPE,
        text=True,
    ) as session:
        assert session.stdout is not None
        home = next(Path(line.strip()) for line in session.stdout if "/postgresql" in line)
        server = int((home / "data" / "postmaster.pid").read_text().splitlines()[0])

        session.send_signal(signal.SIGTERM)
        session.communicate(timeout=60)

    assert not home.parent.exists()
    assert is_gone(server)
