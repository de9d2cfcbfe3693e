"""How many visits did a person handle in each month, as far as applications tell?"""

from collections.abc import Collection, Mapping

from sqlalchemy import func, select

from server.db import session
from server.models.applications import ApplicationMonth


def served_in(hall_id: int, staff_id: int, months: Collection[str]) -> Mapping[str, int]:
    """What the person took in, by month; where that was not told, what they finished.

    A month without applications is not there: no data is not nought.
    """
    table = ApplicationMonth
    rows = session.execute(
        select(table.month, func.sum(table.handled), func.sum(table.finished))
        .where(
            table.hall_id == hall_id,
            table.staff_id == staff_id,
            table.month.in_(sorted(months)),
        )
        .group_by(table.month)
    )
    return {month: int(handled or finished) for month, handled, finished in rows}
