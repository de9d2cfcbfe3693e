"""How long may a visit be rated, and in which month does its rating count?"""

from collections.abc import Callable
from datetime import date, datetime, timedelta

from server.errors import SecondRatingClosed, TicketExpired, TicketUnreadable
from server.rules.months import Month

TICKET_LIFE = timedelta(hours=2)
# Two nodes of one installation may differ by so much; more is a ticket that nobody made here.
CLOCK_SKEW = timedelta(seconds=60)
SECOND_RATING_DAYS = 15


def check_ticket(scanned_at: datetime, now: datetime, *, life: timedelta = TICKET_LIFE) -> None:
    """Let a form pass whose scan is at most ``life`` old; both moments carry a zone.

    Raises TicketExpired for an older one, TicketUnreadable for one from more than 60 s ahead.
    """
    if scanned_at - now > CLOCK_SKEW:
        raise TicketUnreadable
    if now - scanned_at > life:
        raise TicketExpired


def is_fresh(scanned_at: datetime, now: datetime, *, life: timedelta = TICKET_LIFE) -> bool:
    """Whether ``check_ticket`` lets the form pass."""
    return -CLOCK_SKEW <= now - scanned_at <= life


def last_day_of_second_rating(visit_on: date) -> date:
    """The last local day on which the visit's second rating (追评) is taken."""
    return visit_on + timedelta(days=SECOND_RATING_DAYS)


def check_second_rating(visit_on: date, today: date, *, is_given: bool) -> None:
    """Let a second rating pass, once, up to 15 calendar days after the day of the visit.

    Both days are local. Raises SecondRatingClosed.
    """
    if is_given or today > last_day_of_second_rating(visit_on):
        raise SecondRatingClosed


def counted_month(visit_month: Month, is_sealed: Callable[[Month], bool]) -> Month:
    """The month in which a rating counts: the visit's, or the next that is not sealed yet.

    A rating that counts in another month than its visit's is late and shown as such.
    """
    month = visit_month
    while is_sealed(month):
        month = month.next()
    return month
