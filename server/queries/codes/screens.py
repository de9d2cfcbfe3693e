"""Which window does a paired device show?"""

from dataclasses import dataclass

from sqlalchemy import select

from server.db import session
from server.models.codes import Screen
from server.models.registry import Window
from server.queries.codes.scanned import ScannedWindow, scanned_window
from server.queries.registry.halls import Hall, hall_of_id
from server.queries.registry.windows import window_numbered


@dataclass(frozen=True)
class PairedScreen:
    """What a paired device may show; ``place`` is None while the window has no valid code."""

    hall: Hall
    window_id: int
    number: str
    name: str
    name_en: str
    place: ScannedWindow | None

    def title(self, lang: str) -> str:
        """The window's name in that language, the Chinese one where there is no other."""
        return self.name_en if lang == "en" and self.name_en else self.name


def paired_screen(device_hash: bytes) -> PairedScreen | None:
    """The screen of the device with that token (SHA-256); None unless it is paired and valid."""
    row = session.execute(
        select(Screen.hall_id, Window.number)
        .join(Window, Window.id == Screen.window_id)
        .where(Screen.device_hash == device_hash, Screen.revoked_at.is_(None))
    ).first()
    if row is None:
        return None
    window = window_numbered(row.hall_id, row.number)
    place = scanned_window(window.code) if window.code else None
    hall = hall_of_id(row.hall_id)
    return PairedScreen(hall, window.id, window.number, window.name, window.name_en, place)
