"""On the morning of a working day each supervisor is told how the day begins."""

from datetime import date, datetime

from server.actions.messages.tell import News, tell
from server.db import transaction
from server.queries.messages.morning import morning, proposals_for
from server.queries.messages.readers import readers
from server.queries.registry.halls import Hall
from server.queries.registry.hours import hall_facts
from server.rules.messages.audience import SUPERVISION, to_account
from server.rules.messages.topics import Topic


def write_digests(hall: Hall, day: date, *, now: datetime) -> int:
    """Each supervisor gets the numbers of that day in the hall; how many digests were written.

    None on a day without work, none to whom nothing waits for. Once for each day and person,
    however often it is repeated.
    """
    calendar = hall_facts(hall.id, hall.registry_version).calendar
    if not calendar.is_working(day):
        return 0
    with transaction() as session:
        numbers = vars(morning(hall.id, day, calendar))
        written = 0
        for reader in readers(hall.id, SUPERVISION, is_tip_off=False):
            own = {**numbers, "proposals": proposals_for(hall.id, reader.account_id)}
            if not any(own.values()):
                continue
            news = News(Topic.DIGEST, to_account(reader.account_id), {"day": f"{day}", **own})
            dedupe = f"digest/{day}/{reader.number}"
            written += tell(session, hall.id, news, dedupe=dedupe, now=now)
        return written
