"""Who is on duty at a window around a moment?"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import and_, bindparam, or_, select

from server.db import connection
from server.models.registry import Duty as DutyRow
from server.models.registry import Staff
from server.rules.attribution import Duty, DutySource

# A duty of a roster is part of one day; what lasts longer is a standing duty. The bound keeps
# the question as small in ten years as on the first day.
LONGEST_DUTY = timedelta(hours=24)

_AROUND = (
    select(
        DutyRow.staff_id,
        DutyRow.window_id,
        DutyRow.starts_at,
        DutyRow.ends_at,
        DutyRow.source,
        Staff.number,
        Staff.name,
    )
    .join(Staff, Staff.id == DutyRow.staff_id)
    .where(
        DutyRow.hall_id == bindparam("hall_id"),
        DutyRow.window_id == bindparam("window_id"),
        DutyRow.cancelled_at.is_(None),
        or_(
            and_(
                DutyRow.source.in_((DutySource.SIGN_IN, DutySource.ROSTER)),
                DutyRow.starts_at.between(bindparam("earliest"), bindparam("latest")),
            ),
            and_(
                DutyRow.source == DutySource.STANDING,
                DutyRow.starts_at <= bindparam("latest"),
            ),
        ),
    )
    .order_by(DutyRow.starts_at, Staff.number)
)


@dataclass(frozen=True)
class PersonOnDuty:
    """A duty, and the number and name of the person who has it."""

    duty: Duty
    staff_number: str
    staff_name: str


def duties_around(hall_id: int, window_id: int, moment: datetime) -> Sequence[PersonOnDuty]:
    """The window's duties of the day before and after the moment, and its standing ones."""
    rows = connection().execute(
        _AROUND,
        {
            "hall_id": hall_id,
            "window_id": window_id,
            "earliest": moment - LONGEST_DUTY,
            "latest": moment + LONGEST_DUTY,
        },
    )
    return [
        PersonOnDuty(Duty(staff_id, window, starts, ends, DutySource(source)), number, name)
        for staff_id, window, starts, ends, source, number, name in rows
    ]
