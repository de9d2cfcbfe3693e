"""A supervisor lets a person read what a citizen wrote about them, or keeps it back."""

from datetime import datetime

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from server import errors
from server.actions.audit.record import record
from server.actions.operations.statements import count_of
from server.actions.safety.holding import hold
from server.db import transaction
from server.errors import FormProblems, Problem
from server.models.ledger import StaffText
from server.models.ratings import Rating, RatingText
from server.models.safety import HeldWords
from server.queries.ratings.exclusions import concerned_by
from server.queries.registry.halls import Hall
from server.queries.safety.words_in_force import hits_in, usable_list
from server.rules.accounts.impartial import bar_of
from server.rules.accounts.roles import Actor, Permission
from server.rules.safety.holding import (
    Decision,
    Fate,
    Place,
    Why,
    categories,
    decision_problems,
)

STATES = {Fate.SHOWN: "released", Fate.MASKED: "released", Fate.HIDDEN: "withheld"}


def decide_text(hall: Hall, number: str, decision: Decision, *, by: Actor, now: datetime) -> None:
    """A supervisor releases a text of a batch, as it is or masked, or withholds it, once.

    A text with words of the list is released for a reason. Raises Unknown, StepNotAllowed,
    FormProblems, and NotImpartial for whom it is about and their line.
    """
    with transaction() as session:
        if not by.may(Permission.HANDLE_CASES, hall.id):
            raise errors.StepNotAllowed(step="release_text")
        text = session.scalars(
            select(StaffText).where(StaffText.hall_id == hall.id, StaffText.number == number)
        ).first()
        rating = session.get(Rating, (hall.id, text.rating_id)) if text else None
        if text is None or rating is None:
            raise errors.Unknown
        bar = bar_of(by, concerned_by(rating))
        if bar is not None:
            raise errors.NotImpartial(bar=bar)
        if decision.fate is not Fate.HIDDEN:
            _pass_the_gate(session, text, decision, by, now)
        state = STATES[decision.fate]
        decided = (
            update(StaffText)
            .where(
                StaffText.hall_id == hall.id,
                StaffText.number == number,
                StaffText.state == "waiting",
            )
            .values(state=state, decided_at=now, decided_by=by.account_id)
        )
        if count_of(session.connection(), decided) != 1:
            raise errors.StepNotAllowed(step="release_text")
        record(session, hall.id, by, f"text_{state}", number, now=now)


def _pass_the_gate(
    session: Session, text: StaffText, decision: Decision, by: Actor, now: datetime
) -> None:
    """What is released with words of the list, or against WeChat's sign, is on record."""
    words = session.get(RatingText, (text.hall_id, text.rating_id))
    hits = hits_in(words.text if words else "", by=usable_list())
    if not hits and _held(session, text) is None and decision.fate is Fate.SHOWN:
        return
    problems = decision_problems(decision, hits)
    if problems:
        raise FormProblems(tuple(Problem(f"reason-{text.number}", code) for code in problems))
    ref = str(text.rating_id)
    said = categories(hits)
    hold(session, text.hall_id, Place.RATING, ref, why=Why.WORDS, said=said, today=text.until)
    session.flush()
    held = _held(session, text)
    if held is not None:
        held.fate, held.reason = decision.fate, decision.reason.strip()
        held.decided_at, held.decided_by = now, by.account_id


def _held(session: Session, text: StaffText) -> HeldWords | None:
    return session.scalars(
        select(HeldWords).where(
            HeldWords.hall_id == text.hall_id,
            HeldWords.place == Place.RATING,
            HeldWords.ref == str(text.rating_id),
        )
    ).first()
