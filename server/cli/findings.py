"""What ``doctor`` finds: one thing that was looked at, and how it is."""

from dataclasses import dataclass, field
from enum import StrEnum

from server.queries.operations.alarms import Data


class Grade(StrEnum):
    """How a thing is: well, to be looked at, or such that the installation does not do its work."""

    WELL = "✓"
    LOOK = "!"
    ILL = "✗"


@dataclass(frozen=True)
class Finding:
    """One thing that was looked at: the code of its sentence, what fills it, how it is."""

    code: str
    data: Data = field(default_factory=dict)
    grade: Grade = Grade.ILL
