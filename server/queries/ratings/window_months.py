"""How many of its applications did each window get rated in a month, beside its group?"""

from collections import Counter
from datetime import date, datetime, time, timedelta
from fractions import Fraction
from typing import Any

from sqlalchemy import select

from server.db import session
from server.models.ratings import MonthTally, SetAsideTally
from server.models.registry import MonthlyVolume, Window
from server.queries.registry.halls import Hall
from server.rules.flags import WindowDay
from server.rules.months import Month

ONE_DAY = timedelta(days=1)
COUNTED = (
    MonthTally.level_1
    + MonthTally.level_2
    + MonthTally.level_3
    + MonthTally.level_4
    + MonthTally.level_5
)


def months_with_new_volumes(hall: Hall, day: date) -> tuple[Month, ...]:
    """The months of which applications were entered on that day of the hall, in order."""
    start = datetime.combine(day, time.min, tzinfo=hall.zone)
    end = datetime.combine(day + ONE_DAY, time.min, tzinfo=hall.zone)
    months = session.scalars(
        select(MonthlyVolume.month)
        .where(
            MonthlyVolume.hall_id == hall.id,
            MonthlyVolume.entered_at >= start,
            MonthlyVolume.entered_at < end,
        )
        .distinct()
        .order_by(MonthlyVolume.month)
    )
    return tuple(Month.parse(month) for month in months)


def window_months(hall_id: int, month: Month) -> tuple[WindowDay, ...]:
    """Each window with applications in that month, in the order of their numbers.

    Ratings are all first ones, set-aside ones too. The usual share is that of the rest of the
    group, so that no window is compared with itself; None where it is alone.
    """
    ratings = _ratings(hall_id, month)
    windows = session.execute(
        select(MonthlyVolume.window_id, Window.group_id, MonthlyVolume.applications)
        .join(Window, Window.id == MonthlyVolume.window_id)
        .where(MonthlyVolume.hall_id == hall_id, MonthlyVolume.month == str(month))
        .order_by(Window.number)
    ).all()
    rated, handled = Counter[int](), Counter[int]()
    for window_id, group_id, applications in windows:
        rated[group_id] += ratings[window_id]
        handled[group_id] += applications
    return tuple(
        WindowDay(
            window_id,
            ratings=ratings[window_id],
            applications=applications,
            usual_share=_share(
                rated[group_id] - ratings[window_id], handled[group_id] - applications
            ),
        )
        for window_id, group_id, applications in windows
    )


def _ratings(hall_id: int, month: Month) -> Counter[int]:
    aside = SetAsideTally.good + SetAsideTally.bad
    counts = Counter[int]()
    for table, count in ((MonthTally, COUNTED), (SetAsideTally, aside)):
        for window_id, ratings in session.execute(_of_windows(table, count, hall_id, month)):
            counts[window_id] += ratings
    return counts


def _of_windows(table: Any, count: Any, hall_id: int, month: Month) -> Any:
    return select(table.unit_id, count).where(
        table.hall_id == hall_id, table.month == str(month), table.kind == "window"
    )


def _share(rated: int, handled: int) -> Fraction | None:
    return min(Fraction(1), Fraction(rated, handled)) if handled else None
