"""Somebody who took no part decides an appeal of a member of staff."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from server import errors
from server.actions.appraisal.state_fact import Stating
from server.actions.audit.record import record
from server.actions.ledger.entering import Entering, reverse_entry
from server.actions.ledger.facts_reversed import take_back_fact
from server.actions.ledger.settling_appeals import Ending, end_appeal, write_words
from server.actions.publication.revising import Correction, add_revision
from server.actions.ratings.propose_exclusion import ExclusionForm, add_proposal
from server.actions.ratings.rating_rows import lock_appeal
from server.db import transaction
from server.models.ledger import Appeal
from server.queries.ledger.appealed import Appealed, appealed_by, concerned_of, took_part
from server.queries.ledger.appeals import appeal_row, waits_for_second
from server.queries.ratings.visits import is_sealed
from server.queries.registry.halls import Hall
from server.rules.accounts.roles import Actor
from server.rules.cases.codes import ExclusionReason
from server.rules.ledger.appeals import (
    LONGEST_WORDS,
    Against,
    AppealState,
    check_decider,
)
from server.rules.ledger.reversal import ReversalReason
from server.rules.months import Month
from server.texts import say


@dataclass(frozen=True)
class DecisionForm:
    """What somebody decides: upheld or not, and why, in words for the person.

    ``sets_aside``: with an entry, its rating should not count either; needs a second person.
    """

    is_upheld: bool
    answer: str
    sets_aside: bool = False


def decide_appeal(
    hall: Hall, number: str, form: DecisionForm, *, by: Actor, now: datetime
) -> AppealState:
    """Somebody impartial decides: the appeal is refused, or upheld and what it attacks reversed.

    Where a rating is to be set aside, the appeal stays filed until a second person agrees.
    Nothing is ever made heavier. Raises Unknown, FormProblems, NotImpartial, StepNotAllowed.
    """
    _check_answer(form)
    with transaction() as session:
        lock_appeal(session.connection(), hall.id, number)
        appeal = appeal_row(hall.id, number)
        appealed = appealed_by(hall, appeal)
        concerned = concerned_of(hall.id, appeal.staff_id)
        check_decider(by, concerned, took_part=took_part(hall, appealed))
        if appeal.state != AppealState.FILED or waits_for_second(hall.id, number):
            raise errors.StepNotAllowed(step="decide_appeal")
        write_words(session, appeal, "answer", form.answer)
        state = _decide(session, hall, appeal, appealed, _Deciding(form, by, now))
        facts = {"state": state, "against": appeal.against}
        record(session, hall.id, by, "appeal_decided", number, facts=facts, now=now)
        return state


@dataclass(frozen=True)
class _Deciding:
    form: DecisionForm
    by: Actor
    now: datetime


def _check_answer(form: DecisionForm) -> None:
    length = len(form.answer)
    if not form.answer.strip():
        raise errors.FormProblems((errors.Problem("answer", "appeal.words_missing"),))
    if length > LONGEST_WORDS:
        data: dict[str, str | int] = {"length": length, "most": LONGEST_WORDS}
        raise errors.FormProblems((errors.Problem("answer", "problem.text_too_long", data),))


def _decide(
    session: Session, hall: Hall, appeal: Appeal, appealed: Appealed, deciding: _Deciding
) -> AppealState:
    by, now = deciding.by, deciding.now
    if not deciding.form.is_upheld:
        end_appeal(session, appeal, Ending(AppealState.REFUSED, by.account_id, now))
        return AppealState.REFUSED
    if _needs_second(appealed, deciding.form):
        form = ExclusionForm(
            appealed.rating_id or 0,
            ExclusionReason.APPEAL_UPHELD,
            deciding.form.answer,
            appeal.number,
        )
        add_proposal(session, hall, form, by=by, now=now)
        return AppealState.FILED
    _take_back(session, hall, appeal, deciding)
    if appealed.fact is not None:
        stating = Stating(hall.id, by, now, appeal_id=appeal.id)
        take_back_fact(session, hall, appealed.fact, stating)
    end_appeal(session, appeal, Ending(AppealState.UPHELD, by.account_id, now))
    return AppealState.UPHELD


def _needs_second(appealed: Appealed, form: DecisionForm) -> bool:
    is_of_entry = appealed.against is Against.ENTRY
    wants = form.sets_aside and appealed.rating_id is not None
    return appealed.against is Against.RATING or (is_of_entry and wants)


def _take_back(session: Session, hall: Hall, appeal: Appeal, deciding: _Deciding) -> None:
    """The entry is reversed; a month is counted again, and revised if that changes anything."""
    by, now = deciding.by, deciding.now
    if appeal.entry_id is not None:
        entering = Entering(hall, by.account_id, now, appeal_id=appeal.id)
        reverse_entry(session, appeal.entry_id, ReversalReason.APPEAL_UPHELD, entering)
    if appeal.month and is_sealed(hall.id, appeal.month):
        why = say("appeal.revision", number=appeal.number)
        add_revision(session, hall, Month.parse(appeal.month), Correction(why, by.name, now))
