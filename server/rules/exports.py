"""What can leave the system as a table, and what does such a file say of itself?

Each file carries who took it out, when and under which number, in every form that survives
copying a part of it; the number leads to the line of the audit that says what was asked for.
"""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

DATE_AND_TIME = "%Y-%m-%d %H:%M"  # of the hall's clock


class Exported(StrEnum):
    """Which table."""

    RATINGS = "ratings"
    CASES = "cases"
    LEDGER = "ledger"
    PROVINCE = "province"
    AUDIT = "audit"


@dataclass(frozen=True)
class Export:
    """One table taken out: which, by whom, when (with zone), under which public number."""

    what: Exported
    by: str
    at: datetime
    number: str
