"""Which hall is meant?"""

from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from sqlalchemy import select

from server import errors
from server.db import session
from server.models import registry as tables


@dataclass(frozen=True)
class Hall:
    """A hall as the rest of the program knows it."""

    id: int
    code: str
    name: str
    name_en: str
    zone: ZoneInfo
    unit_code: str
    phone: str
    registry_version: int

    def title(self, lang: str) -> str:
        """Its name in that language, the Chinese one where there is no other."""
        return self.name_en if lang == "en" and self.name_en else self.name


COLUMNS = (
    tables.Hall.id,
    tables.Hall.code,
    tables.Hall.name,
    tables.Hall.name_en,
    tables.Hall.zone,
    tables.Hall.unit_code,
    tables.Hall.phone,
    tables.Hall.registry_version,
)


def all_halls() -> tuple[Hall, ...]:
    """Every hall, in the order of their codes."""
    rows = session.execute(select(*COLUMNS).order_by(tables.Hall.code))
    return tuple(hall_of_row(row) for row in rows)


def hall_of_id(hall_id: int) -> Hall:
    """The hall of that id. Raises UnknownHall."""
    row = session.execute(select(*COLUMNS).where(tables.Hall.id == hall_id)).first()
    if row is None:
        raise errors.UnknownHall
    return hall_of_row(row)


def hall_named(code: str | None = None) -> Hall:
    """The hall of that code, or the only one. Raises UnknownHall for none, or one among several."""
    halls = [hall for hall in all_halls() if code in {None, hall.code}]
    if len(halls) != 1:
        raise errors.UnknownHall
    return halls[0]


def registered_at(hall_id: int) -> datetime:
    """When the hall came into being. Raises UnknownHall."""
    moment = session.scalar(select(tables.Hall.created_at).where(tables.Hall.id == hall_id))
    if moment is None:
        raise errors.UnknownHall
    return moment


def hall_of_row(row: tuple[int, str, str, str, str, str, str, int]) -> Hall:
    """The hall of a row that selected COLUMNS."""
    hall_id, code, name, name_en, zone, unit_code, phone, version = row
    return Hall(hall_id, code, name, name_en, ZoneInfo(zone), unit_code, phone, version)
