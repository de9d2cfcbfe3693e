"""D11: up a step and down again while citizens rate; the program before runs on all the while.

Expand and contract: first the database goes up, then the program; first the program goes back,
then the database. So the program before works with the database of both steps.
"""

import json
import secrets
import subprocess
import sys
import tarfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path

import pytest
from flask import Flask

from server.queries.codes.scans import receipt_of, ticket_of
from server.queries.operations.database import wanted_version
from server.rules.ratings.form import Scan
from server.rules.ratings.levels import Lane
from server.settings import Settings
from tests.build import TestHall, a_hall
from tests.house.installation import installed
from tests.house.required import NOT_HERE
from tests.house.running import ROOT, environment, free_port, serving_at
from tests.reliability.nodes import until
from tests.reliability.raters import Crowd, Form, crowd
from tests.reliability.test_kills import damage, doubled, lost_or_altered

pytestmark = pytest.mark.reliability

BEFORE = "0002"
STEP = "migrations/versions/0003_cases_and_accounts.py"
CITIZENS = 4
BETWEEN = 15
WINDOWS = tuple(f"A{number:02d}" for number in range(1, 31))
REASONS = {1: ["115"], 2: ["214"]}


@pytest.fixture(scope="module")
def program_before(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The code as it was just before the step was written."""
    added = _git("log", "--diff-filter=A", "--format=%H", "--", STEP).decode().split()
    if not added:
        pytest.skip(f"{NOT_HERE}the program before is taken from the git history")
    folder = tmp_path_factory.mktemp("before")
    with tarfile.open(fileobj=BytesIO(_git("archive", f"{added[-1]}~1"))) as code:
        code.extractall(folder, filter="data")
    return folder


def _git(*words: str) -> bytes:
    git = ["git", *words]
    return subprocess.run(git, cwd=ROOT, capture_output=True, check=False).stdout


@pytest.fixture
def place(app: Flask) -> TestHall:
    """A hall that is always open."""
    with app.app_context():
        return a_hall(windows=WINDOWS, opens=None)


def any_rating_form(place: TestHall, settings: Settings) -> Form:
    """A form of any level: the bad ones become cases, in the tables that the step changes."""
    level = secrets.choice((1, 2, 3, 4, 5))
    code = secrets.choice(list(place.codes.values()))
    scan = Scan(code, datetime.now(UTC), secrets.token_bytes(16), Lane.PRINTED)
    said = {
        "ticket": ticket_of(scan, place.hall.code, settings),
        "level": level,
        "tags": REASONS.get(level, []),
        "text": "等了一个小时" if level in REASONS else "",
    }
    return Form(json.dumps(said).encode(), level, receipt_of(scan.nonce, settings))


def migrate(settings: Settings, *words: str) -> None:
    """The operator steps up or down with the program of today."""
    done = subprocess.run(
        [sys.executable, "-m", "flask", "--app", "wsgi", "db", *words],
        cwd=ROOT,
        env=environment(settings),
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr


class Traffic:
    """Citizens who rate all the while, and how far they came."""

    def __init__(self, told: Crowd) -> None:
        self._told = told

    def flows(self) -> None:
        """Wait until some more ratings were acknowledged."""
        enough = len(self._told.acknowledged) + BETWEEN
        until(lambda: len(self._told.acknowledged) >= enough, lambda: None)


@contextmanager
def rating(settings: Settings, place: TestHall, url: str) -> Iterator[tuple[Crowd, Traffic]]:
    """Citizens rate inside the block."""
    with crowd(CITIZENS, lambda: url, lambda: any_rating_form(place, settings)) as told:
        yield told, Traffic(told)


def test_a_step_up_and_down_under_load_loses_nothing_and_refuses_nobody(
    app: Flask, settings: Settings, place: TestHall, program_before: Path
) -> None:
    del app
    port = free_port()
    here = replace(settings, public_url=f"http://127.0.0.1:{port}", threads=4)
    variables = environment(here)
    migrate(here, "downgrade", BEFORE)

    with rating(here, place, here.public_url) as (told, traffic):
        with serving_at(port, here, variables, program=program_before):
            traffic.flows()
            migrate(here, "upgrade")
            traffic.flows()
        with serving_at(port, here, variables):
            traffic.flows()
        with serving_at(port, here, variables, program=program_before):
            traffic.flows()
            migrate(here, "downgrade", BEFORE)
            traffic.flows()
            migrate(here, "upgrade")
            traffic.flows()

    assert told.strange == []
    with installed(here) as upgraded, upgraded.app_context():
        assert lost_or_altered(told.acknowledged) == []
        assert doubled() == []
        assert damage() == []
    assert wanted_version() > BEFORE
