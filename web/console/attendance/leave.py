"""Leave and official business: what waits, what was decided, and asking for somebody."""

from dataclasses import dataclass

from flask import Response, abort, request
from werkzeug.datastructures import MultiDict

from server import clock
from server.actions.attendance.ask_business import ask_business
from server.actions.attendance.ask_leave import ask_leave
from server.actions.attendance.decide_request import Decision, decide_request
from server.errors import FormProblems, Problem
from server.gate import Door, console_actor, console_hall, open_to
from server.queries.attendance.requests import Request, request_numbered, requests_to_decide
from server.rules.accounts.roles import Permission
from server.rules.attendance.requests import Step
from server.rules.attendance.words import Procedure, RequestState
from web.attendance_forms import business_form, leave_form, member
from web.console.answers import see_other
from web.console.asked import asked
from web.console.attendance.tabs import ATTENDANCE, attendance_page
from web.console.routes import at, office
from web.errors import ShownAgain, remember

LEAVE = f"{ATTENDANCE}/leave"
MAY_SEE = (Permission.APPROVE_LEAVE, Permission.ENTER_ATTENDANCE)


@dataclass(frozen=True)
class DecidingPage(ShownAgain):
    """One request and the form that decides it, with what was typed."""

    found: Request
    words: str = ""
    procedure: str = ""

    def show(
        self, *, problems: tuple[Problem, ...] = (), trouble: str = "", status: int = 200
    ) -> Response:
        """The page."""
        actor, hall = console_actor(), console_hall()
        is_own = actor.staff_id == self.found.staff_id
        return attendance_page(
            "request.html",
            "leave",
            status=status,
            found=self.found,
            typed=self,
            problems=problems,
            trouble=trouble,
            procedures=tuple(Procedure),
            may_decide=actor.may(Permission.APPROVE_LEAVE, hall.id),
            is_apart=not is_own and actor.account_id != self.found.asked_by_id,
            is_open=self.found.state in {RequestState.ASKED, RequestState.APPROVED},
        )


@dataclass(frozen=True)
class AskingPage(ShownAgain):
    """The form in which an officer asks for somebody, with what was typed."""

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
            "ask.html",
            "leave",
            status=status,
            typed=self.typed,
            problems=problems,
            trouble=trouble,
            procedures=tuple(Procedure),
        )


@office.get(LEAVE)
@open_to(Door.CONSOLE, *MAY_SEE)
def leave_queue() -> Response:
    """The requests in the asked-for state; heads of departments see their own people's."""
    state = member(RequestState, asked("state") or RequestState.ASKED) or abort(404)
    found = requests_to_decide(console_hall(), _departments(), state)
    return attendance_page(
        "leave.html", "leave", found=found, state=state, states=tuple(RequestState)
    )


@office.get(f"{LEAVE}/new")
@open_to(Door.CONSOLE, Permission.ENTER_ATTENDANCE)
def ask_for_somebody() -> Response:
    """The form."""
    return AskingPage(MultiDict()).show()


@office.post(f"{LEAVE}/new")
@open_to(Door.CONSOLE, Permission.ENTER_ATTENDANCE)
def asked_for_somebody() -> Response:
    """An officer asks for somebody; another person decides."""
    said = MultiDict(request.form)
    remember(AskingPage(said))
    hall, by, now = console_hall(), console_actor(), clock.now()
    staff = said.get("staff", "").strip()
    if not staff:
        raise FormProblems((Problem("staff", "attendance.staff_needed"),))
    if said.get("what") == "business":
        number = ask_business(hall, business_form(said, hall), by=by, now=now, staff_number=staff)
    else:
        number = ask_leave(hall, leave_form(said), by=by, now=now, staff_number=staff)
    return see_other(at(f"{LEAVE}/{number}", done="leave_asked"))


@office.get(f"{LEAVE}/<number>")
@open_to(Door.CONSOLE, *MAY_SEE)
def one_request(number: str) -> Response:
    """One request with the form that decides it."""
    return DecidingPage(_found(number)).show()


@office.post(f"{LEAVE}/<number>")
@open_to(Door.CONSOLE, Permission.APPROVE_LEAVE)
def decide_one(number: str) -> Response:
    """Somebody who neither asked nor is meant decides."""
    sent = request.form
    answer, procedure = sent.get("answer", ""), sent.get("procedure", "")
    remember(DecidingPage(_found(number), answer, procedure))
    step = member(Step, sent.get("step", ""))
    if step not in {Step.APPROVE, Step.REFUSE}:
        raise FormProblems((Problem("step", "attendance.step_missing"),))
    decision = Decision(step, answer, member(Procedure, procedure))
    decide_request(console_hall(), number, decision, by=console_actor(), now=clock.now())
    done = "leave_approved" if step is Step.APPROVE else "leave_refused"
    return see_other(at(f"{LEAVE}/{number}", done=done))


def _departments() -> frozenset[int] | None:
    actor, hall = console_actor(), console_hall()
    if actor.may(Permission.ENTER_ATTENDANCE, hall.id):
        return None
    return actor.departments(Permission.APPROVE_LEAVE, hall.id)


def _found(number: str) -> Request:
    """The request, 404 for that of another department's people."""
    found, departments = request_numbered(console_hall(), number), _departments()
    if departments is not None and found.department_id not in departments:
        abort(404)
    return found
