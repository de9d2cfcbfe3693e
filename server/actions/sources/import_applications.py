"""Somebody imports single applications: all of a file, or nothing of it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, fields

from sqlalchemy import bindparam, update
from sqlalchemy.orm import Session

from server.actions.audit.record import record
from server.actions.operations.statements import table_of
from server.actions.sources.application_facts import reverse_application, state_applications
from server.actions.sources.importing import (
    Imported,
    Importing,
    chosen_sheet,
    lock_sources,
    refuse,
)
from server.actions.sources.months import count_months
from server.db import transaction
from server.ids import new_id, new_number
from server.models.applications import Application
from server.queries.sources.applications import (
    COUNTS,
    in_batches,
    sources_of_months,
    stored_applications,
)
from server.queries.sources.known import (
    chiefs_of,
    closed_words,
    known_in,
    signed_months,
    window_names,
)
from server.rules.accounts.roles import name_of
from server.rules.registry.rows import Place
from server.rules.sources.applications import ApplicationRow, read_applications
from server.rules.sources.comparing import COUNTS as COUNTED_THERE
from server.rules.sources.comparing import (
    Stored,
    as_it_stood,
    changed_effects,
    closed_months,
    states_otherwise,
)
from server.rules.sources.layout import Found, RawTable
from server.rules.sources.layouts import APPLICATIONS
from server.rules.sources.reading import read_rows

TOLD = tuple(each.name for each in fields(ApplicationRow) if each.compare)


def import_applications(sheets: Sequence[RawTable], importing: Importing) -> Imported:
    """Somebody imports single applications; the same file again changes nothing.

    A number that is there already is brought up to date until the months that it touches are
    signed; what it stated before is reversed. Raises SourceRefused with every bad row, when
    anything cannot be taken; then nothing was stored.
    """
    hall, found = importing.hall, Found()
    sheet = chosen_sheet(sheets, found)
    known = known_in(hall, importing.now)
    read = read_rows(sheet, APPLICATIONS, closed_words(), found)
    rows = list(read_applications(read, known, found))
    refuse(found)
    if importing.is_trial:
        return _planned(hall.id, sheet.name, rows, found).imported(found)
    with transaction() as session:
        lock_sources(session, hall.id)
        plan = _planned(hall.id, sheet.name, rows, found)
        _write(session, plan, importing)
        imported = plan.imported(found)
        counts = {"added": imported.added, "changed": imported.changed}
        record(
            session, hall.id, importing.by, "applications_imported", facts=counts, now=importing.now
        )
        return imported


@dataclass
class _Plan:
    """What is new, and what changes from what; the months whose counts follow."""

    added: list[ApplicationRow] = field(default_factory=list)
    changed: list[tuple[Stored, ApplicationRow]] = field(default_factory=list)
    unchanged: int = 0
    months: set[str] = field(default_factory=set)

    def imported(self, found: Found) -> Imported:
        """What it comes to."""
        ignored = tuple(found.ignored)
        return Imported(len(self.added), len(self.changed), self.unchanged, ignored)


def _planned(hall_id: int, sheet: str, rows: Sequence[ApplicationRow], found: Found) -> _Plan:
    """What the rows change. Raises SourceRefused where they would change what is closed."""
    plan, check = _Plan(), _Check(hall_id, sheet, found)
    for batch in in_batches(rows):
        stored = stored_applications(hall_id, [row.number for row in batch])
        for row in batch:
            before = stored.get(row.number)
            if before is None:
                plan.added.append(row)
                plan.months |= check.months(None, row)
                continue
            told = as_it_stood(before.row, row)
            if before.row == told:
                plan.unchanged += 1
            else:
                plan.changed.append((before, told))
                plan.months |= check.months(before, told)
    refuse(found)
    return plan


class _Check:
    """Keeps signed months, and months that came as numbers, from being changed."""

    def __init__(self, hall_id: int, sheet: str, found: Found) -> None:
        self._signed = signed_months(hall_id)
        self._by_number = sources_of_months(hall_id, COUNTS)
        self._hall_id, self._sheet, self._found = hall_id, sheet, found

    def months(self, before: Stored | None, row: ApplicationRow) -> set[str]:
        """The months whose counts the row changes; what it may not change is noted."""
        place = Place(self._sheet, row.row)
        changed = changed_effects(before.row if before else None, row)
        for month in closed_months(changed, self._signed):
            self._found.note(place, "", "source.month_signed", month=month)
        is_counted = (row.counted_in, COUNTED_THERE) in changed
        if is_counted and (row.counted_in, row.window_id) in self._by_number:
            self._found.note(place, "", "source.has_counts", **self._of(row))
        return {month for month, _ in changed} - self._signed

    def _of(self, row: ApplicationRow) -> dict[str, str]:
        window = window_names(self._hall_id)[row.window_id]
        return {"month": row.counted_in, "window": window}


def _write(session: Session, plan: _Plan, importing: Importing) -> None:
    stating = importing.stating
    chiefs = chiefs_of(importing.hall.id, importing.now.date())
    table = table_of(Application)
    for fresh in in_batches(_fresh(plan.added, importing)):
        session.execute(table.insert(), [_values(one, importing) for one in fresh])
        state_applications(session, fresh, chiefs, stating)
    of_row = (table.c.hall_id == importing.hall.id) & (table.c.id == bindparam("of_id"))
    for pairs in in_batches(plan.changed):
        renewed = [(before, _renewed(before, row)) for before, row in pairs]
        rows = [{**_values(after, importing), "of_id": after.id} for _, after in renewed]
        session.connection().execute(update(table).where(of_row), rows)
        restated = [pair for pair in renewed if pair[0].revision != pair[1].revision]
        for before, _ in restated:
            reverse_application(session, before, stating)
        state_applications(session, (after for _, after in restated), chiefs, stating)
    count_months(session, plan.months, stating)


def _fresh(rows: Sequence[ApplicationRow], importing: Importing) -> Iterator[Stored]:
    """New applications under ids and codes of chance, in their order.

    In order they go to the end of each index; as they fall, 200 thousand of them would be written
    all over it, again and again.
    """
    day = importing.now.date()
    ids = sorted(new_id(day) for _ in rows)
    codes = sorted(new_number() for _ in rows)
    for one, code, row in zip(ids, codes, rows, strict=True):
        yield Stored(one, code, 1, row)


def _renewed(before: Stored, row: ApplicationRow) -> Stored:
    grows = states_otherwise(before.row, row)
    return Stored(before.id, before.code, before.revision + grows, row)


def _values(stored: Stored, importing: Importing) -> dict[str, object]:
    return dict(_pairs(stored, importing))


def _pairs(stored: Stored, importing: Importing) -> Iterator[tuple[str, object]]:
    yield from (("hall_id", importing.hall.id), ("id", stored.id), ("code", stored.code))
    for name in TOLD:
        yield name, getattr(stored.row, name)
    yield "revision", stored.revision
    yield from (("entered_at", importing.now), ("entered_by", name_of(importing.by)))
