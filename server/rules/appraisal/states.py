"""Where does a period stand, and what keeps it from being signed or from becoming final?

Computed → every person sees every entry and may object → signed by a person → final. Whatever
changes afterwards is the next revision (scheme, section 7; domain, ledger and appraisal).
"""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from server.rules.working_days import Calendar, Deadline, add_working_days


class PeriodState(StrEnum):
    """Where a computed period stands."""

    COMPUTED = "computed"
    SIGNED = "signed"
    FINAL = "final"


class Obstacle(StrEnum):
    """Why a period cannot be signed, or become final, yet."""

    NOT_COMPUTED = "not_computed"
    NOT_LATEST = "not_latest"
    ALREADY_SIGNED = "already_signed"
    NOT_SIGNED = "not_signed"
    ALREADY_FINAL = "already_final"
    STILL_OPEN = "still_open"  # people may still object
    OBJECTIONS = "objections"  # some are not decided
    OUTDATED = "outdated"  # facts or figures changed since
    TAMPERED = "tampered"  # the stored rows are not those of the digest
    PART_NOT_SIGNED = "part_not_signed"  # a month of the quarter, a quarter of the year
    COMPUTED_BY_SIGNER = "computed_by_signer"


@dataclass(frozen=True)
class Found:
    """What the checks found of the latest revision of a period."""

    state: PeriodState | None
    objections_until: date | None
    open_objections: int
    is_outdated: bool
    is_tampered: bool
    unsigned_parts: tuple[str, ...] = ()
    computed_by: str = ""


def objections_until(computed_on: date, days: int, calendar: Calendar) -> Deadline:
    """The last day on which an objection keeps the period from being signed."""
    return add_working_days(computed_on, days, calendar)


def obstacles_to_signing(found: Found, signer: str, today: date) -> tuple[Obstacle, ...]:
    """All that keeps that person from signing today; empty: it may be signed."""
    if found.state is None:
        return (Obstacle.NOT_COMPUTED,)
    if found.state is not PeriodState.COMPUTED:
        return (Obstacle.ALREADY_SIGNED,)
    open_until = found.objections_until
    table = (
        (Obstacle.STILL_OPEN, open_until is not None and today <= open_until),
        (Obstacle.COMPUTED_BY_SIGNER, signer == found.computed_by),
        *_common(found),
    )
    return tuple(obstacle for obstacle, holds in table if holds)


def obstacles_to_final(found: Found, today: date) -> tuple[Obstacle, ...]:
    """All that keeps a signed period from becoming final today."""
    if found.state is None:
        return (Obstacle.NOT_COMPUTED,)
    if found.state is PeriodState.FINAL:
        return (Obstacle.ALREADY_FINAL,)
    open_until = found.objections_until
    table = (
        (Obstacle.NOT_SIGNED, found.state is not PeriodState.SIGNED),
        (Obstacle.STILL_OPEN, open_until is not None and today <= open_until),
        *_common(found),
    )
    return tuple(obstacle for obstacle, holds in table if holds)


def _common(found: Found) -> tuple[tuple[Obstacle, bool], ...]:
    return (
        (Obstacle.OBJECTIONS, found.open_objections > 0),
        (Obstacle.PART_NOT_SIGNED, bool(found.unsigned_parts)),
        (Obstacle.OUTDATED, found.is_outdated),
        (Obstacle.TAMPERED, found.is_tampered),
    )
