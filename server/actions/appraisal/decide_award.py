"""Another person gives a proposed award, refuses it, or takes one back that was given."""

from dataclasses import dataclass
from datetime import datetime

from server import errors
from server.actions.audit.record import record
from server.actions.ratings.rating_rows import lock_month
from server.db import transaction
from server.models.awards import AwardWinner
from server.queries.appraisal.winners import winner_row
from server.queries.registry.halls import Hall
from server.rules.accounts.roles import Actor
from server.rules.appraisal.winners import LONGEST_WORDS, WinnerState
from server.rules.schemes.shape import Subject

PEOPLE = frozenset({Subject.STAFF, Subject.CHIEF})
FROM = {
    WinnerState.GIVEN: WinnerState.PROPOSED,
    WinnerState.REFUSED: WinnerState.PROPOSED,
    WinnerState.WITHDRAWN: WinnerState.GIVEN,
}


@dataclass(frozen=True)
class AwardDecision:
    """What becomes of a seat, and why; the words are asked for unless it is given."""

    to: WinnerState
    answer: str = ""


def decide_award(
    hall: Hall, number: str, decision: AwardDecision, *, by: Actor, now: datetime
) -> None:
    """Somebody who did not propose it, and whom it is not about, decides a seat of an award.

    Only what was given can be withdrawn, and never by a computation. Raises Unknown,
    FormProblems, StepNotAllowed, SamePerson, NotImpartial.
    """
    _check_words(decision)
    with transaction() as session:
        lock_month(session.connection(), hall.id, f"winner/{number}", exclusive=True)
        row = winner_row(hall.id, number)
        _check(row, decision, by)
        row.state = decision.to
        row.answer = decision.answer.strip()
        if decision.to is WinnerState.WITHDRAWN:
            row.withdrawn_at, row.withdrawn_by = now, by.account_id
        else:
            row.decided_at, row.decided_by = now, by.account_id
        facts = {"award": row.award, "period": row.period, "state": decision.to.value}
        record(session, hall.id, by, "award_decided", number, facts=facts, now=now)


def _check(row: AwardWinner, decision: AwardDecision, by: Actor) -> None:
    if FROM.get(decision.to) != row.state:
        raise errors.StepNotAllowed(step="decide_award")
    if decision.to is not WinnerState.WITHDRAWN and row.proposed_by == by.account_id:
        raise errors.SamePerson
    if row.subject in PEOPLE and row.subject_id == by.staff_id:
        raise errors.NotImpartial


def _check_words(decision: AwardDecision) -> None:
    if decision.to is not WinnerState.GIVEN and not decision.answer.strip():
        raise errors.FormProblems((errors.Problem("answer", "award.answer_missing"),))
    length = len(decision.answer)
    if length > LONGEST_WORDS:
        data: dict[str, str | int] = {"length": length, "most": LONGEST_WORDS}
        raise errors.FormProblems((errors.Problem("answer", "problem.text_too_long", data),))
