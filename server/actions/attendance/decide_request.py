"""Somebody decides a request for leave or official business, or it is taken back."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import update

from server import errors
from server.actions.attendance.assess_attendance import assess_attendance
from server.actions.attendance.news import Decided, tell_decided
from server.actions.attendance.signing import one_at_a_time
from server.actions.audit.record import record
from server.db import transaction
from server.models.attendance import Leave, OfficialAbsence
from server.queries.attendance.requests import Request, request_numbered
from server.queries.registry.halls import Hall
from server.rules.accounts.roles import Actor, Permission
from server.rules.attendance.leaves import LONGEST_REASON, LeaveSpan
from server.rules.attendance.requests import DECIDED, TO, Asked, Decider, Refusal, Step, refusal
from server.rules.attendance.words import Procedure, RequestState
from server.rules.months import day_of


@dataclass(frozen=True)
class Decision:
    """Which step, with what answer; for leave also whether it was asked for properly."""

    step: Step
    answer: str = ""
    procedure: Procedure | None = None


class RequestClosed(errors.StepNotAllowed):
    """The request is decided already."""

    code = Refusal.NOT_OPEN.value


class OwnRequest(errors.NotImpartial):
    """Nobody decides their own request."""

    code = Refusal.OWN.value


class AskedItOneself(errors.NotImpartial):
    """Whoever asked for somebody does not decide."""

    code = Refusal.ASKED_IT.value


# What each refusal is to the caller; to take back another's request is to ask for none.
ERRORS: Mapping[Refusal, type[errors.ChuangpingError]] = {
    Refusal.OWN: OwnRequest,
    Refusal.ASKED_IT: AskedItOneself,
    Refusal.NOT_OPEN: RequestClosed,
    Refusal.NOT_THEIRS: errors.Unknown,
}


def decide_request(
    hall: Hall, number: str, decision: Decision, *, by: Actor, now: datetime
) -> RequestState:
    """Somebody who neither asked nor is meant decides it, or the person takes it back.

    What is over by then is assessed anew. Approved leave may be approved again with another
    procedure (a false reason is found out later), or be refused after all. Raises Unknown (also
    for people of another department), FormProblems, OwnRequest, AskedItOneself, RequestClosed.
    """
    with transaction() as session:
        found = request_numbered(hall, number)
        one_at_a_time(session, hall.id, found.staff_id)
        found = request_numbered(hall, number)
        _check(hall, found, decision, by)
        table = Leave if found.span else OfficialAbsence
        of_number = update(table).where(table.hall_id == hall.id, table.number == number)
        session.execute(of_number.values(**_columns(found, decision, by, now)))
        state = TO[decision.step]
        told = Decided(number, found.staff_id, state)
        tell_decided(session, hall.id, told, now=now)
        facts = {"state": state.value, "procedure": (decision.procedure or "")}
        record(session, hall.id, by, "leave_decided", number, facts=facts, now=now)
    _assess(hall, found, by, now)
    return state


def _check(hall: Hall, found: Request, decision: Decision, by: Actor) -> None:
    if decision.step in DECIDED:
        departments = by.departments(Permission.APPROVE_LEAVE, hall.id)
        if departments is not None and found.department_id not in departments:
            raise errors.Unknown
    asked = Asked(found.staff_id, found.asked_by_id)
    who = Decider(by.account_id, by.staff_id)
    why = refusal(decision.step, found.state, asked, who, decision.answer)
    if why is Refusal.ANSWER_MISSING:
        raise errors.FormProblems((errors.Problem("answer", why),))
    if why is not None:
        raise ERRORS[why]


def _columns(found: Request, decision: Decision, by: Actor, now: datetime) -> dict[str, Any]:
    columns: dict[str, Any] = {
        "state": TO[decision.step],
        "answer": decision.answer.strip()[:LONGEST_REASON],
    }
    if decision.step in DECIDED:
        columns |= {"decided_at": now, "decided_by": by.name}
    if found.span and decision.procedure:
        columns["procedure"] = decision.procedure
    return columns


def _assess(hall: Hall, found: Request, by: Actor, now: datetime) -> None:
    """The days that are over, of that person alone; the rest comes by night."""
    today = day_of(now, hall.zone)
    for month in LeaveSpan(found.first_on, found.last_on).months():
        if month.days()[0] < today:
            assess_attendance(hall, month, by=by, now=now, people={found.staff_id})
