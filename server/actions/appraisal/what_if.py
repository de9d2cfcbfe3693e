"""Somebody looks what a scheme would have made of a month. Nothing is stored."""

from dataclasses import dataclass, replace

from server.actions.appraisal.working_out import WorkedOut, work_out
from server.queries.appraisal.periods import latest_periods
from server.queries.appraisal.schemes import schemes_in_force
from server.queries.registry.halls import Hall
from server.rules.appraisal.periods import LENGTH, Period
from server.rules.appraisal.states import PeriodState
from server.rules.appraisal.trial import Outcome, Trial, compared, restarts
from server.rules.appraisal.versions import in_force
from server.rules.months import Month
from server.rules.schemes.shape import Scheme, Span

CLOSED = frozenset({PeriodState.SIGNED, PeriodState.FINAL})


@dataclass(frozen=True)
class WhatIf:
    """A trial: which scheme, beside which (None: none was in force), over which period."""

    scheme: Scheme
    beside: Scheme | None
    period: Period
    trial: Trial


def what_if(hall: Hall, scheme: Scheme, month: Month) -> WhatIf:
    """The month under that scheme beside the one in force in it, with the facts as they are now.

    A scheme without a monthly sheet is tried over the shortest of its cycles around the month. A
    fact that happened before keeps the version of its day.
    """
    period = Period.around(month, min((one.cycle for one in scheme.sheets), key=LENGTH.__getitem__))
    adopted = schemes_in_force(hall.id)
    beside = in_force(adopted, period.months()[-1].days()[0])
    before = _outcome(work_out(hall, period)) if beside else Outcome()
    earlier = [one for one in adopted if one.from_on < period.first_on]
    tried = replace(scheme, from_on=period.first_on, until_on=None)
    after = _outcome(work_out(hall, period, [*earlier, tried]))
    trial = compared(before, after)
    if beside is not None:
        trial = replace(trial, restarts=restarts(beside, scheme))
    return WhatIf(scheme, beside, period, trial)


def last_closed_month(hall: Hall) -> Month | None:
    """The last month that is signed; None while none is."""
    closed = [
        one.period
        for one in latest_periods(hall.id)
        if one.state in CLOSED and one.period.span is Span.MONTH
    ]
    return max(closed).months()[0] if closed else None


def _outcome(worked: WorkedOut) -> Outcome:
    return Outcome(worked.conclusion.results, worked.computed.entries, worked.computed.waiting)
