"""Somebody imports monthly counts of applications: all of a file, or nothing of it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import delete
from sqlalchemy.orm import Session

from server.actions.audit.record import record
from server.actions.sources.importing import (
    Imported,
    Importing,
    chosen_sheet,
    lock_sources,
    refuse,
)
from server.actions.sources.months import fill_volumes, give_application_figures, write_counts
from server.db import transaction
from server.models.applications import ApplicationMonth
from server.queries.sources.applications import COUNTS, SINGLE, sources_of_months, stored_counts
from server.queries.sources.known import closed_words, known_in, window_names
from server.rules.months import Month
from server.rules.registry.rows import Place
from server.rules.sources.counts import NOTHING, Counted, CountKey, CountRow, read_counts
from server.rules.sources.layout import Found, RawTable
from server.rules.sources.layouts import COUNTS as LAYOUT
from server.rules.sources.reading import read_rows


def import_counts(sheets: Sequence[RawTable], importing: Importing) -> Imported:
    """Somebody imports monthly counts; the same file again changes nothing.

    A count that is there already is replaced until its month is signed; a row of noughts takes it
    away. Raises SourceRefused with every bad row; then nothing was stored.
    """
    hall, found = importing.hall, Found()
    sheet = chosen_sheet(sheets, found)
    read = read_rows(sheet, LAYOUT, closed_words(), found)
    rows = list(read_counts(read, known_in(hall, importing.now), found))
    _check_source(hall.id, sheet.name, rows, found)
    refuse(found)
    if importing.is_trial:
        return _compared(hall.id, rows).imported(found)
    with transaction() as session:
        lock_sources(session, hall.id)
        _check_source(hall.id, sheet.name, rows, found)
        refuse(found)
        plan = _compared(hall.id, rows)
        _write(session, plan, importing)
        imported = plan.imported(found)
        facts = {"added": imported.added, "changed": imported.changed}
        record(session, hall.id, importing.by, "counts_imported", facts=facts, now=importing.now)
        return imported


@dataclass(frozen=True)
class _Plan:
    rows: tuple[CountRow, ...]
    stored: Mapping[CountKey, Counted]
    unchanged: int

    def imported(self, found: Found) -> Imported:
        changed = sum(row.key in self.stored for row in self.rows)
        added = len(self.rows) - changed
        return Imported(added, changed, self.unchanged, tuple(found.ignored))


def _check_source(hall_id: int, sheet: str, rows: Sequence[CountRow], found: Found) -> None:
    """A window's month that is known application by application takes no numbers beside."""
    single = sources_of_months(hall_id, SINGLE)
    names = window_names(hall_id)
    for row in rows:
        if (row.key.month, row.key.window_id) in single:
            data = {"month": row.key.month, "window": names[row.key.window_id]}
            found.note(Place(sheet, row.row), "", "source.has_single", **data)


def _compared(hall_id: int, rows: Sequence[CountRow]) -> _Plan:
    stored = stored_counts(hall_id, (row.key.month for row in rows))
    differing = tuple(row for row in rows if stored.get(row.key, NOTHING) != row.counted)
    return _Plan(differing, stored, len(rows) - len(differing))


def _write(session: Session, plan: _Plan, importing: Importing) -> None:
    hall_id, stating = importing.hall.id, importing.stating
    for row in plan.rows:
        session.execute(
            delete(ApplicationMonth).where(
                ApplicationMonth.hall_id == hall_id,
                ApplicationMonth.month == row.key.month,
                ApplicationMonth.window_id == row.key.window_id,
                ApplicationMonth.staff_id == row.key.staff_id,
                ApplicationMonth.difficulty == row.key.difficulty,
                ApplicationMonth.source == COUNTS,
            )
        )
    counted = {
        row.key: (row.department_id, row.counted) for row in plan.rows if row.counted != NOTHING
    }
    write_counts(session, counted, COUNTS, stating)
    for month in sorted({row.key.month for row in plan.rows}):
        windows = {row.key.window_id for row in plan.rows if row.key.month == month}
        fill_volumes(session, month, windows, stating)
        give_application_figures(session, Month.parse(month), stating)
