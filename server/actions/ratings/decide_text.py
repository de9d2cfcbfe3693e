"""A supervisor lets a person read what a citizen wrote about them, or keeps it back."""

from datetime import datetime

from sqlalchemy import select, update

from server import errors
from server.actions.audit.record import record
from server.actions.operations.statements import count_of
from server.db import transaction
from server.models.ledger import StaffText
from server.models.ratings import Rating
from server.queries.ratings.exclusions import concerned_by
from server.queries.registry.halls import Hall
from server.rules.accounts.impartial import bar_of
from server.rules.accounts.roles import Actor, Permission

STATES = {True: "released", False: "withheld"}


def decide_text(hall: Hall, number: str, *, is_released: bool, by: Actor, now: datetime) -> None:
    """A supervisor releases a text of a batch that was released, or withholds it, once.

    Raises Unknown, StepNotAllowed, and NotImpartial for whom it is about and their line.
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
        state = STATES[is_released]
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
