"""Which ratings were set aside after review, and which are waiting for a second person?"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import aliased

from server import errors
from server.db import session
from server.models.accounts import Account
from server.models.cases import Case
from server.models.handling import ExcludedRating, Proposal
from server.models.ratings import Rating, RatingText
from server.models.registry import Staff, Window
from server.queries.ratings.owners import owner_now
from server.queries.registry.people import people_of
from server.rules.accounts.impartial import Concerned
from server.rules.cases.codes import ProposalKind
from server.rules.ratings.exclusion import Reviewed
from server.rules.ratings.levels import Level

MOST_LATELY = 50


@dataclass(frozen=True)
class WaitingExclusion:
    """A proposal to set a rating aside. ``words`` are why, ``asked_by`` the title of who asks."""

    number: str
    reason: str
    words: str
    asked_at: datetime
    asked_by_id: int
    asked_by: str
    level: int
    window: str
    month: str


@dataclass(frozen=True)
class Excluded:
    """A rating that two people set aside; titles of both, and the month in which it counted."""

    level: int
    window: str
    month: str
    reason: str
    excluded_at: datetime
    proposed_by: str
    approved_by: str


@dataclass(frozen=True)
class RatingToReview:
    """What somebody sees of a rating before they propose to set it aside."""

    level: Level
    window: str
    month: str
    text: str


def exclusion_reasons(hall_id: int, rating_ids: Collection[int]) -> dict[int, str]:
    """The reason for each of these ratings that was set aside after review."""
    rows = session.execute(
        select(ExcludedRating.rating_id, ExcludedRating.reason).where(
            ExcludedRating.hall_id == hall_id, ExcludedRating.rating_id.in_(rating_ids)
        )
    )
    return dict(rows.all())


def set_aside_now(rating: Rating) -> str:
    """Why the rating is not counted: by the guards or after review; '' when it counts."""
    reviewed = exclusion_reasons(rating.hall_id, [rating.id])
    return reviewed.get(rating.id, "") or rating.set_aside or ""


def concerned_by(rating: Rating) -> Concerned:
    """Whom a rating is about: its owner now, their department and that of the window."""
    staff_id = owner_now(rating)
    departments = frozenset(
        session.scalars(
            select(Window.department_id)
            .where(Window.id == rating.window_id)
            .union(select(Staff.department_id).where(Staff.id == staff_id))
        )
    )
    return Concerned(rating.hall_id, staff_id, departments, people_of(departments))


def reviewed_rating(rating: Rating) -> Reviewed:
    """What there is to know before somebody proposes to set it aside."""
    waiting = session.scalars(
        select(Proposal.id)
        .where(
            Proposal.hall_id == rating.hall_id,
            Proposal.rating_id == rating.id,
            Proposal.kind == ProposalKind.EXCLUSION,
            Proposal.state == "waiting",
        )
        .limit(1)
    ).first()
    return Reviewed(concerned_by(rating), set_aside_now(rating), is_waiting=waiting is not None)


def case_of_rating(hall_id: int, rating_id: int) -> int | None:
    """The id of the case that the rating opened, None where it opened none."""
    found = select(Case.id).where(Case.hall_id == hall_id, Case.rating_id == rating_id)
    return session.scalars(found.order_by(Case.id).limit(1)).first()


def waiting_exclusions(hall_id: int) -> tuple[WaitingExclusion, ...]:
    """The proposals of a hall that nobody has decided, oldest first."""
    rows = session.execute(
        select(
            Proposal.number,
            Proposal.reason,
            Proposal.words,
            Proposal.asked_at,
            Proposal.asked_by,
            Account.title,
            Rating.level,
            Window.number,
            Rating.month,
        )
        .join(Account, Account.id == Proposal.asked_by)
        .join(Rating, (Rating.hall_id == Proposal.hall_id) & (Rating.id == Proposal.rating_id))
        .join(Window, Window.id == Rating.window_id)
        .where(
            Proposal.hall_id == hall_id,
            Proposal.kind == ProposalKind.EXCLUSION,
            Proposal.state == "waiting",
        )
        .order_by(Proposal.asked_at, Proposal.id)
    )
    return tuple(WaitingExclusion(*row) for row in rows)


def excluded_lately(hall_id: int) -> tuple[Excluded, ...]:
    """The ratings that were set aside after review, the latest first."""
    first, second = aliased(Account), aliased(Account)
    rows = session.execute(
        select(
            Rating.level,
            Window.number,
            ExcludedRating.month,
            ExcludedRating.reason,
            ExcludedRating.excluded_at,
            first.title,
            second.title,
        )
        .join(
            Rating,
            (Rating.hall_id == ExcludedRating.hall_id) & (Rating.id == ExcludedRating.rating_id),
        )
        .join(Window, Window.id == Rating.window_id)
        .join(first, first.id == ExcludedRating.proposed_by)
        .join(second, second.id == ExcludedRating.approved_by)
        .where(ExcludedRating.hall_id == hall_id)
        .order_by(ExcludedRating.excluded_at.desc(), ExcludedRating.rating_id)
        .limit(MOST_LATELY)
    )
    return tuple(Excluded(*row) for row in rows)


def rating_to_review(hall_id: int, rating_id: int) -> RatingToReview:
    """The rating of that id. Raises Unknown."""
    row = session.execute(
        select(Rating.level, Window.number, Rating.month, RatingText.text)
        .join(Window, Window.id == Rating.window_id)
        .outerjoin(
            RatingText,
            (RatingText.hall_id == Rating.hall_id) & (RatingText.rating_id == Rating.id),
        )
        .where(Rating.hall_id == hall_id, Rating.id == rating_id)
    ).first()
    if row is None:
        raise errors.Unknown
    level, window, month, text = row
    return RatingToReview(Level(level), window, month, text or "")
