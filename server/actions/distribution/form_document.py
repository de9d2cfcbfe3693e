"""Somebody forms an official document: its facts are frozen, with a digest, once a revision."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from server.ids import new_id, new_number
from server.models.distribution import Document
from server.queries.distribution.documents import latest_document
from server.queries.registry.halls import Hall
from server.queries.registry.hours import hall_facts
from server.rules.accounts.roles import Actor, name_of
from server.rules.appraisal.periods import Period
from server.rules.canonical import canonical, digest
from server.rules.distribution.kinds import DocumentKind
from server.rules.months import day_of


@dataclass(frozen=True)
class Formed:
    """A document to be: ``about`` tells those of one kind and period apart ('' for the hall's).

    ``facts``: JSON-able without floats; all that will be printed follows from them. ``period`` is
    a month, quarter, half-year or year, or a day for what belongs to none.
    """

    kind: DocumentKind
    period: str
    title: str
    facts: Mapping[str, Any]
    about: str = ""
    document_number: str = ""
    formed_on: date | None = None


def form_document(
    session: Session, hall: Hall, formed: Formed, *, by: Actor | str, now: datetime
) -> int:
    """The id of the document, in the caller's transaction.

    With the facts of the latest revision nothing new is formed; other facts make the next one.
    """
    latest = session.scalars(
        select(Document)
        .where(
            Document.hall_id == hall.id,
            Document.kind == formed.kind,
            Document.period == formed.period,
            Document.about == formed.about,
        )
        .order_by(Document.revision.desc())
        .limit(1)
    ).first()
    proof = digest(formed.facts, "")
    if latest is not None and latest.digest == proof:
        return latest.id
    document = Document(
        hall_id=hall.id,
        id=new_id(now.date()),
        number=new_number(),
        kind=formed.kind,
        period=formed.period,
        about=formed.about,
        revision=latest.revision + 1 if latest else 1,
        document_number=formed.document_number,
        title=formed.title,
        facts=canonical(formed.facts).decode(),
        digest=proof,
        formed_on=formed.formed_on or day_of(now, hall.zone),
        formed_at=now,
        formed_by=name_of(by),
    )
    session.add(document)
    session.flush()  # copies point at it
    return document.id


def next_serial(session: Session, hall: Hall, year: int) -> int:
    """The next 文号 of the hall in that year, from 1; revisions and sheets take none."""
    count = session.scalar(
        select(func.count())
        .select_from(Document)
        .where(
            Document.hall_id == hall.id,
            Document.document_number != "",
            Document.revision == 1,
            Document.formed_on.between(date(year, 1, 1), date(year, 12, 31)),
        )
    )
    return (count or 0) + 1


def document_number(
    session: Session, hall: Hall, of: tuple[DocumentKind, Period], now: datetime
) -> str:
    """文号 by the hall's pattern; a revision keeps that of the first."""
    kind, period = of
    earlier = latest_document(hall.id, kind, str(period))
    if earlier is not None:
        return earlier.document_number
    today = day_of(now, hall.zone)
    pattern = hall_facts(hall.id, hall.registry_version).setting("document_number", today)
    return pattern.format(year=today.year, serial=next_serial(session, hall, today.year))


def facts_of(document: Document) -> dict[str, Any]:
    """The frozen facts of a stored document."""
    facts: dict[str, Any] = json.loads(document.facts)
    return facts
