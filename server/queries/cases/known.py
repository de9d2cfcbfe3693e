"""What is known of a case to say which steps it may take now?"""

import json
from collections.abc import Sequence
from typing import Any

from sqlalchemy import ScalarSelect, Select, exists, select

from server.db import session
from server.models.cases import Case, CaseStep
from server.models.handling import (
    CaseDeadline,
    CaseFinding,
    ExcludedRating,
    Proposal,
    PublishedReply,
)
from server.models.registry import Staff, Window
from server.queries.cases.office import Office
from server.rules.accounts.roles import Actor
from server.rules.cases.clocks import CaseClock
from server.rules.cases.codes import Finding, Outcome, ProposalKind, WaitsFor
from server.rules.cases.facts import AskedFor, CaseFacts
from server.rules.cases.history import (
    TakenStep,
    call_backs,
    is_rectified,
    last_days,
    of_this_round,
    took_part,
)
from server.rules.cases.kinds import CaseKind, CaseState
from server.rules.cases.step_names import StepName
from server.rules.cases.takers import Taker
from server.rules.months import day_of


def steps_of(case: Case) -> tuple[TakenStep, ...]:
    """Every step of the case, in order. One statement."""
    rows = session.scalars(
        select(CaseStep)
        .where(CaseStep.hall_id == case.hall_id, CaseStep.case_id == case.id)
        .order_by(CaseStep.position)
    )
    return tuple(_taken(row) for row in rows)


def known(case: Case, steps: Sequence[TakenStep], office: Office, taker: Taker) -> CaseFacts:
    """The case as the rules see it. Two statements, however long its story is."""
    around = session.execute(_around(case, taker)).one()
    this_round = of_this_round(steps)
    return CaseFacts(
        hall_id=case.hall_id,
        kind=CaseKind(case.kind),
        state=CaseState(case.state),
        today=office.today,
        round=case.round,
        has_contact=case.has_contact,
        has_rating=case.rating_id is not None,
        about_staff_id=case.staff_id,
        about_department_id=around.about_window or around.about_staff,
        department_id=case.department_id,
        taker_department_id=around.taker,
        clock=CaseClock(case.clock) if case.clock else None,
        due_on=case.due_on if case.clock else None,
        is_extended=bool(around.extended_days),
        waits_for=WaitsFor(case.waits_for),
        finding=Finding(around.finding) if around.finding else None,
        outcome=Outcome(around.outcome) if around.outcome else None,
        is_rectified=is_rectified(this_round),
        is_excluded=around.is_excluded,
        is_published=around.is_published,
        is_handling_rated=case.handling_level is not None,
        call_backs=call_backs(this_round),
        waiting=_waiting(case, office),
        took_part=took_part(steps),
        last_days=last_days(steps, office.contest_days, office.hall.zone, office.calendar),
    )


def _taken(row: CaseStep) -> TakenStep:
    return TakenStep(
        id=row.id,
        position=row.position,
        step=StepName(row.step),
        state=CaseState(row.state),
        facts=json.loads(row.facts),
        taken_at=row.taken_at,
        taken_by=row.taken_by,
        actor_id=row.actor_id,
    )


def _around(case: Case, taker: Taker) -> Any:
    """Single values from the tables around the case."""
    works_as = taker.staff_id if isinstance(taker, Actor) else None
    of_finding = (
        CaseFinding.hall_id == case.hall_id,
        CaseFinding.case_id == case.id,
        CaseFinding.round == case.round,
    )
    return select(
        _one(select(Window.department_id).where(Window.id == case.window_id)).label("about_window"),
        _one(select(Staff.department_id).where(Staff.id == case.staff_id)).label("about_staff"),
        _one(select(Staff.department_id).where(Staff.id == works_as)).label("taker"),
        _one(select(CaseFinding.finding).where(*of_finding)).label("finding"),
        _one(select(CaseFinding.outcome).where(*of_finding)).label("outcome"),
        _one(
            select(CaseDeadline.extended_days).where(
                CaseDeadline.hall_id == case.hall_id,
                CaseDeadline.case_id == case.id,
                CaseDeadline.ended == "",
            )
        ).label("extended_days"),
        exists()
        .where(ExcludedRating.hall_id == case.hall_id, ExcludedRating.rating_id == case.rating_id)
        .label("is_excluded"),
        exists()
        .where(
            PublishedReply.hall_id == case.hall_id,
            PublishedReply.case_id == case.id,
            PublishedReply.withdrawn_on.is_(None),
        )
        .label("is_published"),
    )


def _waiting(case: Case, office: Office) -> dict[ProposalKind, AskedFor]:
    rows = session.execute(
        select(Proposal.kind, Proposal.asked_by, Proposal.asked_at).where(
            Proposal.hall_id == case.hall_id,
            Proposal.case_id == case.id,
            Proposal.state == "waiting",
        )
    )
    return {
        ProposalKind(kind): AskedFor(asked_by, day_of(asked_at, office.hall.zone))
        for kind, asked_by, asked_at in rows
    }


def _one(wanted: Select[Any]) -> ScalarSelect[Any]:
    return wanted.scalar_subquery()
