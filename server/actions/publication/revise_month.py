"""How are a sealed month's figures corrected: by a further revision, never by an edit?"""

from datetime import datetime

from server.actions.publication.revising import Correction, add_revision
from server.actions.publication.seal_month import Sealed
from server.db import transaction
from server.queries.registry.halls import Hall
from server.rules.months import Month


def revise_month(hall: Hall, month: Month, *, reason: str, by: str, now: datetime) -> Sealed:
    """A supervisor seals a further revision of a month, counted again from the ratings.

    When the figures are what they were, nothing is added. Raises MonthNotSealed.
    """
    with transaction() as session:
        return add_revision(session, hall, month, Correction(reason, by, now))
