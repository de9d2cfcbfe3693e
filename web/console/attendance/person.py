"""How did one person's month go, day by day, with every sign?"""

from flask import Response, request

from server import clock, errors
from server.actions.attendance.cancel_sign import cancel_sign
from server.errors import ChuangpingError
from server.gate import Door, console_actor, console_hall, open_to, status_of
from server.queries.attendance.incoming import people_by_number
from server.queries.attendance.person_month import PersonMonthShown, person_month
from server.rules.accounts.roles import Permission
from server.rules.cells import folded
from server.rules.months import Month, month_of
from web.console.answers import see_other
from web.console.asked import asked_month, asked_scope
from web.console.attendance.tabs import ATTENDANCE, attendance_page
from web.console.routes import at, office
from web.console.rows import opened_row, sealed_row
from web.errors import remember

PEOPLE = f"{ATTENDANCE}/people"
ROW = "attendance_sign"


class PersonPage:
    """One person's month, and the form that cancels a sign, with what was typed."""

    def __init__(self, shown: PersonMonthShown, words: str = "") -> None:
        self.shown = shown
        self.words = words

    def again(self, error: ChuangpingError, sentence: str) -> Response | None:
        """The page, telling what is wrong."""
        problems = error.problems if isinstance(error, errors.FormProblems) else ()
        return self.show(status=status_of(error), problems=problems, trouble=sentence)

    def show(
        self,
        *,
        status: int = 200,
        problems: tuple[errors.Problem, ...] = (),
        trouble: str = "",
    ) -> Response:
        """The page."""
        month, running = self.shown.month, month_of(clock.now(), console_hall().zone)
        return attendance_page(
            "person.html",
            "month",
            status=status,
            shown=self.shown,
            totals=self.shown.totals(),
            month=str(month),
            before=str(month.previous()),
            after=str(month.next()) if month < running else "",
            sealed=lambda sign_id: sealed_row(ROW, sign_id),
            typed=self.words,
            problems=problems,
            trouble="" if problems else trouble,
        )


@office.get(f"{PEOPLE}/<number>")
@open_to(Door.CONSOLE, Permission.SEE_APPRAISAL)
def attendance_person(number: str) -> Response:
    """The person's month; people of another department are nobody."""
    return PersonPage(_found(number, asked_month())).show()


@office.post(f"{PEOPLE}/<number>/cancel")
@open_to(Door.CONSOLE, Permission.ENTER_ATTENDANCE)
def cancel_one(number: str) -> Response:
    """An officer cancels a sign, with a reason."""
    month, reason = asked_month(), request.form.get("reason", "")
    sign = opened_row(ROW, request.form.get("row", ""))
    remember(PersonPage(_found(number, month), reason))
    cancel_sign(console_hall(), sign, reason, by=console_actor(), now=clock.now())
    return see_other(at(f"{PEOPLE}/{number}", month=str(month), done="sign_cancelled"))


def _found(number: str, month: Month) -> PersonMonthShown:
    hall, scope = console_hall(), asked_scope(Permission.SEE_APPRAISAL)
    person = people_by_number(hall.id).get(folded(number))
    if person is None:
        raise errors.Unknown
    shown = person_month(hall, person.id, month)
    if scope.departments is not None and shown.department_id not in scope.departments:
        raise errors.Unknown
    return shown
