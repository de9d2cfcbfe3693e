"""What is due and not done is done now, in order, by whichever node claims it.

The truth is in the database: what is due follows from the clock, what is done from ``job_run``.
Any number of nodes may do this at once, and each may die at any step.
"""

import logging
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from traceback import extract_tb

from scheduled.lines import Line, all_lines
from scheduled.steps import OnStep, Step, walk_on
from scheduled.turns import Turn
from server import clock
from server.actions.operations.claim_slot import NotClaimed, claim_slot
from server.actions.operations.settle_slot import settle_slot
from server.errors import ChuangpingError
from server.gate import Wiring
from server.queries.operations.jobs import last_done
from server.rules.runs import RunState
from server.rules.slots import Slot

log = logging.getLogger("chuangping.worker")

Lines = Callable[[datetime], Iterable[Line]]
"""The lines of the timetable as they are at that moment."""


@dataclass
class Node:
    """One process that does jobs. ``owner`` is its name in ``job_run`` (at most 64 letters).

    It remembers for each line when the slot had been due that it last knew to be done, so that
    it asks the database only when something is due.
    """

    owner: str
    wiring: Wiring
    clock: Callable[[], datetime] = clock.now
    on_step: OnStep = walk_on
    is_stopping: Callable[[], bool] = lambda: False
    done: dict[str, datetime | None] = field(default_factory=dict)


def reconcile(node: Node, lines: Lines = all_lines) -> None:
    """Do every slot that is due, line by line and within a line in order.

    A line stops at the first slot that is not done: later ones wait for it. No line stops
    another one; what fails is recorded at its run and tried again later.
    """
    for line in lines(node.clock()):
        if node.is_stopping():
            return
        try:
            _catch_up(line, node)
        except Exception:  # whatever fails in one line must not stop the others
            log.exception("line stopped: %s", line.key)


def _catch_up(line: Line, node: Node) -> None:
    if line.key not in node.done:
        node.done[line.key] = last_done(line.key)
    for slot in line.due(node.done[line.key], now=node.clock()):
        if node.is_stopping() or not _do(line, slot, node):
            return
        node.done[line.key] = slot.due_at


def _do(line: Line, slot: Slot, node: Node) -> bool:
    """Whether the slot is done, by us now or by somebody before."""
    run = f"{line.key} {slot.key}"
    node.on_step(Step.DUE, run)
    lease = timedelta(seconds=node.wiring.settings.lease_seconds)
    claim = claim_slot(line.key, slot, owner=node.owner, now=node.clock(), lease=lease)
    if isinstance(claim, NotClaimed):
        return claim is NotClaimed.DONE
    node.on_step(Step.CLAIMED, run)
    turn = Turn(run, slot, node.clock(), node.wiring, node.on_step)
    state, words = _outcome(line, turn)
    node.on_step(Step.WORKED, run)
    is_ours = settle_slot(claim, state, now=node.clock(), words=words)
    node.on_step(Step.SETTLED, run)
    log.info("run %s: %s %s", run, state if is_ours else "taken over by another node", words)
    return is_ours and state is RunState.DONE


def _outcome(line: Line, turn: Turn) -> tuple[RunState, str]:
    try:
        not_yet = line.work(turn)
    except Exception as error:  # recorded with its run, shown by doctor, tried again
        log.exception("run failed: %s", turn.run)
        return RunState.FAILED, _words(error)
    if not_yet is None:
        return RunState.DONE, ""
    return RunState.WAITING, f"{not_yet.code} {dict(not_yet.data)}"


def _words(error: Exception) -> str:
    """What failed and where; the first line only, where databases put no values of rows."""
    if isinstance(error, ChuangpingError):
        return str(error)
    place = extract_tb(error.__traceback__)[-1]
    first_line = str(error).partition("\n")[0]
    return f"{type(error).__name__}: {first_line} ({Path(place.filename).name}:{place.lineno})"
