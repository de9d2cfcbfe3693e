"""Somebody takes the next step in a case: a person, its citizen, or the clock."""

from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256

from sqlalchemy import select
from sqlalchemy.orm import Session

from server import errors
from server.actions.audit.record import record
from server.actions.audit.record_refusal import record_refusal
from server.actions.cases.naming import named_ids
from server.actions.cases.taking import Taking
from server.actions.cases.writing import write
from server.db import transaction
from server.ids import new_id
from server.models.cases import Case, CaseStep
from server.packs.refusals import refusal_codes
from server.queries.cases.known import known, steps_of
from server.queries.cases.merged import merged_numbers
from server.queries.cases.office import Office, office_of
from server.queries.cases.opened import held_case
from server.queries.registry.halls import Hall
from server.rules.accounts.roles import Actor
from server.rules.cases.history import TakenStep
from server.rules.cases.kinds import CaseState
from server.rules.cases.next_steps import refusal, step_named
from server.rules.cases.step import Step
from server.rules.cases.step_form import StepForm, problems
from server.rules.cases.step_names import StepName
from server.rules.cases.steps import STEPS
from server.rules.cases.takers import By, Citizen, Clock, Taker, name_of

ACT = "case_step"
QUIET = frozenset(step.name for step in STEPS if step.is_quiet)


@dataclass(frozen=True)
class Taken:
    """The step is in the case: now, or (``is_repeat``) since the same form came before."""

    number: str
    version: int
    state: CaseState
    is_repeat: bool = False


def take_step(hall: Hall, form: StepForm, taker: Taker, *, now: datetime) -> Taken:
    """Somebody takes the next step in a case; the same form again is the same step.

    Raises UnknownCase (also where it is not theirs to see), StepNotAllowed with the ``reason``,
    CaseMoved where somebody acted since ``form.seen_version``, and FormProblems with all that
    is missing. Of two people at the same moment one is first and the other is told.
    """
    try:
        with transaction() as session:
            return take(session, office_of(hall, now), form, taker)
    except (errors.StepNotAllowed, errors.UnknownCase) as error:
        if isinstance(taker, Actor):
            facts = {"step": form.step, "reason": error.data.get("reason", error.code)}
            record_refusal(hall.id, taker, ACT, form.number, facts=facts, now=now)
        raise


def take(session: Session, office: Office, form: StepForm, taker: Taker) -> Taken:
    """The step, in the caller's transaction. Raises what ``take_step`` raises."""
    case = held_case(office.hall.id, form.number, taker)
    known_step = _same_before(session, case, form)
    if known_step is not None:
        return Taken(case.number, known_step.position, CaseState(known_step.state), is_repeat=True)
    taking = _allowed(session, office, case, form, taker)
    write(taking)
    _answer_merged(taking)
    if isinstance(taker, Actor):
        facts: dict[str, str | int | None] = {"step": form.step, "version": case.version}
        record(session, office.hall.id, taker, ACT, case.number, facts=facts, now=office.now)
    return Taken(case.number, case.version, CaseState(case.state))


def _answer_merged(taking: Taking) -> None:
    """What answers the case answers those that were merged into it."""
    reply = taking.words("reply")
    if not reply or taking.step.by is not By.PERSON or taking.step.to is None:
        return
    for number in merged_numbers(taking.case):
        form = StepForm(number, StepName.REPLY, words={"reply": reply})
        take(taking.session, taking.office, form, Clock())


def submission_of(case: Case, form: StepForm) -> bytes | None:
    """What a repeated form is known by; None for a step without a form."""
    return sha256(f"step|{case.id}|".encode() + form.nonce).digest() if form.nonce else None


def _same_before(session: Session, case: Case, form: StepForm) -> CaseStep | None:
    submission = submission_of(case, form)
    if submission is None:
        return None
    return session.scalar(
        select(CaseStep).where(CaseStep.hall_id == case.hall_id, CaseStep.submission == submission)
    )


def _allowed(session: Session, office: Office, case: Case, form: StepForm, taker: Taker) -> Taking:
    """The step with all it needs, once nothing stands in its way."""
    step = step_named(form.step, taker)
    if step is None or not step.states:
        raise errors.StepNotAllowed(step=form.step, reason="not_from_here")
    steps = steps_of(case)
    _check_nobody_was_first(form, step, steps, taker)
    facts = known(case, steps, office, taker)
    reason = refusal(step, facts, taker)
    if reason is not None:
        raise errors.StepNotAllowed(step=form.step, reason=reason)
    found = problems(step, form, packs={"refusals": refusal_codes()})
    if found:
        raise errors.FormProblems(found)
    return Taking(
        session=session,
        office=office,
        case=case,
        step=step,
        facts=facts,
        form=form,
        taker=taker,
        row=_row(case, step, form, taker, office),
        named=named_ids(session, facts, step, form),
        said=dict(form.facts),
    )


def _check_nobody_was_first(
    form: StepForm, step: Step, steps: tuple[TakenStep, ...], taker: Taker
) -> None:
    """A step that moves the case is refused if it was looked at before the last news of it."""
    if not step.moves or form.seen_version is None:
        return
    news = [
        taken for taken in steps if taken.position > form.seen_version and taken.step not in QUIET
    ]
    if news:
        # A citizen is told that somebody acted, never who.
        by = By.PERSON.value if isinstance(taker, Citizen) else news[-1].taken_by
        raise errors.CaseMoved(step=news[-1].step, by=by, number=form.number)


def _row(case: Case, step: Step, form: StepForm, taker: Taker, office: Office) -> CaseStep:
    return CaseStep(
        hall_id=case.hall_id,
        id=new_id(office.today),
        case_id=case.id,
        position=case.version + 1,
        step=step.name,
        state=step.to or case.state,
        taken_at=office.now,
        taken_by=name_of(taker),
        actor_id=taker.account_id if isinstance(taker, Actor) else None,
        submission=submission_of(case, form),
    )
