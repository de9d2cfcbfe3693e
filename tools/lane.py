"""What runs meanwhile? One program after another, its words kept until they can be read."""

import os
import signal
import subprocess
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from threading import Lock, Thread
from time import monotonic
from types import TracebackType
from typing import IO, Self

from tools.environment import ROOT
from tools.progress import say

PATIENCE = 30.0


@dataclass(frozen=True)
class Program:
    """A program with its words, and the environment it gets (None: ours)."""

    words: Sequence[str | Path]
    environment: dict[str, str] | None = None


class Lane:
    """Programs that run one after another beside us, by name; leaving the ``with`` ends them.

    What each says goes into ``<folder>/<name>.log``; ``finish`` waits for the last and shows it.
    """

    def __init__(self, programs: Mapping[str, Program], folder: Path) -> None:
        self._programs = programs
        self._folder = folder
        self._running: subprocess.Popen[bytes] | None = None
        self._is_over = False
        self._lock = Lock()
        self._ended: dict[str, tuple[int, float]] = {}
        self._thread = Thread(target=self._run_all)

    def finish(self) -> list[str]:
        """Wait for all, show what they said; the names of those that failed."""
        self._thread.join()
        for name, (code, seconds) in self._ended.items():
            say(f"--- {name} (meanwhile) ---")
            say(self._log(name).read_text(encoding="utf-8", errors="replace").rstrip())
            say(f"--- {name}: {'FAILED' if code else 'good'}, {seconds:.1f} s ---")
        return [name for name in self._programs if self._ended.get(name, (1, 0.0))[0]]

    def __enter__(self) -> Self:
        self._folder.mkdir(parents=True, exist_ok=True)
        self._thread.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        with self._lock:
            self._is_over = True
            running = self._running
        if running is not None and running.poll() is None:
            running.send_signal(signal.SIGINT if os.name == "posix" else signal.SIGTERM)
        self._thread.join(PATIENCE)

    def _run_all(self) -> None:
        for name, program in self._programs.items():
            began = monotonic()
            with self._log(name).open("wb") as out, self._lock:
                # Under the lock: an interruption comes before it starts, or finds it running.
                if self._is_over:
                    return
                self._running = _started(program, out)
            code = self._running.wait()
            self._ended[name] = code, monotonic() - began

    def _log(self, name: str) -> Path:
        return self._folder / f"{name}.log"


def _started(program: Program, out: IO[bytes]) -> subprocess.Popen[bytes]:
    return subprocess.Popen(
        [str(word) for word in program.words],
        cwd=ROOT,
        env=program.environment,
        stdout=out,
        stderr=subprocess.STDOUT,
        start_new_session=True,
    )
