"""The clock lets the phones go of window workers whose last day is over."""

from datetime import datetime

from server.actions.wechat.ending import let_go_of_leavers
from server.db import transaction
from server.queries.registry.halls import all_halls

BY_THE_CLOCK = "timetable"


def let_leavers_go(*, now: datetime) -> None:
    """The clock lets the phones go of whom the registry says that they have left by now.

    They open nothing since that day; after this they are not even known any more.
    """
    with transaction() as session:
        for hall in all_halls():
            let_go_of_leavers(session, hall, by=BY_THE_CLOCK, now=now)
