"""What would a workbook change, and in which hall?"""

from datetime import datetime

from server import errors
from server.queries.registry.halls import Hall, all_halls
from server.queries.registry.stored import nothing_stored, stored_registry
from server.rules.cells import folded
from server.rules.registry.layouts import HALL
from server.rules.registry.plan import ImportPlan, plan_import
from server.rules.registry.reading import Reading
from server.rules.registry.rows import WorkbookRefused


def planned_import(reading: Reading, hall: Hall | str, *, now: datetime) -> ImportPlan:
    """What the workbook would change in that hall, or in a new one of that code.

    Raises WorkbookRefused with every problem of every row.
    """
    if isinstance(hall, Hall):
        stored = stored_registry(hall, reading.roster_days)
    else:
        stored = nothing_stored(hall)
    plan = plan_import(reading, stored, now=now)
    if not isinstance(plan, ImportPlan):
        raise WorkbookRefused(plan)
    return plan


def hall_of_workbook(reading: Reading, code: str | None) -> Hall | str:
    """The hall that is asked for, else the one that the workbook names, else the only one.

    The code of a new hall (empty: whatever the workbook says) where the hall is not there yet: an
    unknown code founds a hall only when there is none, or when it is asked for, so that a
    slip of the pen does not. Raises UnknownHall where several halls exist and none is meant.
    """
    halls = {folded(hall.code): hall for hall in all_halls()}
    said = {folded(row.text("code")) for row in reading.records[HALL.key]}
    if code is not None:
        return halls.get(folded(code), code)
    named = [halls[each] for each in said & halls.keys()] or list(halls.values())
    if len(named) > 1:
        raise errors.UnknownHall
    return named[0] if named else ""
