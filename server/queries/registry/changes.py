"""Who changed what in a hall's registry, and when?"""

import json
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select

from server.db import session
from server.models.registry import RegistryChange

CHANGES_A_PAGE = 50


@dataclass(frozen=True)
class RegistryEdit:
    """One row of a sheet that was added (``before`` is empty) or changed.

    Both hold the values that differ, by the sheet's column keys.
    """

    sheet: str
    row: str
    before: dict[str, object]
    after: dict[str, object]
    entered_at: datetime
    entered_by: str


@dataclass(frozen=True)
class EditPage:
    """One page of changes, the latest first, and how many there are in all."""

    edits: tuple[RegistryEdit, ...]
    total: int
    page: int

    @property
    def pages(self) -> int:
        """How many pages there are, at least one."""
        return max(1, -(-self.total // CHANGES_A_PAGE))


def registry_changes(hall_id: int, *, sheet: str = "", row: str = "", page: int = 1) -> EditPage:
    """The changes of a hall, of one sheet or of one of its rows if asked for."""
    found = select(RegistryChange).where(RegistryChange.hall_id == hall_id)
    if sheet:
        found = found.where(RegistryChange.sheet == sheet)
    if row:
        found = found.where(RegistryChange.row == row)
    total = session.scalar(select(func.count()).select_from(found.subquery())) or 0
    rows = session.scalars(
        found.order_by(RegistryChange.entered_at.desc(), RegistryChange.id)
        .limit(CHANGES_A_PAGE)
        .offset((page - 1) * CHANGES_A_PAGE)
    )
    return EditPage(tuple(_edit(each) for each in rows), total, page)


def _edit(row: RegistryChange) -> RegistryEdit:
    before = json.loads(row.before) if row.before else {}
    return RegistryEdit(
        row.sheet, row.row, before, json.loads(row.after), row.entered_at, row.entered_by
    )
