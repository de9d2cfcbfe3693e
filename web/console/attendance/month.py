"""How did the month go for everybody: who was there, what happened, what is missing?"""

from flask import Response

from server import clock
from server.actions.attendance.assess_attendance import assess_attendance
from server.gate import Door, console_actor, console_hall, open_to
from server.queries.attendance.month_grid import Asked, month_grid
from server.queries.registry.hours import hall_facts
from server.rules.accounts.roles import Permission
from server.rules.attendance.words import Kept
from server.rules.months import day_of, month_of
from web.console.answers import see_other
from web.console.asked import asked, asked_month, asked_page, asked_scope
from web.console.attendance.tabs import ATTENDANCE, attendance_page
from web.console.routes import at, office


@office.get(ATTENDANCE)
@open_to(Door.CONSOLE, Permission.SEE_APPRAISAL)
def attendance_month() -> Response:
    """Everybody's month; heads of departments see their own people."""
    hall, month, now = console_hall(), asked_month(), clock.now()
    scope = asked_scope(Permission.SEE_APPRAISAL)
    chosen = Asked(month, scope.departments, asked("department"), asked("q"), asked_page())
    facts = hall_facts(hall.id, hall.registry_version)
    return attendance_page(
        "month.html",
        "month",
        grid=month_grid(hall, chosen),
        month=str(month),
        before=str(month.previous()),
        after=str(month.next()) if month < month_of(now, hall.zone) else "",
        kept=facts.setting("attendance_kept", day_of(now, hall.zone)),
        not_kept=Kept.NONE,
    )


@office.post(f"{ATTENDANCE}/assess")
@open_to(Door.CONSOLE, Permission.ENTER_ATTENDANCE)
def assess_month() -> Response:
    """An officer has the month assessed now, and does not wait for the night."""
    month = asked_month()
    assess_attendance(console_hall(), month, by=console_actor(), now=clock.now())
    return see_other(at(ATTENDANCE, month=str(month), done="attendance_assessed"))
