"""Which slots are overdue, and why did each not run?"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from scheduled.lines import Line, all_lines
from server.queries.operations.jobs import Run, last_done, run_of
from server.rules.runs import RunState
from server.rules.slots import Slot

LATE_AFTER = timedelta(minutes=10)


@dataclass(frozen=True)
class Overdue:
    """The first slot of a line that is not done although it was due; ``later`` wait behind it.

    ``run`` is what was tried, None where nobody ever did.
    """

    line: str
    slot: Slot
    later: int
    run: Run | None

    @property
    def why(self) -> str:
        """``untried``, ``running``, ``failed`` or ``waiting``."""
        return self.run.state if self.run else "untried"


def overdue(now: datetime) -> tuple[Overdue, ...]:
    """Every line that is behind by more than ten minutes, with the reason."""
    return tuple(late for line in all_lines(now) for late in _late(line, now - LATE_AFTER))


def _late(line: Line, moment: datetime) -> Iterator[Overdue]:
    slots = line.due(last_done(line.key), now=moment)
    runs = ((slot, run_of(line.key, slot.key)) for slot in slots)
    late = [(slot, run) for slot, run in runs if run is None or run.state is not RunState.DONE]
    if late:
        slot, run = late[0]
        yield Overdue(line.key, slot, len(late) - 1, run)
