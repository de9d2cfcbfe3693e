"""What is a job handed when its turn has come, and what may it answer?"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from scheduled.steps import OnStep
from server.gate import Wiring
from server.queries.registry.halls import Hall
from server.rules.slots import Slot


@dataclass(frozen=True)
class Turn:
    """One slot of a job of the whole installation. ``run`` names it, as ``photos 2026-11-25``."""

    run: str
    slot: Slot
    now: datetime
    wiring: Wiring
    on_step: OnStep


@dataclass(frozen=True)
class HallTurn(Turn):
    """One slot of a job of one hall; ``run`` as ``publish/H01 2026-11``."""

    hall: Hall


@dataclass(frozen=True)
class NotYet:
    """The work cannot be done yet, and this is what it waits for: the code of a sentence."""

    code: str
    data: Mapping[str, str | int] = field(default_factory=dict)
