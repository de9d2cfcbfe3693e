"""How does a sealed month become public: two notices, frozen, numbered and chained?"""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from server import errors
from server.actions.audit.record import record
from server.actions.publication.drafting import Draft, drafts
from server.actions.publication.facts import Facts, month_facts
from server.actions.publication.posting import post
from server.actions.publication.previewing import privacy_of
from server.db import transaction
from server.queries.publication.notices import versions_of
from server.queries.publication.rankings import SealedMonth, approver_of, latest_ranking
from server.queries.ratings.counts import recounted
from server.queries.registry.halls import Hall
from server.queries.registry.hours import hall_facts
from server.rules.accounts.roles import Actor
from server.rules.canonical import digest
from server.rules.hall_settings import YES
from server.rules.months import Month

AUTOMATIC = "automatic"
BY_THE_CLOCK = "timetable"
COUNTED = ("lanes", "second", "late", "set_aside")


@dataclass(frozen=True)
class Published:
    """The numbers of a month's notices; ``is_new`` unless they were published before."""

    numbers: tuple[str, ...]
    is_new: bool


@dataclass(frozen=True)
class Waiting:
    """A second person must approve that revision of the month first."""

    month: Month
    revision: int


def publish_month(
    hall: Hall, month: Month, *, by: Actor | str = BY_THE_CLOCK, now: datetime
) -> Published | Waiting:
    """The clock (or the operator) publishes the last revision of a month, once.

    What was sealed is proved first: by its digest, and by counting the ratings again. Raises
    MonthNotSealed, SealBroken when anything differs, PrivacyAtRisk.
    """
    with transaction() as session:
        sealed = latest_ranking(hall.id, month)
        if sealed is None:
            raise errors.MonthNotSealed(month=str(month))
        published = _published(hall, sealed)
        if published:
            return Published(published, is_new=False)
        approver = _approver(hall, sealed, now)
        if approver is None:
            return Waiting(month, sealed.revision)
        _check_seal(hall, sealed)
        texts = drafts(hall, sealed, approved_by=approver, now=now)
        _check_privacy(hall, texts)
        numbers = tuple(post(session, hall, draft) for draft in texts)
        facts = {"revision": sealed.revision, "notices": len(numbers)}
        record(session, hall.id, by, "month_published", str(month), facts=facts, now=now)
        return Published(numbers, is_new=True)


def _published(hall: Hall, sealed: SealedMonth) -> tuple[str, ...]:
    return tuple(
        notice.number
        for kind in ("ranking", "disclosure")
        for notice in versions_of(hall.id, kind, str(sealed.month))
        if notice.revision == sealed.revision
    )


def _approver(hall: Hall, sealed: SealedMonth, now: datetime) -> str | None:
    """Who approved; a first revision may be published by a setting, a correction never."""
    found = approver_of(hall.id, sealed.month, sealed.revision)
    facts = hall_facts(hall.id, hall.registry_version)
    day = now.astimezone(hall.zone).date()
    is_automatic = facts.setting("automatic_publication", day) == YES
    return found or (AUTOMATIC if is_automatic and sealed.revision == 1 else None)


def _check_seal(hall: Hall, sealed: SealedMonth) -> None:
    """Raises SealBroken unless the digest fits and the ratings still give the sealed numbers."""
    counted = month_facts(hall, sealed.month, recounted(hall.id, str(sealed.month)))
    is_whole = digest(sealed.facts, "") == sealed.digest
    if not is_whole or _numbers(counted) != _numbers(sealed.facts):
        raise errors.SealBroken(month=str(sealed.month))


def _check_privacy(hall: Hall, texts: list[Draft]) -> None:
    """Raises PrivacyAtRisk when a draft holds a phone, an identity number or a staff name."""
    found = privacy_of(hall, texts)
    if found:
        raise errors.PrivacyAtRisk(places="、".join(problem.where for problem in found))


def _numbers(facts: Facts) -> list[list[Any]]:
    """Every unit's counts without names and groups, which may have changed since the seal."""
    return sorted(
        [kind, unit["unit"], *(unit[name] for name in COUNTED)]
        for kind in ("windows", "staff")
        for group in facts[kind]
        for unit in group["units"]
    )
