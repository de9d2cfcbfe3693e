"""What does the registry hold already, in the words of a workbook?"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, tzinfo

from server.rules.attribution import DutySource
from server.rules.registry.rows import Key, Values


@dataclass(frozen=True)
class RosterDuty:
    """One person at one window from ``starts_at`` until before ``ends_at`` (None: open-ended).

    ``window`` and ``staff`` are their numbers; both moments carry a zone.
    """

    window: str
    staff: str
    starts_at: datetime
    ends_at: datetime | None
    source: DutySource = DutySource.ROSTER
    is_substitute: bool = False

    @property
    def begin(self) -> tuple[str, str, DutySource, datetime]:
        """What only one valid duty has: somebody begins somewhere at a moment."""
        return self.window, self.staff, self.source, self.starts_at


@dataclass(frozen=True)
class Stored:
    """What one hall's registry holds; nothing at all for a hall that is not there yet.

    ``hall_code`` is the hall that a workbook must be about, empty where it may found the first.
    ``records`` are by layout and folded key; ``duties`` are valid, ``cancelled`` ones are not;
    both only as far as the workbook's roster reaches, and without real sign-ins.
    """

    zone: tzinfo
    hall_code: str = ""
    records: Mapping[str, Mapping[Key, Values]] = field(default_factory=dict)
    duties: frozenset[RosterDuty] = frozenset()
    cancelled: frozenset[RosterDuty] = frozenset()

    def of(self, layout: str) -> Mapping[Key, Values]:
        """The stored rows of one sheet."""
        return self.records.get(layout, {})
