"""A test session that is told to stop leaves no server and no folder behind."""

import os
import signal
import subprocess
import sys
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
    with pytest.raises(ProcessLookupError):
        os.kill(server, 0)
