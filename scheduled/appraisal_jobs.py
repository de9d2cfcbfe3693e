"""What does the clock do in the appraisal? Each may be repeated: what is done stays done."""

from scheduled.turns import HallTurn
from server.actions.appraisal.compute_period import compute_period
from server.actions.appraisal.sign_period import finish_period
from server.queries.appraisal.periods import latest_period, latest_periods
from server.queries.appraisal.schemes import schemes_in_force
from server.rules.appraisal.combining import version_for
from server.rules.appraisal.periods import Period
from server.rules.appraisal.states import PeriodState
from server.rules.months import day_of, month_of
from server.rules.schemes.shape import Span

BY_THE_CLOCK = "timetable"


def compute_last_month(turn: HallTurn) -> None:
    """Compute the month that is over on the day the scheme names, where nobody did before.

    From then on it is for people: they compute again when facts change, and somebody signs.
    """
    today = day_of(turn.slot.due_at, turn.hall.zone)
    last = month_of(turn.slot.due_at, turn.hall.zone).previous()
    period = Period(last.year, Span.MONTH, last.number)
    scheme = version_for(schemes_in_force(turn.hall.id), period)
    if scheme is None or today.day < (scheme.schedule.collect_by or 1):
        return
    if latest_period(turn.hall.id, period) is None:
        compute_period(turn.hall, period, by=BY_THE_CLOCK, now=turn.now)


def finish_periods(turn: HallTurn) -> None:
    """Make final what was signed and can no longer be appealed against."""
    for one in latest_periods(turn.hall.id):
        if one.state is PeriodState.SIGNED:
            finish_period(turn.hall, one.period, by=BY_THE_CLOCK, now=turn.now)
