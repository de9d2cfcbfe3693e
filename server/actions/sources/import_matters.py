"""Somebody imports how it stands with the matters: all of a file, or nothing of it."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import delete, insert
from sqlalchemy.orm import Session

from server.actions.appraisal.give_figures import GivenFigure, give_figures
from server.actions.appraisal.state_fact import Stating
from server.actions.audit.record import record
from server.actions.sources.faults import add_faults
from server.actions.sources.importing import (
    Imported,
    Importing,
    chosen_sheet,
    lock_sources,
    refuse,
)
from server.db import transaction
from server.models.applications import MatterStanding
from server.queries.sources.known import chiefs_of, closed_words, known_in, signed_months
from server.queries.sources.matters import (
    fault_key,
    known_faults,
    matters_at_end,
    stored_standings,
)
from server.rules.accounts.roles import name_of
from server.rules.months import Month, day_of, month_of
from server.rules.registry.rows import Place
from server.rules.sources.known import month_text
from server.rules.sources.layout import Found, RawTable
from server.rules.sources.layouts import MATTERS
from server.rules.sources.matters import (
    MATTER_FIGURES,
    MatterFault,
    MatterRow,
    Standing,
    months_touched,
    read_matters,
    stationed_rates,
)
from server.rules.sources.reading import read_rows

Stored = Mapping[tuple[int, date], Standing]


def import_matters(sheets: Sequence[RawTable], importing: Importing) -> Imported:
    """Somebody imports which matters are due and stationed; the same file changes nothing.

    A matter and a day that are there already are replaced, unless a signed month stands on them.
    Each fault states its fact once. Raises SourceRefused with every bad row; then nothing was
    stored.
    """
    hall, found = importing.hall, Found()
    sheet = chosen_sheet(sheets, found)
    read = read_rows(sheet, MATTERS, closed_words(), found)
    rows = list(read_matters(read, known_in(hall, importing.now), found))
    plan = _planned(hall.id, sheet.name, rows, found)
    refuse(found)
    if importing.is_trial:
        return plan.imported(found)
    with transaction() as session:
        lock_sources(session, hall.id)
        plan = _planned(hall.id, sheet.name, rows, found)
        refuse(found)
        _write(session, plan, importing)
        imported = plan.imported(found)
        facts = {"added": imported.added, "changed": imported.changed, "faults": len(plan.faults)}
        record(session, hall.id, importing.by, "matters_imported", facts=facts, now=importing.now)
        return imported


@dataclass(frozen=True)
class _Plan:
    rows: tuple[MatterRow, ...]
    replaced: int
    unchanged: int
    faults: tuple[MatterFault, ...]

    def imported(self, found: Found) -> Imported:
        added = len(self.rows) - self.replaced
        return Imported(added, self.replaced, self.unchanged, tuple(found.ignored))


def _planned(hall_id: int, sheet: str, rows: Sequence[MatterRow], found: Found) -> _Plan:
    stored, signed = stored_standings(hall_id), signed_months(hall_id)
    differing = [row for row in rows if stored.get((row.matter_id, row.from_on)) != row.standing]
    known = known_faults(hall_id, (row.matter_id for row in rows))
    faults = [(fault, row) for row in rows for fault in row.faults if fault_key(fault) not in known]
    closed = [(row, month) for row in differing for month in months_touched(row.from_on, signed)]
    closed += [
        (row, month_text(fault.found_on))
        for fault, row in faults
        if month_text(fault.found_on) in signed
    ]
    for row, month in closed:
        found.note(Place(sheet, row.row), "", "source.month_signed", month=month)
    replaced = sum((row.matter_id, row.from_on) in stored for row in differing)
    fresh = tuple(fault for fault, _ in faults)
    return _Plan(tuple(differing), replaced, len(rows) - len(differing), fresh)


def _write(session: Session, plan: _Plan, importing: Importing) -> None:
    hall, stating = importing.hall, importing.stating
    for row in plan.rows:
        session.execute(
            delete(MatterStanding).where(
                MatterStanding.hall_id == hall.id,
                MatterStanding.matter_id == row.matter_id,
                MatterStanding.from_on == row.from_on,
            )
        )
    values = [_values(row, stating) for row in plan.rows]
    if values:
        session.execute(insert(MatterStanding), values)
    chiefs = chiefs_of(hall.id, day_of(importing.now, hall.zone))
    add_faults(session, plan.faults, chiefs, stating)
    if plan.rows:
        first_on = min(row.from_on for row in plan.rows)
        running = month_of(importing.now, hall.zone)
        give_matter_figures(session, _open_months(hall.id, first_on, running), stating)


def give_matter_figures(session: Session, months: Iterable[Month], stating: Stating) -> None:
    """The stationed rates of these months, in the caller's transaction."""
    for month in months:
        chiefs = chiefs_of(stating.hall_id, month.days()[-1])
        named = stationed_rates(matters_at_end(stating.hall_id, month), chiefs)
        given = (GivenFigure(*each) for each in named)
        give_figures(session, month, MATTER_FIGURES, given, stating)


def _open_months(hall_id: int, first_on: date, running: Month) -> Iterable[Month]:
    """From the month of that day to the running one, without signed ones."""
    signed = signed_months(hall_id)
    month = Month(first_on.year, first_on.month)
    while month <= running:
        if str(month) not in signed:
            yield month
        month = month.next()


def _values(row: MatterRow, stating: Stating) -> dict[str, object]:
    standing = row.standing
    return {
        "hall_id": stating.hall_id,
        "matter_id": row.matter_id,
        "from_on": row.from_on,
        "department_id": standing.department_id,
        "is_due": standing.is_due,
        "is_stationed": standing.is_stationed,
        "is_outside": standing.is_outside,
        "guide": standing.guide,
        "note": standing.note,
        "entered_at": stating.now,
        "entered_by": name_of(stating.by),
    }
