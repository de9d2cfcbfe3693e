"""Several worker processes at once, each of which may be killed at a chosen step.

The time they go by is set from outside. A step is whatever a run does that could last: the
steps of ``scheduled.steps``, every SQL statement, every commit; they are numbered from the
moment a run is found due until it is settled.
"""

import multiprocessing
import os
import signal
import time
from collections.abc import Callable
from ctypes import c_bool, c_double, c_int
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from multiprocessing.context import ForkProcess
from typing import Any

from flask import Flask
from sqlalchemy import event

from scheduled.reconcile import Lines, Node, reconcile
from scheduled.steps import Step
from server.db import db
from server.gate import Wiring

NODES = 3
FREE, TAKEN, DIED_AT = 0, 1, 2
PAUSE = 0.02
LOOKED_AFTER = 0.04

fork = multiprocessing.get_context("fork")


@dataclass
class Positions:
    """The steps of one job at which somebody must die, shared by all nodes."""

    job: str
    count: int
    states: Any = field(init=False)

    def __post_init__(self) -> None:
        self.states = fork.Array(c_int, [FREE] * (self.count + 1))

    def take(self) -> int:
        """The next free step, 0 when there is none."""
        with self.states.get_lock():
            for step in range(1, self.count + 1):
                if self.states[step] == FREE:
                    self.states[step] = TAKEN
                    return step
        return 0

    def mark(self, step: int, state: int) -> None:
        """What became of a step that was taken."""
        with self.states.get_lock():
            self.states[step] = state

    def left(self) -> list[int]:
        """The steps at which nobody died."""
        return [step for step in range(1, self.count + 1) if self.states[step] != DIED_AT]


@dataclass
class World:
    """What the nodes share: the time, how many may still die, how many steps a run had."""

    positions: tuple[Positions, ...]
    moment: Any = field(default_factory=lambda: fork.RawValue(c_double, 0.0))
    is_over: Any = field(default_factory=lambda: fork.RawValue(c_bool, 0))
    may_die: Any = field(default_factory=lambda: fork.Value(c_int, 0))

    def now(self) -> datetime:
        """The time as all nodes read it."""
        return datetime.fromtimestamp(self.moment.value, UTC)


class Executioner:
    """Counts the steps of the run in hand and kills its own process at the chosen one."""

    def __init__(self, world: World) -> None:
        self.longest: dict[str, int] = {}  # how many steps the longest run of each job had
        self._world = world
        self._positions: Positions | None = None
        self._fatal = 0
        self._step = 0

    def watch(self) -> None:
        """Count what the database is told from now on; only inside the program."""
        for name in ("before_cursor_execute", "commit"):
            event.listen(db.engine, name, self.count)

    def on_step(self, step: Step, run: str) -> None:
        """Begin to count when a run is due, let its step go when it is settled."""
        if step is Step.DUE:
            self._let_go()
            self._begin(run.partition("/")[0])
        self.count()
        if step is Step.SETTLED:
            self._let_go()

    def count(self, *_: Any) -> None:
        """One more thing happened."""
        if self._positions is None:
            return
        self._step += 1
        job = self._positions.job
        self.longest[job] = max(self.longest.get(job, 0), self._step)
        if self._step == self._fatal and self._may_die():
            self._positions.mark(self._fatal, DIED_AT)
            os.kill(os.getpid(), signal.SIGKILL)

    def _begin(self, job: str) -> None:
        self._step = 0
        self._positions = next((one for one in self._world.positions if one.job == job), None)
        self._fatal = self._positions.take() if self._positions else 0

    def _let_go(self) -> None:
        if self._positions is not None and self._fatal:
            self._positions.mark(self._fatal, FREE)
        self._positions, self._fatal = None, 0

    def _may_die(self) -> bool:
        with self._world.may_die.get_lock():
            self._world.may_die.value -= 1
            return bool(self._world.may_die.value >= 0)


class Nodes:
    """Three nodes on one database, replaced when they die. ``app`` must hold no connection."""

    def __init__(self, app: Flask, wiring: Wiring, lines: Lines, world: World) -> None:
        self._app, self._wiring, self._lines, self.world = app, wiring, lines, world
        self.kills = 0
        self.crashes: list[int | None] = []
        self._alive: list[ForkProcess] = []

    def fill_up(self) -> int:
        """Replace the dead; how many had died."""
        dead = [one for one in self._alive if one.exitcode is not None]
        self.kills += sum(one.exitcode == -signal.SIGKILL for one in dead)
        self.crashes += [one.exitcode for one in dead if one.exitcode != -signal.SIGKILL]
        self._alive = [one for one in self._alive if one not in dead]
        while len(self._alive) < NODES:
            process = fork.Process(target=self._live, daemon=True)
            process.start()
            self._alive.append(process)
        return len(dead)

    @property
    def lease(self) -> timedelta:
        """How long a dead node's slot stays its own."""
        return timedelta(seconds=self._wiring.settings.lease_seconds)

    def end(self) -> None:
        """Tell all to stop, and wait until they have."""
        self.world.is_over.value = True
        for process in self._alive:
            process.join(10)
            self.crashes += [process.exitcode] if process.exitcode else []
            process.kill()
        self._alive = []

    def _live(self) -> None:
        executioner = Executioner(self.world)
        with self._app.app_context():
            executioner.watch()
            node = Node(
                f"node-{os.getpid()}",
                self._wiring,
                clock=self.world.now,
                on_step=executioner.on_step,
            )
            while not self.world.is_over.value:
                reconcile(node, self._lines)
                time.sleep(PAUSE)


def until(is_so: Callable[[], bool], meanwhile: Callable[[], object], seconds: float = 120) -> None:
    """Do something again and again until it is so; AssertionError when it takes too long."""
    end = time.monotonic() + seconds
    while not is_so():
        meanwhile()
        if time.monotonic() > end:
            raise AssertionError("it takes too long")
        time.sleep(LOOKED_AFTER)
