"""The hall's administration hands in a workbook: all of it is taken, or nothing."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import insert, select
from sqlalchemy.orm import Session

from server.actions.audit.record import record
from server.actions.registry.changed import registry_changed
from server.actions.registry.entry import Entry
from server.actions.registry.history import remember
from server.actions.registry.reattribution import propose_owners
from server.actions.registry.roster_rows import write_roster
from server.actions.registry.rows import write_rows
from server.actions.wechat.ending import let_go_of_leavers
from server.db import transaction
from server.ids import new_id
from server.models import registry as tables
from server.queries.registry.halls import Hall, hall_of_id
from server.queries.registry.planned import hall_of_workbook, planned_import
from server.rules.accounts.roles import Actor, name_of
from server.rules.registry.layouts import HALL
from server.rules.registry.plan import ImportPlan
from server.rules.registry.reading import Reading


@dataclass(frozen=True)
class Imported:
    """What was changed, and how many past ratings would change hands if a second person agrees."""

    plan: ImportPlan
    reattributed: int


def import_registry(
    reading: Reading, hall_code: str | None = None, *, by: Actor | str, now: datetime
) -> Imported:
    """The hall's administration hands in a workbook: all of it is taken, or nothing.

    The same workbook again changes nothing. Raises WorkbookRefused with every problem of every
    row, and UnknownHall where several halls exist and none is meant.
    """
    # Comparing thousands of duties takes a second or two, in which citizens must not wait.
    chosen = hall_of_workbook(reading, hall_code)
    plan = planned_import(reading, chosen, now=now)
    if plan.changes_nothing:
        return Imported(plan, reattributed=0)
    with transaction() as session:
        if isinstance(chosen, Hall):
            hall_id = chosen.id
            if not _is_as_it_was(session, chosen):
                plan = planned_import(reading, chosen, now=now)
        else:
            hall_id = _found_hall(session, plan, now)
        entry = Entry(session, hall_id, name_of(by), now)
        write_rows(entry, plan.changes)
        write_roster(entry, plan.roster)
        remember(entry, plan.changes)
        imported = Imported(plan, propose_owners(entry, plan.changed_spans))
        let_go_of_leavers(session, hall_of_id(hall_id), by=by, now=now)
        record(session, hall_id, by, "registry_imported", facts=_counts(imported), now=now)
        return imported


def _counts(imported: Imported) -> dict[str, str | int | None]:
    roster = imported.plan.roster
    return {
        "rows": len(imported.plan.changes),
        "duties": len(roster.added),
        "cancelled": len(roster.cancelled),
        "reattributed": imported.reattributed,
    }


def _is_as_it_was(session: Session, hall: Hall) -> bool:
    """Whether nobody has changed the hall's registry since; from here on nobody else can."""
    registry_changed(session, hall.id)
    version = session.scalar(select(tables.Hall.registry_version).where(tables.Hall.id == hall.id))
    return version == hall.registry_version + 1


def _found_hall(session: Session, plan: ImportPlan, now: datetime) -> int:
    values = next(change.after for change in plan.changes if change.layout == HALL.key)
    hall_id = new_id(now.date())
    session.execute(insert(tables.Hall), {"id": hall_id, "created_at": now, **values})
    return hall_id
