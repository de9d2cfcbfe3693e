"""A supervisor decides what others see of words that waited: as they are, masked, or not."""

from datetime import datetime

from sqlalchemy import select

from server import errors
from server.actions.audit.record import record
from server.db import transaction
from server.errors import FormProblems, Problem
from server.models.safety import HeldWords
from server.queries.registry.halls import Hall
from server.queries.safety.held_texts import author_of, concerned_by_held, held_text
from server.queries.safety.words_in_force import hits_in, usable_list
from server.rules.accounts.impartial import bar_of
from server.rules.accounts.roles import Actor, Permission
from server.rules.safety.holding import Decision, decision_problems


def decide_held(hall: Hall, number: str, decision: Decision, *, by: Actor, now: datetime) -> None:
    """A supervisor who is not of the unit concerned, and did not word it, says what others see.

    Deciding again changes it; each decision is in the audit. Raises Unknown, StepNotAllowed,
    NotImpartial and FormProblems.
    """
    with transaction() as session:
        if not by.may(Permission.HANDLE_CASES, hall.id):
            raise errors.StepNotAllowed(step="decide_held")
        held = session.scalars(
            select(HeldWords).where(HeldWords.hall_id == hall.id, HeldWords.number == number)
        ).first()
        if held is None:
            raise errors.Unknown
        bar = bar_of(by, concerned_by_held(held), took_part=author_of(held))
        if bar is not None:
            raise errors.NotImpartial(bar=bar)
        problems = decision_problems(decision, hits_in(held_text(held), by=usable_list()))
        if problems:
            raise FormProblems(tuple(Problem(f"reason-{number}", code) for code in problems))
        held.fate, held.reason = decision.fate, decision.reason.strip()
        held.decided_at, held.decided_by = now, by.account_id
        session.flush()
        record(session, hall.id, by, f"words_{decision.fate}", number, now=now)
