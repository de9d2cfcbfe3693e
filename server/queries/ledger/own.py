"""What may a person know of their own entries, appeals and months?

Never the case, its number, its words, the window, the day of the visit or anybody's name: what
they are charged with, why, how it is proven, and until when they may appeal.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import select, tuple_

from server.db import session
from server.models.publication import Notice, Ranking
from server.models.registry import Department, PeerGroup, Staff
from server.queries.ledger.appeals import FoundAppeal, appeals_of
from server.queries.ledger.entries import Asked, Entry, entries_page
from server.queries.publication.rankings import facts_of
from server.queries.registry.halls import Hall
from server.queries.registry.hours import HallFacts, hall_facts
from server.rules.ledger.appeals import Against, AppealState, days_left, last_day_to_appeal
from server.rules.months import day_of
from server.rules.ranking.numbers import LEAST_RATINGS

MONTHS_SHOWN = 6
COMPLAINT = "complaint"


@dataclass(frozen=True)
class Appealable:
    """Until when something may be appealed against; ``days_left`` is -1 when it is over.

    ``number`` is that of the person's appeal, '' while there is none.
    """

    until: date
    days_left: int
    is_provisional: bool
    number: str


@dataclass(frozen=True)
class OwnEntry:
    """One entry as the person who is charged sees it.

    ``evidence`` is how it is proven: the lane of a rating, or ``complaint``. ``why`` says of a
    reversal why; ``points`` is '' until a scheme gives some.
    """

    number: str
    month: str
    event: str
    cause: str
    finding: str
    evidence: str
    points: str
    entered_on: date
    reverses: str
    reversed_by: str
    why: str
    appeal: Appealable | None


@dataclass(frozen=True)
class OwnMonth:
    """A published month of the person: how many ratings, and the band where they are enough."""

    month: str
    n: int
    band: str
    appeal: Appealable


@dataclass(frozen=True)
class OwnPlace:
    """Who the person is in the hall."""

    number: str
    name: str
    department: str
    group: str


def own_place(staff_id: int) -> OwnPlace:
    """Number, name, department and peer group."""
    row = session.execute(
        select(Staff.number, Staff.name, Department.name, PeerGroup.name)
        .join(Department, Department.id == Staff.department_id)
        .join(PeerGroup, PeerGroup.id == Staff.group_id)
        .where(Staff.id == staff_id)
    ).one()
    return OwnPlace(*row)


def own_entries(
    hall: Hall, staff_id: int, *, now: datetime, month: str = "", page: int = 1
) -> tuple[tuple[OwnEntry, ...], bool]:
    """A page of the person's entries, the latest first, and whether there are more."""
    found = entries_page(hall.id, Asked(month=month, staff_id=staff_id), page=page)
    appeals = _by_what(hall, staff_id, Against.ENTRY)
    terms = _Terms.of(hall, now)
    return tuple(_entry(entry, terms, appeals) for entry in found.entries), found.has_more


def own_appeals(hall: Hall, staff_id: int) -> tuple[FoundAppeal, ...]:
    """The person's appeals, those not decided first."""
    return appeals_of(hall.id, staff_id=staff_id)


def own_months(hall: Hall, staff_id: int, *, now: datetime) -> tuple[OwnMonth, ...]:
    """The person's published months, the latest first; without those they were not there."""
    rows = session.execute(
        select(Notice.month, Notice.revision, Notice.published_at)
        .where(Notice.hall_id == hall.id, Notice.kind == "ranking")
        .order_by(Notice.month.desc(), Notice.revision.desc())
    )
    latest = dict[str, tuple[int, datetime]]()
    for month, revision, published_at in rows:
        latest.setdefault(month, (revision, published_at))
    number, appeals = own_place(staff_id).number, _by_what(hall, staff_id, Against.MONTH)
    terms = _Terms.of(hall, now)
    shown = dict(list(latest.items())[:MONTHS_SHOWN])
    sealed = _rankings(hall, [(month, revision) for month, (revision, _) in shown.items()])
    months = (
        _month(sealed.get(month), month, number, terms.appealable(told, appeals.get(month, "")))
        for month, (_, told) in shown.items()
    )
    return tuple(month for month in months if month is not None)


def _rankings(hall: Hall, revisions: Sequence[tuple[str, int]]) -> Mapping[str, Ranking]:
    """What was sealed, by month."""
    wanted = tuple_(Ranking.month, Ranking.revision).in_(revisions)
    found = session.scalars(select(Ranking).where(Ranking.hall_id == hall.id, wanted))
    return {row.month: row for row in found}


@dataclass(frozen=True)
class _Terms:
    """How long one may appeal in a hall, seen from today."""

    hall: Hall
    facts: HallFacts
    today: date

    @classmethod
    def of(cls, hall: Hall, now: datetime) -> "_Terms":
        facts = hall_facts(hall.id, hall.registry_version)
        return cls(hall, facts, day_of(now, hall.zone))

    def appealable(self, told_at: datetime, number: str) -> Appealable:
        days = int(self.facts.setting("appeal_days", self.today))
        told_on = day_of(told_at, self.hall.zone)
        until = last_day_to_appeal(told_on, days, self.facts.calendar)
        left = days_left(until.due_on, self.today, self.facts.calendar)
        return Appealable(until.due_on, left, until.is_provisional, number)


def _by_what(hall: Hall, staff_id: int, against: Against) -> Mapping[str, str]:
    """The number of the person's appeal against each entry, or each month."""
    return {
        appeal.what: appeal.number
        for appeal in own_appeals(hall, staff_id)
        if appeal.against is against and appeal.state is not AppealState.WITHDRAWN
    }


def _entry(entry: Entry, terms: _Terms, appeals: Mapping[str, str]) -> OwnEntry:
    facts, is_charge = entry.facts, not entry.reverses
    appeal = terms.appealable(entry.entered_at, appeals.get(entry.number, ""))
    return OwnEntry(
        number=entry.number,
        month=entry.month,
        event=facts["event"],
        cause=facts["cause"],
        finding=facts["finding"],
        evidence=facts.get("lane", COMPLAINT),
        points=entry.points,
        entered_on=day_of(entry.entered_at, terms.hall.zone),
        reverses=entry.reverses,
        reversed_by=entry.reversed_by,
        why=facts.get("why", ""),
        appeal=appeal if is_charge and not entry.reversed_by else None,
    )


def _month(row: Ranking | None, month: str, number: str, appeal: Appealable) -> OwnMonth | None:
    units = [unit for group in facts_of(row)["staff"] for unit in group["units"]] if row else []
    own = next((unit for unit in units if unit["unit"] == number), None)
    if own is None:
        return None
    return OwnMonth(month, own["n"], own["band"] if own["n"] >= LEAST_RATINGS else "", appeal)
