"""How does a sealed month get a further revision, in the transaction that corrects its ratings?"""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from server import errors
from server.actions.publication.facts import month_facts
from server.actions.publication.seal_month import Sealed, Sealing, add_ranking
from server.actions.ratings.rating_rows import lock_month
from server.queries.publication.rankings import latest_ranking
from server.queries.ratings.counts import recounted
from server.queries.registry.halls import Hall
from server.rules.months import Month


@dataclass(frozen=True)
class Correction:
    """Why a month is counted again (the reason is published), by whom, when (with zone).

    ``is_due``: a further revision is added even where the figures are what they were.
    """

    reason: str
    by: str
    now: datetime
    is_due: bool = False


def add_revision(session: Session, hall: Hall, month: Month, correction: Correction) -> Sealed:
    """A further revision of a sealed month, counted again, in the caller's transaction.

    Both revisions stay, so that the figures before and after can be read. When the figures are
    what they were, nothing is added unless it is due. Raises MonthNotSealed.
    """
    lock_month(session.connection(), hall.id, str(month), exclusive=True)
    last = latest_ranking(hall.id, month)
    if last is None:
        raise errors.MonthNotSealed(month=str(month))
    facts = month_facts(hall, month, recounted(hall.id, str(month)))
    if last.facts == facts and not correction.is_due:
        return Sealed(month, last.revision, last.digest, is_new=False)
    sealing = Sealing(month, last.revision + 1, correction.by, correction.now, correction.reason)
    return add_ranking(session, hall, facts, sealing)
