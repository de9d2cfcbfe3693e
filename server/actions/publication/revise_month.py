"""How are a sealed month's figures corrected: by a further revision, never by an edit?"""

from datetime import datetime

from server.actions.audit.record import record
from server.actions.publication.revising import Correction, add_revision
from server.actions.publication.seal_month import Sealed
from server.db import transaction
from server.queries.registry.halls import Hall
from server.rules.accounts.roles import Actor, name_of
from server.rules.months import Month


def revise_month(
    hall: Hall, month: Month, *, reason: str, by: Actor | str, now: datetime
) -> Sealed:
    """A supervisor seals a further revision of a month, counted again from the ratings.

    When the figures are what they were, nothing is added. Raises MonthNotSealed.
    """
    with transaction() as session:
        sealed = add_revision(session, hall, month, Correction(reason, name_of(by), now))
        if sealed.is_new:
            facts = {"revision": sealed.revision}
            record(session, hall.id, by, "month_revised", str(month), facts=facts, now=now)
        return sealed
