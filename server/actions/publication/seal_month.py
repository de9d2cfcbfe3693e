"""How is a month sealed: its figures frozen, compared and given a digest?"""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from server import errors
from server.actions.audit.record import record
from server.actions.messages.tell import News, tell
from server.actions.publication.facts import Facts, month_facts
from server.actions.ratings.rating_rows import lock_month
from server.db import transaction
from server.models.publication import Ranking
from server.queries.publication.rankings import latest_ranking
from server.queries.ratings.counts import tallied
from server.queries.registry.halls import Hall, registered_at
from server.rules.canonical import canonical, digest
from server.rules.messages.audience import PUBLICATION
from server.rules.messages.topics import Topic
from server.rules.months import Month
from server.rules.ranking.numbers import RULE_VERSION


@dataclass(frozen=True)
class Sealed:
    """One revision of a sealed month; ``is_new`` unless it was there before."""

    month: Month
    revision: int
    digest: str
    is_new: bool


def seal_month(hall: Hall, month: Month, *, by: str, now: datetime) -> Sealed:
    """The clock (or the operator) seals a month; a month that is sealed stays as it is.

    Ratings that come later count in the following month. Raises MonthNotOver, and
    MonthBeforeHall for a month that was over when the hall came into being.
    """
    if now < month.ends_at(hall.zone):
        raise errors.MonthNotOver(month=str(month))
    with transaction() as session:
        lock_month(session.connection(), hall.id, str(month), exclusive=True)
        sealed = latest_ranking(hall.id, month)
        if sealed is not None:
            return Sealed(month, sealed.revision, sealed.digest, is_new=False)
        if month.ends_at(hall.zone) <= registered_at(hall.id):
            raise errors.MonthBeforeHall(month=str(month))
        facts = month_facts(hall, month, tallied(hall.id, str(month)))
        fresh = add_ranking(session, hall, facts, Sealing(month, 1, by, now))
        session.flush()
        record(session, hall.id, by, "month_sealed", str(month), now=now)
        return fresh


@dataclass(frozen=True)
class Sealing:
    """Which revision is sealed, by whom, when (with zone) and why."""

    month: Month
    revision: int
    by: str
    now: datetime
    reason: str = ""


def add_ranking(session: Session, hall: Hall, facts: Facts, sealing: Sealing) -> Sealed:
    """The frozen revision, in the caller's transaction; publishers hear that it is there."""
    found = digest(facts, "")
    session.add(
        Ranking(
            hall_id=hall.id,
            month=str(sealing.month),
            revision=sealing.revision,
            facts=canonical(facts).decode(),
            digest=found,
            rule_version=RULE_VERSION,
            sealed_at=sealing.now,
            sealed_by=sealing.by,
            reason=sealing.reason,
        )
    )
    ready: dict[str, str | int] = {"month": str(sealing.month), "revision": sealing.revision}
    dedupe = f"notice_ready/{sealing.month}/{sealing.revision}"
    news = News(Topic.NOTICE_READY, PUBLICATION, ready)
    tell(session, hall.id, news, dedupe=dedupe, now=sealing.now)
    return Sealed(sealing.month, sealing.revision, found, is_new=True)
