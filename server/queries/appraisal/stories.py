"""How did somebody's number come about: every entry of theirs, its fact, and what waits?"""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from fractions import Fraction
from typing import Any

from sqlalchemy import Row, select
from sqlalchemy.orm import aliased

from server.db import session
from server.models.appraisal import Fact, FactReversal
from server.models.ledger import Appeal
from server.models.scores import ScoreEntry, WaitingFact
from server.queries.appraisal.periods import ComputedPeriod
from server.rules.appraisal.facts import Who
from server.rules.appraisal.periods import Period
from server.rules.appraisal.results import EntryKind, WaitingReason
from server.rules.schemes.words import Subject

Undoing = aliased(ScoreEntry)


@dataclass(frozen=True)
class FactStory:
    """What happened, as its source stated it; ``source_number`` leads to the evidence.

    ``appeal`` is the state of the latest appeal against it, '' while there is none.
    """

    number: str
    event: str
    happened_on: date
    established_on: date
    fields: Mapping[str, str | Fraction]
    item: str
    source: str
    source_number: str
    has_evidence: bool
    excused: str
    is_reversed: bool
    entered_by: str
    appeal: str = ""


@dataclass(frozen=True)
class EntryStory:
    """One entry of the score ledger with its fact (None for a figure's).

    ``computation`` holds what ``Computation`` says beyond the plain case; ``reverses`` and
    ``reversed_by`` are numbers of entries, '' for none.
    """

    number: str
    period: str
    month: str
    sheet: str
    who: Who
    category: str
    item: str
    kind: EntryKind
    points: Fraction
    money: str
    figure: str
    computation: Mapping[str, Any]
    scheme_version: str
    revision: int
    posted_at: datetime
    reverses: str
    reversed_by: str
    fact: FactStory | None

    @property
    def stands(self) -> bool:
        """Whether it counts: it is no reversal, and nothing took it back."""
        return not self.reverses and not self.reversed_by


@dataclass(frozen=True)
class WaitingStory:
    """A fact that gave no entry on a sheet, and why."""

    sheet: str
    reason: WaitingReason
    fact: FactStory


def entries_of(hall_id: int, who: Who, period: Period) -> tuple[EntryStory, ...]:
    """Every entry of theirs that the computation of that period posted, reversals too."""
    rows = session.execute(
        _entries()
        .where(
            ScoreEntry.hall_id == hall_id,
            ScoreEntry.subject == who.subject,
            ScoreEntry.subject_id == who.id,
            ScoreEntry.period == str(period),
        )
        .order_by(ScoreEntry.category, Fact.happened_on, ScoreEntry.item, ScoreEntry.id)
    ).all()
    appeals = _appeals(hall_id, {row.Fact.id for row in rows if row.Fact is not None})
    return tuple(_entry(row, appeals) for row in rows)


def waiting_of(hall_id: int, who: Who, computed: ComputedPeriod) -> tuple[WaitingStory, ...]:
    """What waits of theirs in that revision; of a person the facts that name them."""
    column = {
        Subject.STAFF: Fact.staff_id,
        Subject.CHIEF: Fact.staff_id,
        Subject.WINDOW: Fact.window_id,
        Subject.DEPARTMENT: Fact.department_id,
    }[who.subject]
    return _waiting(hall_id, computed, column == who.id)


def all_waiting(hall_id: int, computed: ComputedPeriod) -> tuple[WaitingStory, ...]:
    """All that waits in that revision, the oldest first."""
    return _waiting(hall_id, computed)


def _entries() -> Any:
    """Entries with their fact, whether it was reversed, and the numbers of what they undo."""
    undone = aliased(ScoreEntry)
    same_hall = ScoreEntry.hall_id
    return (
        select(
            ScoreEntry,
            Fact,
            FactReversal.fact_id.is_not(None).label("fact_is_reversed"),
            undone.number.label("reverses"),
            Undoing.number.label("reversed_by"),
        )
        .outerjoin(Fact, (Fact.hall_id == same_hall) & (Fact.id == ScoreEntry.fact_id))
        .outerjoin(
            FactReversal,
            (FactReversal.hall_id == same_hall) & (FactReversal.fact_id == ScoreEntry.fact_id),
        )
        .outerjoin(undone, (undone.hall_id == same_hall) & (undone.id == ScoreEntry.reverses_id))
        .outerjoin(Undoing, (Undoing.hall_id == same_hall) & (Undoing.reverses_id == ScoreEntry.id))
    )


def _waiting(hall_id: int, computed: ComputedPeriod, *conditions: Any) -> tuple[WaitingStory, ...]:
    rows = session.execute(
        select(WaitingFact.sheet, WaitingFact.reason, Fact)
        .join(Fact, (Fact.hall_id == WaitingFact.hall_id) & (Fact.id == WaitingFact.fact_id))
        .where(
            WaitingFact.hall_id == hall_id,
            WaitingFact.period == str(computed.period),
            WaitingFact.revision == computed.revision,
            *conditions,
        )
        .order_by(Fact.happened_on, Fact.id, WaitingFact.sheet)
    ).all()
    appeals = _appeals(hall_id, {fact.id for _, _, fact in rows})
    return tuple(
        WaitingStory(sheet, WaitingReason(reason), _fact(fact, appeals, is_reversed=False))
        for sheet, reason, fact in rows
    )


def _appeals(hall_id: int, fact_ids: Iterable[int]) -> Mapping[int, str]:
    """The state of the latest appeal against each of the facts."""
    rows = session.execute(
        select(Appeal.fact_id, Appeal.state)
        .where(Appeal.hall_id == hall_id, Appeal.fact_id.in_(sorted(fact_ids)))
        .order_by(Appeal.filed_at)
    )
    return {fact_id: state for fact_id, state in rows if fact_id is not None}


def _entry(row: Row[*tuple[Any, ...]], appeals: Mapping[int, str]) -> EntryStory:
    entry: ScoreEntry = row.ScoreEntry
    fact = row.Fact
    return EntryStory(
        entry.number,
        entry.period,
        entry.month,
        entry.sheet,
        Who(Subject(entry.subject), entry.subject_id),
        entry.category,
        entry.item,
        EntryKind(entry.kind),
        Fraction(entry.points),
        entry.money,
        entry.figure,
        json.loads(entry.computation),
        entry.scheme_version,
        entry.revision,
        entry.posted_at,
        row.reverses or "",
        row.reversed_by or "",
        None if fact is None else _fact(fact, appeals, is_reversed=row.fact_is_reversed),
    )


def _fact(fact: Fact, appeals: Mapping[int, str], *, is_reversed: bool) -> FactStory:
    return FactStory(
        fact.number,
        fact.event,
        fact.happened_on,
        fact.established_on,
        {name: _field(one) for name, one in json.loads(fact.fields).items()},
        fact.item,
        fact.source,
        fact.source_number,
        fact.has_evidence,
        fact.excused,
        is_reversed,
        fact.entered_by,
        appeals.get(fact.id, ""),
    )


def _field(written: Any) -> str | Fraction:
    return Fraction(written["number"]) if isinstance(written, dict) else str(written)
