"""How do programs run beside us, and all end when we end?"""

import os
import signal
import subprocess
from collections.abc import Sequence
from pathlib import Path
from types import FrameType, TracebackType
from typing import Self

from tools.environment import ROOT

STOPS_WITHIN = 15.0


class Children:
    """Programs that run at our side; leaving the ``with`` ends each of them.

    Each has a session of its own, so that Ctrl-C reaches us alone and we end them in order.
    """

    def __init__(self, environment: dict[str, str], *, patience: float = STOPS_WITHIN) -> None:
        self._environment = environment
        self._patience = patience
        self._running: dict[str, subprocess.Popen[bytes]] = {}

    def start(self, name: str, command: Sequence[str | Path]) -> None:
        """Start a program under a name that people see."""
        self._running[name] = subprocess.Popen(
            [str(part) for part in command],
            cwd=ROOT,
            env=self._environment,
            start_new_session=True,
        )

    def process_ids(self) -> list[int]:
        """The ids of the programs."""
        return [process.pid for process in self._running.values()]

    def ended(self) -> str | None:
        """The name of one that has ended, though nobody told it to."""
        return next((name for name, one in self._running.items() if one.poll() is not None), None)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        # A second Ctrl-C must not leave one of them behind.
        before = signal.signal(signal.SIGINT, signal.SIG_IGN)
        for process in self._running.values():
            process.terminate()
        for process in self._running.values():
            _wait_or_kill(process, self._patience)
        signal.signal(signal.SIGINT, before)


def end_like_ctrl_c(_signal: int, _frame: FrameType | None) -> None:
    """What SIGTERM does to us: the same as Ctrl-C."""
    raise KeyboardInterrupt


def _wait_or_kill(process: subprocess.Popen[bytes], patience: float) -> None:
    try:
        process.wait(patience)
    except subprocess.TimeoutExpired:
        if os.name == "posix":
            os.killpg(process.pid, signal.SIGKILL)
        process.kill()
        process.wait()
