"""Does the worker, as an operator starts it, do what is due and stop when it is told?"""

import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import func, select

from server import clock
from server.actions.registry.set_hall_setting import set_hall_setting
from server.db import session
from server.models.publication import Notice
from server.queries.operations.jobs import last_beats, runs
from server.rules.hall_settings import SettingRow
from server.rules.months import Month, month_of
from server.settings import Settings
from tests.build import ZONE
from tests.house.installation import a_settings, installed
from tests.house.running import ROOT, environment
from tests.reliability.big_hall import a_big_hall
from tests.reliability.months import a_hall_since, let_go
from tests.reliability.nodes import until

pytestmark = pytest.mark.reliability

# Of the issue, "Speed and memory".
MOST_MEGABYTES = 150
STOPS_WITHIN = 10


def a_worker(settings: Settings, *options: str) -> subprocess.Popen[str]:
    """The worker as an operator starts it."""
    return subprocess.Popen(
        [sys.executable, "-m", "flask", "--app", "wsgi", "worker", *options],
        cwd=ROOT,
        env=environment(settings),
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )


def most_megabytes_of(process: subprocess.Popen[str]) -> int:
    """The most memory that the process has held so far (Linux)."""
    status = Path(f"/proc/{process.pid}/status").read_text(encoding="ascii")
    (line,) = (line for line in status.splitlines() if line.startswith("VmHWM"))
    return int(line.split()[1]) // 1024


def two_months_ago() -> Month:
    """The month before the last one that is over."""
    return month_of(clock.now(), ZONE).previous().previous()


def in_database(app: Flask, question: Callable[[], int]) -> int:
    """The answer, read by a connection that is closed again."""
    with app.app_context():
        answer = question()
    let_go(app)
    return answer


def beats() -> int:
    return len(last_beats())


def notices() -> int:
    return session.scalar(select(func.count()).select_from(Notice)) or 0


def undone() -> int:
    return len([run for run in runs() if run.state != "done"])


def nothing() -> None:
    """While one waits."""


def works_until(signalled: signal.Signals, app: Flask, settings: Settings) -> tuple[int, str]:
    """The worker publishes what is due, says that it lives, is told to stop: exit code, words."""
    with app.app_context():
        a_hall_since(two_months_ago(), months=2)
    let_go(app)
    with a_worker(settings) as process:
        until(lambda: in_database(app, notices) >= 2, nothing)
        until(lambda: in_database(app, beats) >= 1, nothing)
        process.send_signal(signalled)
        said, _ = process.communicate(timeout=STOPS_WITHIN)
    return process.returncode, said


def test_the_worker_does_what_is_due_and_stops_when_its_service_is_stopped(
    app: Flask, settings: Settings
) -> None:
    code, said = works_until(signal.SIGTERM, app, settings)

    assert code == 0
    assert "worker stopped" in said
    assert "Traceback" not in said


def test_the_worker_stops_at_ctrl_c(sqlite_url: str, tmp_path: Path) -> None:
    settings = a_settings(database_url=sqlite_url, var_dir=tmp_path)
    with installed(settings) as app:
        code, said = works_until(signal.SIGINT, app, settings)

    assert code == 0
    assert "Traceback" not in said


@pytest.mark.skipif(not Path("/proc/self/status").exists(), reason="memory is read from /proc")
def test_a_big_hall_is_sealed_and_published_within_the_memory_of_a_small_machine(
    app: Flask, settings: Settings
) -> None:
    month = two_months_ago()
    with app.app_context():
        place = a_big_hall(month)
        row = SettingRow("automatic_publication", "", "yes", month.days()[0])
        set_hall_setting(place.hall.id, row, by="李某", now=month.starts_at(ZONE))
    let_go(app)

    with a_worker(settings) as process:
        until(lambda: in_database(app, notices) >= 2, nothing)
        until(lambda: in_database(app, undone) == 0, nothing)
        memory = most_megabytes_of(process)
        process.terminate()

    assert memory <= MOST_MEGABYTES
