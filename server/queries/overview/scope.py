"""Which part of a hall does somebody look at?"""

from dataclasses import dataclass

from sqlalchemy import ColumnElement, select, true

from server.models.registry import Window
from server.queries.registry.halls import Hall


@dataclass(frozen=True)
class Scope:
    """A hall, or the windows of some of its departments (None: of all)."""

    hall: Hall
    departments: frozenset[int] | None = None

    def holds(self, window_id: ColumnElement[int] | object) -> ColumnElement[bool]:
        """The condition that a row's window belongs to the part."""
        if self.departments is None:
            return true()
        inside = select(Window.id).where(
            Window.hall_id == self.hall.id, Window.department_id.in_(self.departments)
        )
        column: ColumnElement[int] = window_id  # type: ignore[assignment]  # a mapped column
        return column.in_(inside)
