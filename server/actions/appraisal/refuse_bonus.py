"""Somebody impartial refuses a bonus, with a reason."""

from datetime import datetime

from server import errors
from server.actions.appraisal.bonus_news import tell_decided
from server.actions.audit.record import record
from server.actions.ratings.rating_rows import lock_month
from server.db import transaction
from server.queries.appraisal.bonuses import bonus_row, concerned_of
from server.queries.registry.halls import Hall
from server.rules.accounts.roles import Actor
from server.rules.appraisal.bonuses import LONGEST_ANSWER, BonusState, check_approver


def refuse_bonus(hall: Hall, number: str, answer: str, *, by: Actor, now: datetime) -> None:
    """Somebody who may approve it refuses the request and says why.

    Raises Unknown, FormProblems without a reason, StepNotAllowed, NotImpartial.
    """
    if not answer.strip():
        raise errors.FormProblems((errors.Problem("answer", "bonus.answer_missing"),))
    if len(answer) > LONGEST_ANSWER:
        data: dict[str, str | int] = {"length": len(answer), "most": LONGEST_ANSWER}
        raise errors.FormProblems((errors.Problem("answer", "problem.text_too_long", data),))
    with transaction() as session:
        lock_month(session.connection(), hall.id, f"bonus/{number}", exclusive=True)
        row = bonus_row(hall.id, number)
        took_part = {row.asked_by} if row.asked_by is not None else set()
        check_approver(by, concerned_of(hall.id, row), BonusState(row.state), took_part=took_part)
        row.state, row.answer = BonusState.REFUSED, answer.strip()
        row.decided_at, row.decided_by = now, by.account_id
        tell_decided(session, row, now=now)
        record(session, hall.id, by, "bonus_refused", number, facts={"item": row.item}, now=now)
