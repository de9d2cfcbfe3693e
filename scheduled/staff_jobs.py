"""What does the clock do for the staff of a hall? Each may be repeated: what is done stays done."""

from datetime import timedelta

from scheduled.turns import HallTurn
from server.actions.attendance.assess_attendance import assess_attendance
from server.actions.ledger.remind_of_appeals import remind_of_appeals
from server.actions.ratings.release_batch import release_batch
from server.queries.registry.people import staff_ids
from server.rules.months import Month

BY_THE_CLOCK = "timetable"
ONE_DAY = timedelta(days=1)
# Files of machines and decisions on leave of the month before arrive until then.
STILL_COMING_IN = timedelta(days=9)


def release_batches(turn: HallTurn) -> None:
    """Let each person see a further batch of their ratings, where one is due."""
    for staff_id in staff_ids(turn.hall.id):
        release_batch(turn.hall, staff_id, now=turn.now)


def remind_to_decide(turn: HallTurn) -> None:
    """Remind of appeals that have to be decided."""
    remind_of_appeals(turn.hall, now=turn.now)


def assess_days(turn: HallTurn) -> None:
    """Assess the days that are over: of this month, and at its beginning of the one before."""
    yesterday = turn.slot.due_at.astimezone(turn.hall.zone).date() - ONE_DAY
    months = {Month(day.year, day.month) for day in (yesterday, yesterday - STILL_COMING_IN)}
    for month in sorted(months):
        assess_attendance(turn.hall, month, by=BY_THE_CLOCK, now=turn.now)
