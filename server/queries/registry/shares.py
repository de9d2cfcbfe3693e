"""How much of each window's duty in a month did one person have?"""

from collections import defaultdict
from fractions import Fraction

from sqlalchemy import or_, select

from server.db import session
from server.models.registry import Duty as DutyRow
from server.models.registry import Window
from server.queries.registry.halls import Hall
from server.rules.attribution import Duty, DutySource, largest_share
from server.rules.months import Month


def largest_shares(hall: Hall, month: Month) -> dict[str, Fraction]:
    """By window number, the largest part (0 to 1) of its duty time that one person had."""
    start, end = month.starts_at(hall.zone), month.ends_at(hall.zone)
    rows = session.execute(
        select(
            Window.number,
            DutyRow.staff_id,
            DutyRow.window_id,
            DutyRow.starts_at,
            DutyRow.ends_at,
            DutyRow.source,
        )
        .join(Window, Window.id == DutyRow.window_id)
        .where(
            DutyRow.hall_id == hall.id,
            DutyRow.cancelled_at.is_(None),
            DutyRow.starts_at < end,
            or_(DutyRow.ends_at.is_(None), DutyRow.ends_at > start),
        )
    )
    duties: defaultdict[str, list[Duty]] = defaultdict(list)
    for number, staff_id, window_id, starts_at, ends_at, source in rows:
        duties[number].append(Duty(staff_id, window_id, starts_at, ends_at, DutySource(source)))
    return {
        number: largest_share(found, month_start=start, month_end=end)
        for number, found in sorted(duties.items())
    }
