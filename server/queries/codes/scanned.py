"""Which window does a scanned code belong to?"""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import bindparam, select

from qr.codes import is_wellformed
from server import errors
from server.db import connection
from server.models.codes import WindowCode
from server.models.registry import Department, PeerGroup, Window
from server.models.registry import Hall as HallTable
from server.queries.registry.halls import COLUMNS, Hall, hall_of_row

_SCANNED = (
    select(
        WindowCode.revoked_at,
        Window.id,
        Window.number,
        Window.name,
        Window.name_en,
        Window.is_shared,
        Department.name,
        PeerGroup.code,
        *COLUMNS,
    )
    .join(Window, Window.id == WindowCode.window_id)
    .join(Department, Department.id == Window.department_id)
    .join(PeerGroup, PeerGroup.id == Window.group_id)
    .join(HallTable, HallTable.id == WindowCode.hall_id)
    .where(WindowCode.code == bindparam("code"))
)


@dataclass(frozen=True)
class ScannedWindow:
    """The window of a code. ``revoked_at`` is None while the code is in use."""

    code: str
    revoked_at: datetime | None
    window_id: int
    number: str
    name: str
    name_en: str
    is_shared: bool
    department: str
    group_code: str
    hall: Hall

    def title(self, lang: str) -> str:
        """Its name in that language, the Chinese one where there is no other."""
        return self.name_en if lang == "en" and self.name_en else self.name


def scanned_window(code: str) -> ScannedWindow:
    """The window of that code (as normalised), also of a revoked one. Raises UnknownCode."""
    # What cannot be a code is not asked for: it may hold what a database refuses to read.
    row: Any = is_wellformed(code) and connection().execute(_SCANNED, {"code": code}).first()
    if not row:
        raise errors.UnknownCode
    window, hall = row[: -len(COLUMNS)], row[-len(COLUMNS) :]
    return ScannedWindow(code, *(*window, hall_of_row(hall)))
