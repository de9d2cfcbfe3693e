"""Which awards of which periods are there, who was proposed, who has one?"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import aliased

from server import errors
from server.db import session
from server.models.accounts import Account
from server.models.awards import AwardWinner
from server.queries.appraisal.periods import ComputedPeriod, latest_periods
from server.rules.appraisal.facts import Who
from server.rules.appraisal.periods import Period
from server.rules.appraisal.winners import Taken, WinnerState
from server.rules.schemes.shape import Subject

Proposer = aliased(Account)
Decider = aliased(Account)


@dataclass(frozen=True)
class FoundWinner:
    """One seat of an award; names of people are '' where nobody did it yet."""

    number: str
    award: str
    name: str
    period: Period
    revision: int
    who: Who
    group: str
    is_by_numbers: bool
    reason: str
    state: WinnerState
    proposed_at: datetime
    proposed_by: str
    decided_at: datetime | None
    decided_by: str
    answer: str
    proposer_id: int | None

    @property
    def taken(self) -> Taken:
        """The seat as the rules know it."""
        return Taken(self.who, self.state, self.is_by_numbers)


def periods_with_awards(hall_id: int) -> tuple[ComputedPeriod, ...]:
    """The latest revision of every computed period that has awards, the last period first."""
    found = [one for one in latest_periods(hall_id) if one.facts.get("awards")]
    return tuple(sorted(found, key=lambda one: (one.period.last_on, one.period), reverse=True))


def winners_of(hall_id: int, period: Period, award: str = "") -> tuple[FoundWinner, ...]:
    """Who was proposed for the awards of the period, in whatever revision, the first first."""
    wanted = _winners(hall_id).where(AwardWinner.period == str(period))
    if award:
        wanted = wanted.where(AwardWinner.award == award)
    rows = session.execute(wanted.order_by(AwardWinner.award, AwardWinner.proposed_at))
    return tuple(_found(*row) for row in rows)


def winner_row(hall_id: int, number: str) -> AwardWinner:
    """The stored seat of that number. Raises Unknown."""
    found = session.scalars(
        select(AwardWinner).where(AwardWinner.hall_id == hall_id, AwardWinner.number == number)
    ).first()
    if found is None:
        raise errors.Unknown
    return found


def taken_of(winners: Iterable[FoundWinner]) -> tuple[Taken, ...]:
    """The seats as the rules know them."""
    return tuple(one.taken for one in winners)


def _winners(hall_id: int) -> Any:
    return (
        select(AwardWinner, Proposer.title, Decider.title)
        .outerjoin(Proposer, Proposer.id == AwardWinner.proposed_by)
        .outerjoin(Decider, Decider.id == AwardWinner.decided_by)
        .where(AwardWinner.hall_id == hall_id)
    )


def _found(row: AwardWinner, proposer: str | None, decider: str | None) -> FoundWinner:
    return FoundWinner(
        number=row.number,
        award=row.award,
        name=row.name,
        period=Period.parse(row.period),
        revision=row.revision,
        who=Who(Subject(row.subject), row.subject_id),
        group=row.group_code,
        is_by_numbers=row.is_by_numbers,
        reason=row.reason,
        state=WinnerState(row.state),
        proposed_at=row.proposed_at,
        proposed_by=proposer or "",
        decided_at=row.decided_at,
        decided_by=decider or "",
        answer=row.answer,
        proposer_id=row.proposed_by,
    )
