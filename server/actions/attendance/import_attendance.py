"""An officer hands in the file of an attendance machine: all of it is taken, or nothing."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from server.actions.attendance.assess_attendance import Assessed, assess_attendance
from server.actions.audit.record import record
from server.actions.operations.statements import insert_into, table_of
from server.db import transaction
from server.ids import new_id
from server.models.attendance import AttendanceSign
from server.queries.attendance.incoming import Incoming, SignKey, incoming
from server.queries.registry.halls import Hall
from server.rules.accounts.roles import Actor, name_of
from server.rules.attendance.words import SignSource
from server.rules.registry.rows import RawSheet

AT_ONCE = 10_000
IDENTITY = ["hall_id", "staff_id", "moment", "direction", "source"]


@dataclass(frozen=True)
class Imported:
    """What a file came to: its signs, and the months that were assessed anew with them."""

    signs: Incoming
    assessed: tuple[Assessed, ...]


def import_attendance(
    hall: Hall, sheets: Iterable[RawSheet], *, by: Actor | str, now: datetime
) -> Imported:
    """An officer hands in a machine's file; the months it touches are assessed with it.

    The same file again changes nothing, and a sign that was cancelled stays so. Raises
    SignsRefused with every bad row; then nothing was taken.
    """
    # Reading a hundred thousand rows takes seconds, in which citizens must not wait.
    signs = incoming(hall, sheets, now=now)
    with transaction() as session:
        connection = session.connection()
        adding = insert_into(connection, table_of(AttendanceSign))
        adding = adding.on_conflict_do_nothing(index_elements=IDENTITY)
        for some in _batches(signs.new):
            connection.execute(adding, [_row(hall.id, key, name_of(by), now) for key in some])
        facts: dict[str, str | int | None] = {
            "added": len(signs.new),
            "known": signs.known,
            "people": signs.people,
        }
        record(session, hall.id, by, "attendance_imported", facts=facts, now=now)
    months = signs.months() if signs.new else ()
    return Imported(
        signs, tuple(assess_attendance(hall, month, by=by, now=now) for month in months)
    )


def _batches(keys: tuple[SignKey, ...]) -> Iterator[tuple[SignKey, ...]]:
    for at in range(0, len(keys), AT_ONCE):
        yield keys[at : at + AT_ONCE]


def _row(hall_id: int, key: SignKey, by: str, now: datetime) -> dict[str, Any]:
    staff_id, moment, direction = key
    return {
        "hall_id": hall_id,
        "id": new_id(now.date()),
        "staff_id": staff_id,
        "window_id": None,
        "moment": moment,
        "direction": direction,
        "source": SignSource.MACHINE,
        "reason": "",
        "entered_at": now,
        "entered_by": by,
    }
