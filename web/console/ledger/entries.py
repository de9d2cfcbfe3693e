"""The score ledger: who was charged with what, in which month, and what was taken back."""

from flask import Response

from server.gate import Door, console_actor, console_hall, open_to
from server.queries.ledger.entries import Asked, entries_page, months_with_entries, points_sum
from server.queries.registry.people import hall_people
from server.queries.registry.units import open_departments
from server.rules.accounts.roles import Permission
from web.console.answers import page
from web.console.asked import asked, asked_page, asked_scope
from web.console.routes import office

LEDGER = "/console/ledger"


@office.get(LEDGER)
@open_to(Door.CONSOLE, Permission.SEE_LEDGER)
def ledger() -> Response:
    """The entries that the address asks for, the latest first."""
    hall, number = console_hall(), asked_page()
    departments = asked_scope(Permission.SEE_LEDGER).departments
    wanted = Asked(
        month=asked("month"),
        staff_number=asked("staff"),
        department_code=asked("department"),
        departments=departments,
    )
    return page(
        "console/ledger/entries.html",
        found=entries_page(hall.id, wanted, page=number),
        total=points_sum(hall.id, wanted),
        wanted=wanted,
        months=months_with_entries(hall.id),
        people=[
            (person.number, f"{person.number} {person.name}") for person in hall_people(hall.id)
        ]
        if departments is None
        else [],
        units=open_departments(hall.id) if departments is None else (),
        sees_cases=console_actor().may(Permission.SEE_CASES, hall.id),
    )
