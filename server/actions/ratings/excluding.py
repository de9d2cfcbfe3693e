"""What happens when two people have set a rating aside, in their transaction?"""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from server import errors
from server.actions.ledger.entering import Entering, reverse_entries_of_case
from server.actions.ledger.upholding import appeal_behind, uphold
from server.actions.publication.revising import Correction, add_revision
from server.actions.ratings.rating_rows import lock_month, lock_rating
from server.actions.ratings.writing import count_for
from server.models.cases import Case
from server.models.handling import ExcludedRating, Proposal
from server.models.ratings import Rating
from server.queries.ratings.exclusions import set_aside_now
from server.queries.ratings.owners import owner_now
from server.queries.ratings.visits import is_sealed
from server.queries.registry.halls import Hall
from server.rules.accounts.roles import Actor
from server.rules.cases.codes import ExclusionReason
from server.rules.ledger.reversal import ReversalReason
from server.rules.months import Month
from server.rules.ratings.exclusion import TAKES_SECOND
from server.texts import say


@dataclass(frozen=True)
class Exclusion:
    """Which rating is set aside and why, who proposed it (account id), who approves, when.

    ``appeal_id``: the appeal that it upholds, None for none.
    """

    rating_id: int
    reason: ExclusionReason
    proposed_by: int
    approved_by: Actor
    now: datetime
    appeal_id: int | None = None

    @property
    def why_reversed(self) -> ReversalReason:
        """Why what the rating's case had charged no longer holds."""
        upheld = self.reason is ExclusionReason.APPEAL_UPHELD
        return ReversalReason.APPEAL_UPHELD if upheld else ReversalReason.EXCLUDED


def exclude(session: Session, hall: Hall, exclusion: Exclusion) -> tuple[Month, ...]:
    """The rating no longer counts; the sealed months that got a further revision for it.

    The rating stays as it is; what its case had charged is taken back. The caller has checked
    that both people may. Raises Unknown, and StepNotAllowed when it does not count already.
    """
    lock_rating(session.connection(), hall.id, exclusion.rating_id)
    ratings = _counted(session, hall, exclusion)
    months = sorted({rating.month for rating in ratings})
    for month in months:  # nobody may seal it meanwhile; in one order, so that none wait in a ring
        lock_month(session.connection(), hall.id, month, exclusive=True)
    for rating in ratings:
        session.add(_row(rating, exclusion))
        _move(session, rating, exclusion.reason)
        _take_back(session, hall, rating, exclusion)
    session.flush()  # a revision counts the ratings again, these among them
    sealed = [Month.parse(month) for month in months if is_sealed(hall.id, month)]
    why = say("exclusion.revision", reason=say(f"aside.{exclusion.reason}"))
    correction = Correction(why, exclusion.approved_by.name, exclusion.now)
    return tuple(month for month in sealed if add_revision(session, hall, month, correction).is_new)


def carry_out(
    session: Session, hall: Hall, proposal: Proposal, *, by: Actor, now: datetime
) -> tuple[Month, ...]:
    """What an approved proposal asks for; the appeal behind it, if any, is upheld with it."""
    appeal = appeal_behind(proposal)
    exclusion = Exclusion(
        proposal.rating_id or 0,
        ExclusionReason(proposal.reason),
        proposal.asked_by,
        by,
        now,
        appeal.id if appeal else None,
    )
    revised = exclude(session, hall, exclusion)
    if appeal is not None:
        uphold(session, appeal, by=proposal.asked_by, now=now)
    return revised


def _counted(session: Session, hall: Hall, exclusion: Exclusion) -> list[Rating]:
    """The rating, and its second one where that goes with it and counts."""
    rating = session.get(Rating, (hall.id, exclusion.rating_id))
    if rating is None:
        raise errors.Unknown
    if set_aside_now(rating):
        raise errors.StepNotAllowed(step="approve_exclusion", reason="not_counted")
    if exclusion.reason not in TAKES_SECOND:
        return [rating]
    second = session.scalars(
        select(Rating).where(Rating.hall_id == hall.id, Rating.first_rating_id == rating.id)
    )
    return [rating, *(one for one in second if not set_aside_now(one))]


def _row(rating: Rating, exclusion: Exclusion) -> ExcludedRating:
    return ExcludedRating(
        hall_id=rating.hall_id,
        rating_id=rating.id,
        month=rating.month,
        reason=exclusion.reason,
        excluded_at=exclusion.now,
        proposed_by=exclusion.proposed_by,
        approved_by=exclusion.approved_by.account_id,
    )


def _move(session: Session, rating: Rating, reason: ExclusionReason) -> None:
    """From the counted ratings of its window and its owner now to those set aside."""
    row: dict[str, Any] = {
        column.name: getattr(rating, column.name) for column in Rating.__table__.columns
    }
    units = [("window", rating.window_id)]
    owner = owner_now(rating)
    if owner is not None:
        units.append(("staff", owner))
    count_for(session.connection(), row, units, by=-1)
    count_for(session.connection(), row | {"set_aside": str(reason)}, units, by=1)


def _take_back(session: Session, hall: Hall, rating: Rating, exclusion: Exclusion) -> None:
    by = exclusion.approved_by.account_id
    entering = Entering(hall, exclusion.proposed_by, exclusion.now, by, exclusion.appeal_id)
    cases = select(Case.id).where(Case.hall_id == hall.id, Case.rating_id == rating.id)
    for case_id in session.scalars(cases).all():
        reverse_entries_of_case(session, case_id, exclusion.why_reversed, entering)
