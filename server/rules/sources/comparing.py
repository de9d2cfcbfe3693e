"""What does an application that comes again change, and in which months?"""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from server.rules.sources.applications import ApplicationRow
from server.rules.sources.known import month_text

COUNTS, FAULTS, RECEIVED = "counts", "faults", "received"
Effects = Mapping[tuple[str, str], tuple[object, ...]]


@dataclass(frozen=True)
class Stored:
    """An application as it is stored; ``revision`` is that of its facts."""

    id: int
    code: str
    revision: int
    row: ApplicationRow


def as_it_stood(before: ApplicationRow, row: ApplicationRow) -> ApplicationRow:
    """The row with what was the registry's word, not the file's, as it was when it came first.

    A window that moved to another department, or a matter that got another class, does not change
    what was handled before.
    """
    department_id, difficulty = row.department_id, row.difficulty
    if before.window_id == row.window_id:
        department_id = before.department_id
    if before.matter_id == row.matter_id and not row.has_own_class:
        difficulty = before.difficulty
    return replace(row, department_id=department_id, difficulty=difficulty)


def effects(row: ApplicationRow | None) -> Effects:
    """What the application adds to which month's counts and facts; nothing for no application."""
    if row is None:
        return {}
    where = (row.window_id, row.staff_id, row.department_id, row.difficulty)
    found: dict[tuple[str, str], tuple[object, ...]] = {
        (month_text(row.received_on), RECEIVED): where
    }
    if row.finished_on is not None:
        told = (row.finished_on, row.days_over, row.is_told_once, bool(row.faults))
        found[row.counted_in, COUNTS] = (*where, *told)
    if row.faults:
        found[month_text(row.fault_on), FAULTS] = (*where, row.fault_on, row.faults, row.harm)
    return found


def changed_effects(
    before: ApplicationRow | None, after: ApplicationRow
) -> frozenset[tuple[str, str]]:
    """The months and what of them differs: ``counts``, ``faults`` or ``received``."""
    old, new = effects(before), effects(after)
    return frozenset(key for key in old.keys() | new.keys() if old.get(key) != new.get(key))


def closed_months(changed: frozenset[tuple[str, str]], signed: frozenset[str]) -> list[str]:
    """The signed months whose figures or facts it would change; how many came in is neither."""
    return sorted({month for month, what in changed if month in signed and what != RECEIVED})


def states_otherwise(before: ApplicationRow, after: ApplicationRow) -> bool:
    """Whether its facts are others than before: who, where, how late, which faults."""
    return _stated(before) != _stated(after)


def _stated(row: ApplicationRow) -> tuple[object, ...]:
    late = (row.finished_on, row.days_over) if row.days_over else ()
    faults = (row.fault_on, row.faults, row.harm) if row.faults else ()
    who = (row.window_id, row.staff_id, row.department_id) if late or faults else ()
    return late, faults, who
