"""Somebody of the hall enters a case on behalf of a citizen."""

from dataclasses import dataclass
from datetime import datetime, time
from hashlib import sha256

from sqlalchemy import select
from sqlalchemy.orm import Session

from server import errors
from server.actions.audit.record import record
from server.actions.cases.received import Received, add_case
from server.actions.cases.submit_complaint import Filed
from server.actions.ratings.attachments import Owner, add_contact, add_photos
from server.db import transaction
from server.models.cases import Case
from server.packs.categories import category_codes
from server.queries.registry.halls import Hall
from server.queries.registry.hours import hall_facts
from server.queries.registry.windows import window_id_of
from server.rules.accounts.roles import Actor
from server.rules.cases.entry import EntryForm, entry_problems
from server.rules.cases.kinds import CaseKind, CaseSource
from server.rules.months import day_of

NOON = time(12)


@dataclass(frozen=True)
class Entering:
    """Into which hall, by whom and when (with zone); ``contact_key`` seals contacts."""

    hall: Hall
    actor: Actor
    contact_key: bytes
    now: datetime


def enter_case(form: EntryForm, entering: Entering, *, code_hash: bytes) -> Filed:
    """Somebody of the hall enters a case on behalf of a citizen; the same form again is the same.

    ``code_hash`` is the SHA-256 of the secret code that is printed for the citizen. Raises
    FormProblems with all that is missing, UnknownWindow, and AlreadyEntered where a case of the
    same source and outside number is there.
    """
    hall, now = entering.hall, entering.now
    found = entry_problems(form, categories=category_codes(), today=day_of(now, hall.zone))
    if found:
        raise errors.FormProblems(found)
    with transaction() as session:
        submission = sha256(b"entry|" + form.nonce).digest()
        known = session.scalar(
            select(Case.number).where(Case.hall_id == hall.id, Case.submission == submission)
        )
        if known is not None:
            return Filed(known, is_repeat=True)
        case = add_entry(session, form, entering, submission, code_hash=code_hash)
        add_photos(session, owner_of(case), form.photos)
        facts: dict[str, str | int | None] = {"source": case.source, "kind": case.kind}
        record(session, hall.id, entering.actor, "case_entered", case.number, facts=facts, now=now)
        return Filed(case.number, is_repeat=False)


def add_entry(
    session: Session,
    form: EntryForm,
    entering: Entering,
    submission: bytes,
    *,
    code_hash: bytes | None,
) -> Case:
    """The case with its contact, in the caller's transaction.

    Raises UnknownWindow and AlreadyEntered.
    """
    hall = entering.hall
    _check_new(session, hall.id, form)
    received = Received(
        kind=form.kind or CaseKind.COMPLAINT,
        source=form.source or CaseSource.DESK,
        submission=submission,
        received_at=_received_at(hall, form, entering.now),
        text=form.text.strip(),
        category=form.category,
        code_hash=code_hash,
        window_id=window_id_of(hall.id, form.window_number),
        has_contact=bool(form.contact),
        outside_number=form.outside_number,
        entered_by=entering.actor,
    )
    case = add_case(session, hall, hall_facts(hall.id, hall.registry_version), received)
    add_contact(session, owner_of(case), form.said, entering.contact_key)
    return case


def owner_of(case: Case) -> Owner:
    """What photos and the contact hang on."""
    return Owner(case.hall_id, case.received_at.date(), case_id=case.id)


def _received_at(hall: Hall, form: EntryForm, now: datetime) -> datetime:
    """Now, for what came today; else noon of its day, because nobody noted the hour."""
    day = form.received_on
    if day is None or day == day_of(now, hall.zone):
        return now
    return datetime.combine(day, NOON, tzinfo=hall.zone)


def _check_new(session: Session, hall_id: int, form: EntryForm) -> None:
    if not form.outside_number:
        return
    known = session.scalar(
        select(Case.number).where(
            Case.hall_id == hall_id,
            Case.outside_number == form.outside_number,
            Case.source == form.source,
        )
    )
    if known is not None:
        raise errors.AlreadyEntered(outside=form.outside_number, number=known)
