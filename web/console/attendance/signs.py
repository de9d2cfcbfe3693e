"""A sign that an officer enters by hand."""

from dataclasses import dataclass
from urllib.parse import quote

from flask import Response, request
from werkzeug.datastructures import MultiDict

from server import clock
from server.actions.attendance.enter_sign import enter_sign
from server.errors import Problem
from server.gate import Door, console_actor, console_hall, open_to
from server.rules.accounts.roles import Permission
from server.rules.attendance.entry import EntryForm
from server.rules.attendance.words import Direction
from server.rules.months import month_of
from web.attendance_forms import member, moment_of
from web.console.answers import see_other
from web.console.asked import asked
from web.console.attendance.tabs import ATTENDANCE, attendance_page
from web.console.routes import at, office
from web.errors import ShownAgain, remember

SIGN = f"{ATTENDANCE}/sign"


@dataclass(frozen=True)
class SignPage(ShownAgain):
    """The form, with what was typed."""

    typed: "MultiDict[str, str]"

    @property
    def words(self) -> str:
        """The free text that was typed."""
        return self.typed.get("reason", "")

    def show(
        self, *, problems: tuple[Problem, ...] = (), trouble: str = "", status: int = 200
    ) -> Response:
        """The page."""
        return attendance_page(
            "sign.html",
            "sign",
            status=status,
            typed=self.typed,
            problems=problems,
            trouble=trouble,
        )


@office.get(SIGN)
@open_to(Door.CONSOLE, Permission.ENTER_ATTENDANCE)
def sign_form() -> Response:
    """The form; ``?staff=`` and ``?day=`` fill it in."""
    return SignPage(MultiDict({"staff": asked("staff"), "day": asked("day")})).show()


@office.post(SIGN)
@open_to(Door.CONSOLE, Permission.ENTER_ATTENDANCE)
def enter_one_sign() -> Response:
    """An officer enters it; the person's month is assessed anew."""
    said, hall = MultiDict(request.form), console_hall()
    remember(SignPage(said))
    moment = moment_of(said, "time", hall)
    staff = said.get("staff", "").strip()
    direction = member(Direction, said.get("direction", ""))
    form = EntryForm(staff, moment, direction, said.get("reason", ""))
    is_new = enter_sign(hall, form, by=console_actor(), now=clock.now())
    month = month_of(moment or clock.now(), hall.zone)
    done = "sign_entered" if is_new else "sign_known"
    person = f"{ATTENDANCE}/people/{quote(staff, safe='')}"
    return see_other(at(person, month=str(month), done=done))
