"""Who is on duty this week, and where is nobody?"""

from datetime import date, timedelta

from flask import Response, abort

from server import clock
from server.gate import Door, console_hall, open_to
from server.queries.registry.hours import hall_facts
from server.queries.registry.roster_week import DAYS, Place, monday_of, week_roster
from server.queries.registry.windows import hall_windows
from server.rules.accounts.roles import Permission
from server.rules.months import day_of
from server.rules.opening import open_times
from server.rules.working_days import SATURDAY
from web.console.asked import asked
from web.console.registry.tabs import REGISTRY, registry_page
from web.console.routes import office

ONE_DAY = timedelta(days=1)


@office.get(f"{REGISTRY}/roster")
@open_to(Door.CONSOLE, Permission.SEE_REGISTRY)
def roster() -> Response:
    """The week of ``?day=``, else this one."""
    hall, today = console_hall(), day_of(clock.now(), console_hall().zone)
    monday = monday_of(asked_day() or today)
    days = [monday + ONE_DAY * ahead for ahead in range(DAYS)]
    facts = hall_facts(hall.id, hall.registry_version)
    is_open = {
        day: bool(open_times(day, hours=facts.hours, day_kind=facts.calendar.kind_of(day)))
        for day in days
    }
    windows = [
        each
        for each in hall_windows(hall.id)
        if asked("group") in {"", each.group_code} and not each.closed_on
    ]
    return registry_page(
        "console/registry/roster.html",
        windows=windows,
        groups=sorted({(each.group_code, each.group) for each in hall_windows(hall.id)}),
        days=[day for day in days if is_open[day] or day.weekday() < SATURDAY],
        is_open=is_open,
        duties=week_roster(hall, monday),
        place=Place,
        today=today,
        earlier=monday - ONE_DAY * DAYS,
        later=monday + ONE_DAY * DAYS,
    )


def asked_day() -> date | None:
    """The day of ``?day=2026-11-25``, None without one. What is no day is 404."""
    text = asked("day")
    try:
        return date.fromisoformat(text) if text else None
    except ValueError:
        abort(404)
