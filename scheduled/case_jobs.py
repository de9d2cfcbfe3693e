"""What does the clock do in the cases of a hall? Each may be repeated: what is done stays done."""

from scheduled.turns import HallTurn
from server.actions.cases.lapse_cases import archive_cases, lapse_cases
from server.actions.cases.recompute_deadlines import recompute_deadlines
from server.actions.cases.remind import remind
from server.actions.cases.start_missing_clocks import start_missing_clocks
from server.queries.cases.due import due_reminders
from server.queries.cases.office import office_of


def remind_of_deadlines(turn: HallTurn) -> None:
    """Remind of what is due tomorrow or overdue, each rung once, the oldest deadline first."""
    for due in due_reminders(office_of(turn.hall, turn.now)):
        remind(turn.hall, due, now=turn.now)


def end_cases(turn: HallTurn) -> None:
    """Count deadlines anew where the calendar changed; close and archive what is over."""
    start_missing_clocks(office_of(turn.hall, turn.now))
    recompute_deadlines(turn.hall.id, now=turn.now)
    lapse_cases(turn.hall, now=turn.now)
    archive_cases(turn.hall, now=turn.now)
