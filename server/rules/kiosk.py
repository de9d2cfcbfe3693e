"""When did somebody press on a window's tablet, whose own clock nobody trusts?"""

from datetime import datetime, timedelta
from enum import StrEnum

from server.errors import TicketExpired, TicketUnreadable

# A day's work without network; older slips press no more.
SLIP_LIFE = timedelta(hours=12)
# A tablet that was offline over a long weekend still tells.
SENDING_LIFE = timedelta(days=7)
# So many ratings can wait on a tablet; more were handed to nobody.
MOST_SLIPS = 60
# Who has not touched the screen for so long has gone.
ANSWER_TIME = timedelta(seconds=60)


class KioskMode(StrEnum):
    """Whether a window's tablet takes ratings, and what is on it while nobody does."""

    OFF = "off"
    PRESS = "press"  # one button; pressing it asks
    ALWAYS = "always"  # the five levels


def pressed_at(issued_at: datetime, waited: timedelta, now: datetime) -> datetime:
    """The moment of the press: the server's moment of the slip and what the tablet waited since.

    Never later than now: a tablet that counts too fast is wrong. Raises TicketUnreadable for a
    wait that is none, TicketExpired for a slip that was pressed or told of too late.
    """
    if waited < timedelta():
        raise TicketUnreadable
    if waited > SLIP_LIFE or now - issued_at > SENDING_LIFE:
        raise TicketExpired
    return min(issued_at + waited, now)
