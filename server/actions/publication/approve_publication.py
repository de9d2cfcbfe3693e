"""A second person approves that a sealed month may be published."""

from datetime import datetime

from server import errors
from server.actions.audit.record import record
from server.db import transaction
from server.models.publication import Approval
from server.queries.publication.rankings import approver_of, latest_ranking
from server.queries.registry.halls import Hall
from server.rules.accounts.roles import Actor, name_of
from server.rules.months import Month


def approve_publication(hall: Hall, month: Month, *, by: Actor | str, now: datetime) -> int:
    """A second person approves the last revision of a month; the revision.

    Raises MonthNotSealed, and SamePerson when the one who sealed it approves. Approving twice
    changes nothing.
    """
    with transaction() as session:
        sealed = latest_ranking(hall.id, month)
        if sealed is None:
            raise errors.MonthNotSealed(month=str(month))
        if sealed.sealed_by == name_of(by):
            raise errors.SamePerson(name=name_of(by))
        if approver_of(hall.id, month, sealed.revision) is None:
            session.add(
                Approval(
                    hall_id=hall.id,
                    month=str(month),
                    revision=sealed.revision,
                    approved_by=name_of(by),
                    approved_at=now,
                )
            )
            facts = {"revision": sealed.revision}
            record(session, hall.id, by, "publication_approved", str(month), facts=facts, now=now)
        return sealed.revision
