"""A month whose notice was withdrawn is prepared to be published again."""

from datetime import datetime

from server import errors
from server.actions.audit.record import record
from server.actions.publication.revising import Correction, add_revision
from server.actions.publication.seal_month import Sealed
from server.actions.publication.words import check_words
from server.db import transaction
from server.queries.publication.notices import NoticeState, versions_of
from server.queries.registry.halls import Hall
from server.rules.accounts.roles import Actor, name_of
from server.rules.months import Month

KINDS = ("ranking", "disclosure")


def reissue_month(
    hall: Hall, month: Month, *, reason: str, by: Actor | str, now: datetime
) -> Sealed:
    """A publisher adds a revision of a month whose last notice was withdrawn.

    Its figures may be what they were; a second person approves it before it is published.
    Raises FormProblems for words that cannot be published, MonthNotSealed, and StepNotAllowed
    where no notice of the last revision was withdrawn.
    """
    check_words("reason", reason, hall)
    with transaction() as session:
        last = [versions_of(hall.id, kind, str(month))[:1] for kind in KINDS]
        if not any(notice.state is NoticeState.WITHDRAWN for one in last for notice in one):
            raise errors.StepNotAllowed(step="reissue")
        correction = Correction(reason.strip(), name_of(by), now, is_due=True)
        sealed = add_revision(session, hall, month, correction)
        facts = {"revision": sealed.revision}
        record(session, hall.id, by, "month_reissued", str(month), facts=facts, now=now)
        return sealed
