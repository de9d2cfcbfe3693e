"""The appraisal officer proposes a version of the scheme with its record of adoption."""

import hashlib
from dataclasses import replace
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from server.actions.audit.record import record
from server.db import transaction
from server.errors import FormProblems
from server.ids import new_id
from server.models.appraisal import Scheme as SchemeRow
from server.models.appraisal import SchemeAdoption
from server.queries.appraisal.schemes import schemes_in_force
from server.queries.registry.halls import Hall
from server.rules.accounts.roles import Actor, name_of
from server.rules.months import day_of
from server.rules.schemes.adoption import AdoptionForm, adoption_problems
from server.rules.schemes.lines import find_lines
from server.rules.schemes.reading import read
from server.rules.schemes.refusals import SchemeAdopted, SchemeExists, SchemeRefused
from server.rules.schemes.shape import Scheme
from server.rules.schemes.succession import problems_of_change


def propose_scheme(
    hall: Hall, text: str, form: AdoptionForm, *, by: Actor | str, now: datetime
) -> Scheme:
    """The appraisal officer proposes a version; it waits for a second person and holds nowhere yet.

    Proposed again with the same text, the record is replaced. Raises SchemeRefused with everything
    that is wrong with the text or with its place after the versions in force, FormProblems for the
    record, SchemeExists for another text of the same id and version, SchemeAdopted if it is in
    force already.
    """
    scheme = sound_scheme(text, schemes_in_force(hall.id))
    problems = adoption_problems(form, scheme, day_of(now, hall.zone))
    if problems:
        raise FormProblems(problems)
    with transaction() as session:
        row = _entered(session, hall, scheme, text) or _enter(session, hall, scheme, text, by, now)
        _put_record(session, row, form, by, now)
        record(
            session,
            hall.id,
            by,
            "scheme_proposed",
            scheme.name,
            facts={"digest": row.digest, "from": scheme.from_on.isoformat()},
            now=now,
        )
    return scheme


def sound_scheme(text: str, in_force: tuple[Scheme, ...]) -> Scheme:
    """What the text says, if it can follow those in force. Raises SchemeRefused."""
    scheme = read(text)
    if isinstance(scheme, tuple):
        raise SchemeRefused(scheme)
    others = [one for one in in_force if one.name != scheme.name]
    lines = find_lines(text)
    problems = tuple(
        replace(one, line=lines.line_of(one.path)) for one in problems_of_change(scheme, others)
    )
    if problems:
        raise SchemeRefused(problems)
    return scheme


def digest_of(text: str) -> str:
    """SHA-256 of the text as it was written."""
    return hashlib.sha256(text.encode()).hexdigest()


def _entered(session: Session, hall: Hall, scheme: Scheme, text: str) -> SchemeRow | None:
    """The same version entered before; raises SchemeExists where its text was another."""
    row = session.scalars(
        select(SchemeRow).where(
            SchemeRow.hall_id == hall.id,
            SchemeRow.key == scheme.id,
            SchemeRow.version == scheme.version,
        )
    ).first()
    if row is not None and row.digest != digest_of(text):
        raise SchemeExists(name=scheme.name)
    return row


def _enter(  # noqa: PLR0913, PLR0917 - what is entered, where, by whom, when
    session: Session, hall: Hall, scheme: Scheme, text: str, by: Actor | str, now: datetime
) -> SchemeRow:
    row = SchemeRow(
        hall_id=hall.id,
        id=new_id(now.date()),
        key=scheme.id,
        version=scheme.version,
        title=scheme.title,
        document=scheme.document,
        from_on=scheme.from_on,
        until_on=scheme.until_on,
        text=text,
        digest=digest_of(text),
        entered_at=now,
        entered_by=name_of(by),
    )
    session.add(row)
    session.flush()  # the record below refers to it
    return row


def _put_record(
    session: Session, row: SchemeRow, form: AdoptionForm, by: Actor | str, now: datetime
) -> None:
    """The record of the version, instead of one that nobody has confirmed."""
    adoption = session.get(SchemeAdoption, (row.hall_id, row.id))
    if adoption is None:
        adoption = SchemeAdoption(hall_id=row.hall_id, scheme_id=row.id)
        session.add(adoption)
    elif adoption.approved_at is not None:
        raise SchemeAdopted(name=f"{row.key}/{row.version}")
    assert form.adopted_on is not None  # noqa: S101 - adoption_problems has seen to it
    adoption.body = form.body.strip()
    adoption.adopted_on = form.adopted_on
    adoption.document_number = form.document_number.strip()
    adoption.heard = form.heard.strip()
    adoption.guard_reason = form.guard_reason.strip()
    adoption.proposed_at = now
    adoption.proposed_by = name_of(by)
