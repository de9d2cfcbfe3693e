"""Which month bears a fact's points? (Scheme, sections 1 and 7: charge_month, late_events.)"""

from collections.abc import Mapping
from datetime import date

from server.rules.appraisal.facts import Fact
from server.rules.months import Month
from server.rules.schemes.shape import ChargeMonth, LateEvents, Scheme


def booked_in(fact: Fact, scheme: Scheme, closed: Mapping[Month, date]) -> Month:
    """The month in which the fact was established, or happened, as the scheme says.

    Under ``next_month`` a fact that became known after the day on which its month was closed goes
    to the first month that was not closed yet on that day. Under ``revise`` it stays, and the month
    gets a revision.
    """
    day = fact.established_on
    if scheme.charge_month is ChargeMonth.HAPPENED:
        day = fact.happened_on
    month = Month(day.year, day.month)
    if scheme.late_events is LateEvents.NEXT_MONTH:
        while _was_closed(month, fact.known_on or fact.established_on, closed):
            month = month.next()
    return month


def _was_closed(month: Month, known_on: date, closed: Mapping[Month, date]) -> bool:
    """Whether the month was closed before that day; what came on the day itself was in it."""
    return month in closed and closed[month] < known_on
