"""What must be known of a case to say what may happen in it now?"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from server.rules.cases.clocks import CaseClock
from server.rules.cases.codes import Finding, Outcome, ProposalKind, Satisfied, WaitsFor
from server.rules.cases.kinds import CaseKind, CaseState


@dataclass(frozen=True)
class CallBack:
    """One attempt to call the citizen back; ``satisfied`` is None where nobody was reached."""

    satisfied: Satisfied | None

    @property
    def is_reached(self) -> bool:
        """Whether somebody answered."""
        return self.satisfied is not None


@dataclass(frozen=True)
class AskedFor:
    """A proposal that waits for another person: who asked, when."""

    asked_by: int
    asked_on: date


@dataclass(frozen=True)
class LastDays:
    """Until when (that day included) the citizen may reopen or escalate, a unit may send back."""

    reopen: date | None = None
    escalate: date | None = None
    send_back: date | None = None


@dataclass(frozen=True)
class CaseFacts:
    """A case as the rules see it, on one day, for one taker.

    ``about_*``: whom it is about. ``department_id``: where it lies to be answered, None with the
    supervising office. ``taker_department_id``: in which department the taker works at a window.
    ``took_part``: accounts that acted in it before the citizen escalated it. ``last_days`` are
    the last days of what can only be done for a while; None: it cannot be done at all.
    """

    hall_id: int
    kind: CaseKind
    state: CaseState
    today: date
    round: int = 1
    has_contact: bool = False
    has_rating: bool = False
    about_staff_id: int | None = None
    about_department_id: int | None = None
    department_id: int | None = None
    taker_department_id: int | None = None
    clock: CaseClock | None = None
    due_on: date | None = None
    is_extended: bool = False
    waits_for: WaitsFor = WaitsFor.OFFICE
    finding: Finding | None = None
    outcome: Outcome | None = None
    is_rectified: bool = False
    is_excluded: bool = False
    is_published: bool = False
    is_handling_rated: bool = False
    call_backs: tuple[CallBack, ...] = ()
    waiting: Mapping[ProposalKind, AskedFor] = field(default_factory=dict)
    took_part: frozenset[int] = frozenset()
    last_days: LastDays = LastDays()

    @property
    def is_real_name_bad_rating(self) -> bool:
        """Whether the duty to call back holds."""
        return self.kind is CaseKind.BAD_RATING and self.has_contact
