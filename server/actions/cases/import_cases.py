"""Somebody enters a whole file of cases from elsewhere (12345 sheets): all of it, or none."""

from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256

from sqlalchemy import select
from sqlalchemy.orm import Session

from server.actions.audit.record import record
from server.actions.cases.enter_case import Entering, add_entry
from server.db import transaction
from server.models.cases import Case
from server.packs.categories import categories
from server.queries.registry.halls import Hall
from server.queries.registry.windows import window_numbers
from server.rules.cases.kinds import CaseSource
from server.rules.cases.sheet import KINDS, CasesRefused, Meant, read_cases
from server.rules.cells import folded
from server.rules.months import day_of
from server.rules.registry.rows import RawSheet
from server.texts import LANGUAGES, say


@dataclass(frozen=True)
class CasesEntered:
    """How many cases of a file were new, and how many had been entered before."""

    added: int
    known: int


def import_cases(sheet: RawSheet, entering: Entering) -> CasesEntered:
    """Somebody enters every case of a file that is not there yet; the same file again adds none.

    Their citizens follow them at the hotline: they get no secret code here. Raises CasesRefused
    with every bad row, when anything cannot be taken; then nothing was entered.
    """
    hall, now = entering.hall, entering.now
    placed, problems = read_cases(sheet, _meant(hall, now))
    if problems:
        raise CasesRefused(problems)
    with transaction() as session:
        known = _known(session, hall.id, [form.outside_number for _, form in placed])
        fresh = [form for _, form in placed if form.outside_number not in known]
        for form in fresh:
            submission = sha256(f"{CaseSource.HOTLINE}|{form.outside_number}".encode()).digest()
            add_entry(session, form, entering, submission, code_hash=None)
        counts: dict[str, str | int | None] = {"added": len(fresh), "known": len(known)}
        record(session, hall.id, entering.actor, "cases_imported", facts=counts, now=now)
    return CasesEntered(len(fresh), len(known))


def _known(session: Session, hall_id: int, numbers: list[str]) -> frozenset[str]:
    rows = session.scalars(
        select(Case.outside_number).where(
            Case.hall_id == hall_id,
            Case.source == CaseSource.HOTLINE,
            Case.outside_number.in_(numbers),
        )
    )
    return frozenset(rows)


def _meant(hall: Hall, now: datetime) -> Meant:
    """Kinds and categories by their word in any of our languages, or by their code."""
    kinds = {folded(say(f"kind.{kind}", lang)): kind for kind in KINDS for lang in LANGUAGES}
    words = {
        folded(word): each.code for each in categories() for word in (each.zh, each.en, each.code)
    }
    return Meant(
        kinds=kinds | {folded(kind): kind for kind in KINDS},
        categories=words,
        windows=window_numbers(hall.id),
        today=day_of(now, hall.zone),
    )
