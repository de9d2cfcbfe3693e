"""What does the clock do about inspections? Each may be repeated: what is done stays done."""

from datetime import timedelta

from scheduled.turns import HallTurn
from server.actions.inspections.count_inspections import count_inspections
from server.actions.inspections.remind_of_orders import remind_of_orders
from server.rules.months import day_of

ONE_DAY = timedelta(days=1)


def remind_of_rectification(turn: HallTurn) -> None:
    """Remind of rectification orders, and state how late the overdue ones were on that day.

    Rounds that nobody closed count too: the figures of the day before are counted anew.
    """
    day = day_of(turn.slot.due_at, turn.hall.zone)
    remind_of_orders(turn.hall, day, now=turn.now)
    count_inspections(turn.hall, day - ONE_DAY, now=turn.now)
