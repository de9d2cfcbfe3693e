"""How does somebody at a terminal see that it goes on?"""

import sys
from types import TracebackType
from typing import Self

WIDTH = 30


def say(words: str) -> None:
    """Print a line at once, also into a pipe."""
    print(words, flush=True)


class Bar:
    """A bar on a terminal; silent in a pipe or a log."""

    def __init__(self, total: int) -> None:
        self._total = max(total, 1)
        self._done = 0
        self._shown = sys.stdout.isatty()

    def step(self, name: str) -> None:
        """One more is done; the name of the next one."""
        self._done = min(self._done + 1, self._total)
        filled = "#" * (WIDTH * self._done // self._total)
        self._draw(f"[{filled:<{WIDTH}}] {self._done}/{self._total} {name[:30]}")

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._draw("")

    def _draw(self, words: str) -> None:
        if self._shown:
            print(f"\r\033[K{words}", end="", flush=True)
