"""How does a planned roster get into its table?"""

from collections.abc import Iterable, Mapping
from typing import Any

from sqlalchemy import bindparam, insert, update

from server.actions.registry.entry import Entry
from server.ids import new_id
from server.models.registry import Duty
from server.rules.registry.roster_plan import RosterPlan
from server.rules.registry.stored import RosterDuty

# By what people know of a duty: only one valid duty begins there, then, for that person.
_CANCEL = (
    update(Duty)
    .where(
        Duty.hall_id == bindparam("of_hall"),
        Duty.window_id == bindparam("of_window"),
        Duty.staff_id == bindparam("of_staff"),
        Duty.starts_at == bindparam("of_start"),
        Duty.source == bindparam("of_source"),
        Duty.cancelled_at.is_(None),
    )
    .values(cancelled_at=bindparam("at"), cancelled_by=bindparam("by"))
)


def write_roster(entry: Entry, plan: RosterPlan) -> None:
    """Cancel what no longer holds, then add what does; the past stays readable."""
    windows, staff = entry.ids("window"), entry.ids("staff")
    connection = entry.session.connection()
    if plan.cancelled:
        author = {"at": entry.now, "by": entry.by, "of_hall": entry.hall_id}
        cancelled = [
            {
                "of_window": windows[duty.window],
                "of_staff": staff[duty.staff],
                "of_start": duty.starts_at,
                "of_source": duty.source,
                **author,
            }
            for duty in plan.cancelled
        ]
        connection.execute(_CANCEL, cancelled)
    if plan.added:
        connection.execute(insert(Duty), list(_added(entry, plan.added, windows, staff)))


def _added(
    entry: Entry,
    duties: Iterable[RosterDuty],
    windows: Mapping[str, int],
    staff: Mapping[str, int],
) -> Iterable[dict[str, Any]]:
    for duty in duties:
        yield {
            "id": new_id(entry.day),
            "hall_id": entry.hall_id,
            "window_id": windows[duty.window],
            "staff_id": staff[duty.staff],
            "starts_at": duty.starts_at,
            "ends_at": duty.ends_at,
            "source": duty.source,
            "is_substitute": duty.is_substitute,
            "entered_at": entry.now,
            "entered_by": entry.by,
        }
