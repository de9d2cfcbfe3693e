"""What does a decision enter into the ledger, and what does it take back, in its transaction?"""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from server.actions.appraisal.state_fact import Stating, WhyReversed
from server.actions.ledger.finding_facts import (
    name_of_account,
    reverse_finding,
    reverse_findings,
    state_finding,
)
from server.actions.messages.tell import News, tell
from server.actions.operations.statements import count_of, insert_into, table_of
from server.ids import new_id, new_number
from server.models.cases import Case
from server.models.handling import CaseFinding
from server.models.ledger import LedgerEntry
from server.models.ratings import Rating
from server.queries.ledger.entries import standing_entries
from server.queries.registry.halls import Hall
from server.rules.cases.codes import Cause, Finding
from server.rules.cases.kinds import CaseKind
from server.rules.ledger.charging import CATEGORY, Charge, Decided, NotCharged, charge_of
from server.rules.ledger.reversal import ReversalReason, negated, overturned
from server.rules.messages.audience import to_head, to_staff
from server.rules.messages.topics import Topic
from server.rules.months import day_of, month_of

Row = Mapping[str, Any]
# Why a fact no longer holds, by why its entry does not.
WHY: Mapping[ReversalReason, WhyReversed] = {
    ReversalReason.APPEAL_UPHELD: WhyReversed.APPEAL_UPHELD,
    ReversalReason.DECIDED_AGAIN: WhyReversed.MISTAKEN,
    ReversalReason.MERGED: WhyReversed.SOURCE_CHANGED,
    ReversalReason.EXCLUDED: WhyReversed.MISTAKEN,
}


@dataclass(frozen=True)
class Entering:
    """In which hall something is entered, by whose decision (account ids), when (with zone).

    ``approved_by``: the second person, where it took two. ``appeal_id``: the appeal that it
    follows from.
    """

    hall: Hall
    by: int | None
    now: datetime
    approved_by: int | None = None
    appeal_id: int | None = None


def enter_finding(
    session: Session, case: Case, finding: CaseFinding, entering: Entering
) -> Charge | NotCharged:
    """The entry of a finding, once, in the month of the decision; whom it charges, or why nobody.

    What an earlier round of the case had entered and this one found otherwise is reversed.
    """
    decided = charge_of(
        Decided(
            CaseKind(case.kind),
            Finding(finding.finding),
            Cause(finding.cause) if finding.cause else None,
            finding.staff_id,
            finding.department_id,
        )
    )
    session.flush()  # the entries of this transaction are among those that stand
    gone, is_new = overturned(standing_entries(case.hall_id, case.id), decided)
    _reverse(session, gone, ReversalReason.DECIDED_AGAIN, entering)
    if is_new and isinstance(decided, Charge):
        _enter(session, _finding_row(session, case, finding, decided), entering)
    state_finding(session, entering.hall, case, finding, _stating(session, entering))
    return decided


def reverse_entry(
    session: Session, entry_id: int, reason: ReversalReason, entering: Entering
) -> None:
    """The entry no longer holds, in the caller's transaction; reversed before, nothing happens."""
    _reverse(session, (entry_id,), reason, entering)
    of_entry = LedgerEntry.hall_id == entering.hall.id, LedgerEntry.id == entry_id
    finding_id = session.scalar(select(LedgerEntry.finding_id).where(*of_entry))
    if finding_id is not None:
        reverse_finding(session, finding_id, WHY[reason], _stating(session, entering))


def reverse_entries_of_case(
    session: Session, case_id: int, reason: ReversalReason, entering: Entering
) -> int:
    """Nothing that the case had entered holds any more; how many entries were reversed."""
    standing = standing_entries(entering.hall.id, case_id)
    _reverse(session, [entry.id for entry in standing], reason, entering)
    reverse_findings(session, case_id, WHY[reason], _stating(session, entering))
    return len(standing)


def _stating(session: Session, entering: Entering) -> Stating:
    by = name_of_account(session, entering.by)
    return Stating(entering.hall.id, by, entering.now, appeal_id=entering.appeal_id)


def _reverse(
    session: Session, entry_ids: Iterable[int], reason: ReversalReason, entering: Entering
) -> None:
    for entry_id in entry_ids:
        entry = session.scalars(
            select(LedgerEntry).where(
                LedgerEntry.hall_id == entering.hall.id, LedgerEntry.id == entry_id
            )
        ).one()
        _enter(session, _reversal_row(entry, reason), entering)


def _enter(session: Session, row: Row, entering: Entering) -> bool:
    """Whether the row was entered; False when the same happening was entered before."""
    connection, number = session.connection(), new_number()
    fresh = insert_into(connection, table_of(LedgerEntry)).values(
        hall_id=entering.hall.id,
        id=new_id(day_of(entering.now, entering.hall.zone)),
        number=number,
        month=str(month_of(entering.now, entering.hall.zone)),
        appeal_id=entering.appeal_id,
        entered_at=entering.now,
        entered_by=entering.by,
        approved_by=entering.approved_by,
        scheme_version="",
        **row,
    )
    fresh = fresh.on_conflict_do_nothing(index_elements=["hall_id", "dedupe"])
    is_new = count_of(connection, fresh) == 1
    if is_new:
        _tell(session, row, number, entering)
    return is_new


def _tell(session: Session, row: Row, number: str, entering: Entering) -> None:
    """Whoever is charged hears of it: from that day on they may appeal."""
    staff_id, department_id = row["staff_id"], row["department_id"]
    audience = to_staff(staff_id) if staff_id is not None else to_head(department_id)
    news = News(Topic.LEDGER_ENTRY, audience, {"number": number})
    tell(session, entering.hall.id, news, dedupe=f"ledger_entry/{number}", now=entering.now)


def _finding_row(session: Session, case: Case, finding: CaseFinding, charge: Charge) -> Row:
    return {
        "dedupe": f"finding/{finding.id}",
        "staff_id": charge.staff_id,
        "department_id": charge.department_id,
        "category": CATEGORY,
        "item": charge.event,
        "points": "",
        "facts": json.dumps(_facts(session, case, charge), sort_keys=True),
        "case_id": case.id,
        "finding_id": finding.id,
        "reverses_id": None,
    }


def _facts(session: Session, case: Case, charge: Charge) -> dict[str, object]:
    """What a scheme asks of such a fact: codes, and no day of the visit (promise 5)."""
    known: dict[str, object] = {
        "event": charge.event,
        "cause": charge.cause,
        "finding": charge.finding,
    }
    rating = session.get(Rating, (case.hall_id, case.rating_id)) if case.rating_id else None
    if rating is None:
        return known | {"via": case.source}
    return known | {"level": rating.level, "lane": rating.lane, "channel": rating.channel}


def _reversal_row(entry: LedgerEntry, reason: ReversalReason) -> Row:
    return {
        "dedupe": f"reversal/{entry.id}",
        "staff_id": entry.staff_id,
        "department_id": entry.department_id,
        "category": entry.category,
        "item": entry.item,
        "points": negated(entry.points),
        "facts": json.dumps({**json.loads(entry.facts), "why": reason}, sort_keys=True),
        "case_id": entry.case_id,
        "finding_id": entry.finding_id,
        "reverses_id": entry.id,
    }
