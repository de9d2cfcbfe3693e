"""The clock looks at a day's ratings and notes what a person should look at."""

from collections.abc import Iterable
from datetime import date, datetime

from server.actions.operations.statements import insert_into, table_of
from server.db import transaction
from server.models.ratings import NightFlag
from server.queries.ratings.account_months import account_months
from server.queries.ratings.window_days import window_days
from server.queries.ratings.window_months import months_with_new_volumes, window_months
from server.queries.registry.halls import Hall
from server.rules.concentration import account_flags
from server.rules.flags import Flag, night_flags
from server.rules.months import Month


def flag_night(hall: Hall, day: date, *, now: datetime) -> int:
    """The clock notes what a person should look at of a day that is over; how many flags.

    Months of which applications were entered on that day are looked at too; their flags stand
    under the month's last day. In the night after that day the month's accounts are looked at.
    Ratings stay as they are. The same day again changes nothing but the figures of its flags.
    """
    found = {day: night_flags(window_days(hall, day), zone=hall.zone)}
    for month in months_with_new_volumes(hall, day):
        last_day = month.days()[-1]
        of_month = night_flags(window_months(hall.id, month), zone=hall.zone)
        found[last_day] = (*found.get(last_day, ()), *of_month)
    if day == (month := Month(day.year, day.month)).days()[-1]:
        found[day] = (*found[day], *account_flags(account_months(hall.id, month)))
    with transaction() as session:
        insert = insert_into(session.connection(), table_of(NightFlag))
        upsert = insert.on_conflict_do_update(
            index_elements=["hall_id", "day", "window_id", "kind"],
            set_={"seen": insert.excluded.seen, "chance": insert.excluded.chance},
        )
        rows = list(_rows(hall, found.items(), now))
        if rows:
            session.connection().execute(upsert, rows)
    return len(rows)


def _rows(
    hall: Hall, found: Iterable[tuple[date, tuple[Flag, ...]]], now: datetime
) -> Iterable[dict[str, object]]:
    for day, flags in found:
        for flag in flags:
            yield {"hall_id": hall.id, "day": day, **vars(flag), "flagged_at": now}
