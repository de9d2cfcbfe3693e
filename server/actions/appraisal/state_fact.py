"""A source states that something happened, or that it no longer holds, in its own transaction.

The one way into the tables of facts: attendance, applications, matters, tasks, inspections, cases
and bonus requests all come by here.
"""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from fractions import Fraction

from sqlalchemy import select
from sqlalchemy.orm import Session

from server.actions.operations.statements import count_of, insert_into, table_of
from server.ids import new_id, new_number
from server.models.appraisal import Fact, FactReversal
from server.rules.accounts.roles import Actor, name_of
from server.rules.appraisal.facts import FieldValue, Signed
from server.rules.schemes.events import EVENTS

LONGEST_DEDUPE = 64


class Source(StrEnum):
    """Where a fact comes from."""

    ATTENDANCE = "attendance"
    APPLICATIONS = "applications"
    MATTERS = "matters"
    TASKS = "tasks"
    CASES = "cases"
    INSPECTIONS = "inspections"
    BONUS = "bonus"
    MANUAL = "manual"


class WhyReversed(StrEnum):
    """Why a fact no longer holds."""

    APPEAL_UPHELD = "appeal_upheld"
    MISTAKEN = "mistaken"  # 误评, or found otherwise when decided again
    ENTERED_IN_ERROR = "entered_in_error"
    SOURCE_CHANGED = "source_changed"  # a corrected roster, import or leave


@dataclass(frozen=True)
class Concerned:
    """Who and where, as it stood when it happened: ids, None where nobody is known.

    ``chief_id`` is the chief representative of that department at the time.
    """

    staff_id: int | None = None
    chief_id: int | None = None
    window_id: int | None = None
    department_id: int | None = None
    examiner_id: int | None = None


@dataclass(frozen=True)
class NewFact:
    """What a source states. ``dedupe`` (at most 64 letters) names the happening in its source.

    ``fields`` are those of the event in ``server.rules.schemes.events``; numbers are fractions that
    a decimal can write. ``number`` is what a person quotes to find the evidence.
    """

    dedupe: str
    event: str
    happened_on: date
    established_on: date
    source: Source
    number: str = ""
    concerned: Concerned = field(default_factory=Concerned)
    fields: Mapping[str, FieldValue] = field(default_factory=dict)
    item: str = ""
    signed: Signed | None = None
    has_evidence: bool = False
    is_approved: bool = False
    excused: str = ""


@dataclass(frozen=True)
class Stating:
    """In which hall something is stated, by whom, when (with zone).

    ``appeal_id``: the appeal that it follows from.
    """

    hall_id: int
    by: Actor | str
    now: datetime
    appeal_id: int | None = None


def state_fact(session: Session, fact: NewFact, stating: Stating) -> bool:
    """The fact is among those the scheme will read, in the caller's transaction.

    Stated again (same ``dedupe``) nothing happens and False comes back. A source that learns
    better reverses the old fact and states another under a new ``dedupe``. Raises ValueError for a
    field that the event does not have, or a ``dedupe`` that is too long.
    """
    _check(fact)
    connection = session.connection()
    insert = insert_into(connection, table_of(Fact)).on_conflict_do_nothing(
        index_elements=["hall_id", "dedupe"]
    )
    return count_of(connection, insert.values(**_row(fact, stating))) == 1


def state_facts(session: Session, facts: Iterable[NewFact], stating: Stating) -> None:
    """Many facts at once, each as ``state_fact`` states it, in the caller's transaction."""
    stated = list(facts)
    for fact in stated:
        _check(fact)
    if stated:
        connection = session.connection()
        insert = insert_into(connection, table_of(Fact)).on_conflict_do_nothing(
            index_elements=["hall_id", "dedupe"]
        )
        connection.execute(insert, [_row(fact, stating) for fact in stated])


def reverse_fact(session: Session, dedupe: str, why: WhyReversed, stating: Stating) -> bool:
    """The fact stated under ``dedupe`` no longer holds, in the caller's transaction.

    False when there is none, or when it was reversed before.
    """
    fact_id = session.scalar(
        select(Fact.id).where(Fact.hall_id == stating.hall_id, Fact.dedupe == dedupe)
    )
    if fact_id is None:
        return False
    connection = session.connection()
    insert = insert_into(connection, table_of(FactReversal)).on_conflict_do_nothing(
        index_elements=["hall_id", "fact_id"]
    )
    row = insert.values(
        hall_id=stating.hall_id,
        fact_id=fact_id,
        reason=why,
        appeal_id=stating.appeal_id,
        reversed_at=stating.now,
        reversed_by=name_of(stating.by),
    )
    return count_of(connection, row) == 1


def fields_text(fields: Mapping[str, FieldValue]) -> str:
    """The fields as the table keeps them: the same fields give the same text."""
    return json.dumps({key: _written(one) for key, one in sorted(fields.items())})


def _check(fact: NewFact) -> None:
    unknown = set(fact.fields) - set(EVENTS[fact.event].fields)
    if unknown or len(fact.dedupe) > LONGEST_DEDUPE:
        raise ValueError(fact.dedupe, unknown)


def _row(fact: NewFact, stating: Stating) -> dict[str, object]:
    concerned, signed = fact.concerned, fact.signed
    return {
        "hall_id": stating.hall_id,
        "id": new_id(stating.now.date()),
        "number": new_number(),
        "dedupe": fact.dedupe,
        "event": fact.event,
        "happened_on": fact.happened_on,
        "established_on": fact.established_on,
        "staff_id": concerned.staff_id,
        "chief_id": concerned.chief_id,
        "window_id": concerned.window_id,
        "department_id": concerned.department_id,
        "examiner_id": concerned.examiner_id,
        "fields": fields_text(fact.fields),
        "item": fact.item,
        "value": "" if signed is None else str(signed.value),
        "has_reason": signed is not None and signed.has_reason,
        "has_second": signed is not None and signed.has_second,
        "has_evidence": fact.has_evidence,
        "is_approved": fact.is_approved,
        "excused": fact.excused,
        "source": fact.source,
        "source_number": fact.number,
        "entered_at": stating.now,
        "entered_by": name_of(stating.by),
    }


def _written(value: FieldValue) -> str | dict[str, str]:
    """Words as they are; numbers marked, so that ``"5"`` the word stays a word."""
    return {"number": str(value)} if isinstance(value, Fraction) else value
