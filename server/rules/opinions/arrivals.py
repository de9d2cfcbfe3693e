"""How many sheets or slips may come to one place at once, before it asks people to come back later?

Nobody is told apart: a whole hall may sit behind one address, and what is handed in without a name
must leave none. So a place counts how many came, and those who send by the thousand are the
proxy's to stop.
"""

from datetime import UTC, datetime, timedelta

SPAN = timedelta(minutes=10)
# 60 windows that each ask everybody they serve have some 150 sheets in ten minutes.
MOST_SHEETS = 300
# A slip is read and answered by a person; a busy hall has some in an hour.
MOST_SLIPS = 30
BOX = "box"
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MINUTE = timedelta(minutes=1)


def span_of(now: datetime) -> int:
    """The number of the ten minutes that the moment lies in."""
    return (now - _EPOCH) // SPAN


def minutes_left(now: datetime) -> int:
    """After how many minutes the next span begins, at least one."""
    ends = _EPOCH + SPAN * (span_of(now) + 1)
    return max(1, -(-(ends - now) // _MINUTE))
