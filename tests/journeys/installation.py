"""One installation as its operator has it: settings, commands, a server, and what time it is."""

import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from server.settings import Settings
from tests.build import at
from tests.house.running import LiveServer, environment, serving_at

ROOT = Path(__file__).resolve().parents[2]
CLOCK = Path(__file__).parent / "clock"


@dataclass(frozen=True)
class Answer:
    """What a command answered."""

    exit_code: int
    said: str
    complained: str


@dataclass
class Installation:
    """A hall's installation; ``moment`` is the hall's time when a program of it starts."""

    settings: Settings
    port: int
    moment: str

    def tries(self, *words: str | Path) -> Answer:
        """The operator types ``flask --app wsgi`` and these words."""
        done = subprocess.run(
            [sys.executable, "-m", "flask", "--app", "wsgi", *map(str, words)],
            cwd=ROOT,
            env=self._variables(),
            capture_output=True,
            text=True,
            check=False,
        )
        return Answer(done.returncode, done.stdout, done.stderr)

    def does(self, *words: str | Path) -> str:
        """The same where it must succeed; what it said."""
        answer = self.tries(*words)
        assert answer.exit_code == 0, answer
        return answer.said

    @contextmanager
    def open_to_citizens(self) -> Iterator[LiveServer]:
        """The web server runs, always on the same port, so that an open page outlives it."""
        with serving_at(self.port, self.settings, self._variables()) as server:
            yield server

    def _variables(self) -> dict[str, str]:
        ahead = at(self.moment) - datetime.now(UTC)
        moved = {"PYTHONPATH": str(CLOCK), "SECONDS_AHEAD": str(ahead.total_seconds())}
        return {**environment(self.settings), **moved}
