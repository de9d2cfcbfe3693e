"""How are a sealed month's figures corrected: by a further revision, never by an edit?"""

from datetime import datetime

from server import errors
from server.actions.publication.facts import month_facts
from server.actions.publication.seal_month import Sealed, Sealing, add_ranking
from server.actions.ratings.rating_rows import lock_month
from server.db import transaction
from server.queries.publication.rankings import latest_ranking
from server.queries.ratings.counts import recounted
from server.queries.registry.halls import Hall
from server.rules.months import Month


def revise_month(hall: Hall, month: Month, *, reason: str, by: str, now: datetime) -> Sealed:
    """A supervisor seals a further revision of a month, counted again from the ratings.

    When the figures are what they were, nothing is added. Raises MonthNotSealed.
    """
    with transaction() as session:
        lock_month(session.connection(), hall.id, str(month), exclusive=True)
        last = latest_ranking(hall.id, month)
        if last is None:
            raise errors.MonthNotSealed(month=str(month))
        facts = month_facts(hall, month, recounted(hall.id, str(month)))
        if last.facts == facts:
            return Sealed(month, last.revision, last.digest, is_new=False)
        sealing = Sealing(month, last.revision + 1, by, now, reason)
        return add_ranking(session, hall, facts, sealing)
