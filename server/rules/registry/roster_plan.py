"""What does a workbook's roster change, and is everybody then in one place at a time?"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from server.rules.registry.conflicts import roster_conflicts, shown_times
from server.rules.registry.layouts import DUTY
from server.rules.registry.lines import Lines
from server.rules.registry.roster import RosterRow
from server.rules.registry.rows import Place, RowProblem
from server.rules.registry.standing_in import without_replaced
from server.rules.registry.stored import RosterDuty, Stored


@dataclass(frozen=True)
class RosterPlan:
    """The duties to add and to cancel; a corrected one is cancelled and added anew."""

    added: tuple[RosterDuty, ...] = ()
    cancelled: tuple[RosterDuty, ...] = ()
    unchanged: int = 0
    repeated: int = 0


@dataclass
class _Wanted:
    """The duties that the rows ask for, each with the row that first does."""

    places: dict[RosterDuty, Place] = field(default_factory=dict)
    repeated: int = 0
    problems: list[RowProblem] = field(default_factory=list)


def plan_roster(
    rows: Sequence[RosterRow], stored: Stored, shared_windows: frozenset[str]
) -> tuple[RosterPlan, list[RowProblem]]:
    """What the rows change in the stored roster, and every contradiction.

    A row says all of that person's time at that window between its begin and its end: stored
    parts of it that the row no longer says are cancelled. All other stored duties stay.
    """
    wanted = _wanted(row for row in rows if not row.is_cancellation)
    given_up, wrong = _cancelled([row for row in rows if row.is_cancellation], stored)
    lines = Lines(wanted.places)
    kept = (duty for duty in stored.duties - given_up if not lines.restate(duty))
    served = without_replaced([*wanted.places, *kept], shared_windows)
    places = {part: wanted.places[duty] for part, duty in served.items() if duty in wanted.places}
    plan = RosterPlan(
        added=_in_order(served.keys() - stored.duties),
        cancelled=_in_order(stored.duties - served.keys()),
        unchanged=len(places.keys() & stored.duties),
        repeated=wanted.repeated,
    )
    conflicts = roster_conflicts(served, places, shared_windows)
    return plan, [*wanted.problems, *wrong, *conflicts]


def _wanted(rows: Iterable[RosterRow]) -> _Wanted:
    result = _Wanted()
    first: dict[object, RosterDuty] = {}
    for row in rows:
        differing = [duty for duty in row.duties if first.setdefault(duty.begin, duty) != duty]
        if differing:
            other = first[differing[0].begin]
            result.problems.append(_contradiction(row, differing[0], other, result.places[other]))
            continue
        result.repeated += all(duty in result.places for duty in row.duties)
        for duty in row.duties:
            result.places.setdefault(duty, row.place)
    return result


def _cancelled(
    rows: Sequence[RosterRow], stored: Stored
) -> tuple[set[RosterDuty], list[RowProblem]]:
    given_up: set[RosterDuty] = set()
    problems = []
    valid, former = Lines(stored.duties), Lines(stored.cancelled)
    for row in rows:
        meant = {duty for asked in row.duties for duty in valid.within(asked)}
        given_up |= meant
        is_repeated = any(former.within(asked) for asked in row.duties)
        if not meant and not is_repeated:
            problems.append(_nothing_to_cancel(row, valid))
    return given_up, problems


def _contradiction(row: RosterRow, duty: RosterDuty, other: RosterDuty, place: Place) -> RowProblem:
    data: dict[str, str | int] = {
        "found": shown_times(duty),
        "right": shown_times(other),
        "other_sheet": place.sheet,
        "other_row": place.row,
    }
    return RowProblem(row.place, "", "registry.contradicts_row", data)


def _nothing_to_cancel(row: RosterRow, valid: Lines) -> RowProblem:
    heading = DUTY.column("is_cancelled").heading
    longer = [duty for asked in row.duties for duty in valid.touching(asked)]
    if longer:
        data = {"right": shown_times(longer[0])}
        return RowProblem(row.place, heading, "registry.cancels_a_part", data)
    data = {"found": shown_times(row.duties[0])}
    return RowProblem(row.place, heading, "registry.nothing_to_cancel", data)


def _in_order(duties: Iterable[RosterDuty]) -> tuple[RosterDuty, ...]:
    return tuple(sorted(duties, key=lambda duty: (duty.starts_at, duty.window, duty.staff)))
