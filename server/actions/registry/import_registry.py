"""The hall's administration hands in a workbook: all of it is taken, or nothing."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import insert
from sqlalchemy.orm import Session

from server.actions.registry.changed import registry_changed
from server.actions.registry.entry import Entry
from server.actions.registry.history import remember
from server.actions.registry.reattribution import propose_owners
from server.actions.registry.roster_rows import write_roster
from server.actions.registry.rows import write_rows
from server.db import transaction
from server.ids import new_id
from server.models import registry as tables
from server.queries.registry.halls import Hall
from server.queries.registry.planned import hall_of_workbook, planned_import
from server.rules.registry.layouts import HALL
from server.rules.registry.plan import ImportPlan
from server.rules.registry.reading import Reading


@dataclass(frozen=True)
class Imported:
    """What was changed, and how many past ratings would change hands if a second person agrees."""

    plan: ImportPlan
    reattributed: int


def import_registry(
    reading: Reading, hall_code: str | None = None, *, by: str, now: datetime
) -> Imported:
    """The hall's administration hands in a workbook: all of it is taken, or nothing.

    The same workbook again changes nothing. Raises WorkbookRefused with every problem of every
    row, and UnknownHall where several halls exist and none is meant.
    """
    with transaction() as session:
        chosen = hall_of_workbook(reading, hall_code)
        plan = planned_import(reading, chosen, now=now)
        if plan.changes_nothing:
            return Imported(plan, reattributed=0)
        hall_id = chosen.id if isinstance(chosen, Hall) else _found_hall(session, plan, now)
        entry = Entry(session, hall_id, by, now)
        write_rows(entry, plan.changes)
        write_roster(entry, plan.roster)
        remember(entry, plan.changes)
        registry_changed(session, hall_id)
        return Imported(plan, propose_owners(entry, plan.changed_spans))


def _found_hall(session: Session, plan: ImportPlan, now: datetime) -> int:
    values = next(change.after for change in plan.changes if change.layout == HALL.key)
    hall_id = new_id(now.date())
    session.execute(insert(tables.Hall), {"id": hall_id, "created_at": now, **values})
    return hall_id
