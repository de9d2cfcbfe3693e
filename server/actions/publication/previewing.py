"""What would a sealed month be published as, and what must a person look at before?"""

from dataclasses import dataclass
from datetime import datetime

from server import errors
from server.actions.publication.drafting import Draft, drafts
from server.queries.publication.notices import Notice, versions_of
from server.queries.publication.rankings import SealedMonth, approver_of, latest_ranking
from server.queries.registry.halls import Hall
from server.queries.registry.people import full_names
from server.rules.canonical import digest
from server.rules.disclosure import PrivacyProblem, privacy_problems
from server.rules.months import Month


@dataclass(frozen=True)
class Preview:
    """A sealed month before it is published.

    ``privacy`` is what the check for names and numbers found in the drafts; ``is_whole``: the
    sealed figures still fit their digest; ``earlier`` is the ranking notice published last.
    """

    sealed: SealedMonth
    drafts: tuple[Draft, ...]
    privacy: tuple[PrivacyProblem, ...]
    is_whole: bool
    approver: str | None
    earlier: Notice | None
    is_published: bool


def preview(hall: Hall, month: Month, *, now: datetime) -> Preview:
    """The drafts of the month's last revision as they would be published now; nothing is written.

    Raises MonthNotSealed.
    """
    sealed = latest_ranking(hall.id, month)
    if sealed is None:
        raise errors.MonthNotSealed(month=str(month))
    approver = approver_of(hall.id, month, sealed.revision)
    texts = drafts(hall, sealed, approved_by=approver or "", now=now)
    versions = versions_of(hall.id, "ranking", str(month))
    return Preview(
        sealed,
        tuple(texts),
        privacy_of(hall, texts),
        is_whole=digest(sealed.facts, "") == sealed.digest,
        approver=approver,
        earlier=next((each for each in versions if each.revision < sealed.revision), None),
        is_published=any(each.revision == sealed.revision for each in versions),
    )


def privacy_of(hall: Hall, texts: list[Draft]) -> tuple[PrivacyProblem, ...]:
    """Phones, identity numbers and staff names in the drafts; the hall's own phone is meant."""
    names = full_names(hall.id)
    return tuple(
        problem
        for draft in texts
        for problem in privacy_problems(draft.facts, staff_names=names, public_numbers=[hall.phone])
    )
