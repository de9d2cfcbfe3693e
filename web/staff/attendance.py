"""Signing in and out, asking for leave, one's own days: what concerns one's own attendance."""

from dataclasses import dataclass
from typing import Any

from flask import Response, abort, render_template, request
from werkzeug.datastructures import MultiDict

from server import clock
from server.actions.attendance.ask_business import ask_business
from server.actions.attendance.ask_leave import ask_leave
from server.actions.attendance.decide_request import Decision, decide_request
from server.actions.attendance.sign_in import sign_in
from server.actions.attendance.sign_out import sign_out
from server.errors import NotAMonth, Problem
from server.gate import Door, console_actor, console_hall, language, open_to
from server.queries.attendance.own_windows import own_windows, signed_in_at, signs_today
from server.queries.attendance.person_month import person_month
from server.queries.attendance.requests import requests_of
from server.queries.registry.hours import hall_facts
from server.rules.accounts.roles import Permission
from server.rules.attendance.requests import Step
from server.rules.attendance.words import Kept, LeaveKind, RequestState
from server.rules.months import Month, day_of, month_of
from server.texts import is_known, say
from web.attendance_forms import business_form, leave_form
from web.errors import ShownAgain, remember
from web.layout import link
from web.staff.routes import START, own, own_staff_id

SEE_OTHER = 303
SIGN, LEAVE, DAYS = f"{START}sign", f"{START}leave", f"{START}attendance"
OWN = Permission.SEE_OWN


@dataclass(frozen=True)
class LeavePage(ShownAgain):
    """One's own requests and the form for another, with what was typed."""

    typed: "MultiDict[str, str]"

    @property
    def words(self) -> str:
        """The free text that was typed."""
        return self.typed.get("reason", "")

    def show(
        self, *, problems: tuple[Problem, ...] = (), trouble: str = "", status: int = 200
    ) -> Response:
        """The page."""
        hall = console_hall()
        return _page(
            "leave",
            status=status,
            typed=self.typed,
            problems=problems,
            trouble=trouble,
            requests=requests_of(hall, own_staff_id()),
            kinds=tuple(LeaveKind),
            is_asked=RequestState.ASKED,
        )


@own.get(SIGN)
@open_to(Door.CONSOLE, OWN)
def sign() -> Response:
    """Where one is signed in, and at which windows one may sign in; ``?window=`` comes first."""
    hall, staff_id, now = console_hall(), own_staff_id(), clock.now()
    today, wanted = day_of(now, hall.zone), request.args.get("window", "")
    facts = hall_facts(hall.id, hall.registry_version)
    windows = own_windows(hall, staff_id, today)
    return _page(
        "sign",
        windows=sorted(windows, key=lambda window: window.number != wanted),
        wanted=wanted if wanted in {window.number for window in windows} else "",
        is_foreign=bool(wanted) and wanted not in {window.number for window in windows},
        running=signed_in_at(hall.id, staff_id, now),
        signs=signs_today(hall, staff_id, now),
        today=today,
        now=now.astimezone(hall.zone),
        counts=facts.setting("attendance_kept", today) != Kept.NONE,
    )


@own.post(SIGN)
@open_to(Door.CONSOLE, OWN)
def come() -> Response:
    """One signs in at a window."""
    number = request.form.get("window", "")
    is_new = sign_in(console_hall(), number, by=console_actor(), now=clock.now())
    return _back("own.sign", "signed_in" if is_new else "signed_in_already")


@own.post(f"{SIGN}/out")
@open_to(Door.CONSOLE, OWN)
def leave_window() -> Response:
    """One signs out."""
    is_new = sign_out(console_hall(), by=console_actor(), now=clock.now())
    return _back("own.sign", "signed_out" if is_new else "signed_out_already")


@own.get(LEAVE)
@open_to(Door.CONSOLE, OWN)
def leave() -> Response:
    """One's own requests, and the form for another."""
    return LeavePage(MultiDict()).show()


@own.post(LEAVE)
@open_to(Door.CONSOLE, OWN)
def ask() -> Response:
    """One asks for leave, or tells of official business."""
    said, hall = MultiDict(request.form), console_hall()
    own_staff_id()
    remember(LeavePage(said))
    by, now = console_actor(), clock.now()
    if said.get("what") == "business":
        ask_business(hall, business_form(said, hall), by=by, now=now)
    else:
        ask_leave(hall, leave_form(said), by=by, now=now)
    return _back("own.leave", "asked")


@own.post(f"{LEAVE}/<number>/withdraw")
@open_to(Door.CONSOLE, OWN)
def take_back(number: str) -> Response:
    """One takes a request back that is not decided yet."""
    decide_request(
        console_hall(), number, Decision(Step.WITHDRAW), by=console_actor(), now=clock.now()
    )
    return _back("own.leave", "taken_back")


@own.get(f"{DAYS}/<month>")
@open_to(Door.CONSOLE, OWN)
def own_days(month: str) -> Response:
    """One's own month day by day. What is no month, or lies ahead, is 404."""
    hall = console_hall()
    running = month_of(clock.now(), hall.zone)
    try:
        asked = Month.parse(month)
    except NotAMonth:
        abort(404)
    if asked > running:
        abort(404)
    shown = person_month(hall, own_staff_id(), asked)
    return _page(
        "days",
        shown=shown,
        totals=shown.totals(),
        month=month,
        before=link("own.own_days", month=str(asked.previous())),
        after=link("own.own_days", month=str(asked.next())) if asked < running else "",
    )


def _page(name: str, *, status: int = 200, **values: Any) -> Response:
    hall = console_hall()
    html = render_template(
        f"staff/attendance/{name}.html",
        hall_name=hall.title(language()),
        zone=hall.zone,
        this_month=str(month_of(clock.now(), hall.zone)),
        done=_done(),
        **values,
    )
    return Response(html, status)


def _done() -> str:
    code = f"attendance_own.done_{request.args.get('done', '')}"
    return say(code, language()) if is_known(code) else ""


def _back(page: str, done: str) -> Response:
    return Response(status=SEE_OTHER, headers={"Location": link(page, done=done)})
