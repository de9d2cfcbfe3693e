"""What stands in the audit of a hall, and where does its chain begin and end?"""

import json
from collections.abc import Generator

from sqlalchemy import select

from server.db import connection, session
from server.models.audit import AuditHead, AuditRecord
from server.rules.audit import GENESIS, AuditLine, Chain, Head, StoredLine, erased_head

ERASED = "audit_erased"
AT_ONCE = 5_000
COLUMNS = (
    AuditRecord.hall_id,
    AuditRecord.position,
    AuditRecord.at,
    AuditRecord.actor_id,
    AuditRecord.actor,
    AuditRecord.act,
    AuditRecord.object,
    AuditRecord.result,
    AuditRecord.facts,
)


def head_of(hall_id: int) -> Head:
    """Where the chain of the hall (0: the installation) ends; position 0 where it is empty."""
    return chain_of(hall_id).head


def chain_of(hall_id: int) -> Chain:
    """The end of the hall's chain, and its beginning as its head row says."""
    row = session.execute(
        select(
            AuditHead.position, AuditHead.hash, AuditHead.first_position, AuditHead.first_previous
        ).where(AuditHead.hall_id == hall_id)
    ).first()
    if row is None:
        return Chain(Head(0, GENESIS))
    position, digest, first_position, first_previous = row
    return Chain(Head(position, digest), first_position, first_previous)


def stored_lines(hall_id: int, *, above: int = 0) -> Generator[StoredLine]:
    """The lines of the hall after that position, in their order, a few thousand at a time."""
    rows = connection().execute(
        select(*COLUMNS, AuditRecord.previous, AuditRecord.hash)
        .where(AuditRecord.hall_id == hall_id, AuditRecord.position > above)
        .order_by(AuditRecord.position),
        execution_options={"yield_per": AT_ONCE},
    )
    with rows:
        for *line, previous, digest in rows:
            yield StoredLine(AuditLine(*line), previous, digest)


def last_lines(hall_id: int, count: int) -> tuple[AuditLine, ...]:
    """The hall's latest lines, at most so many, the oldest of them first."""
    rows = session.execute(
        select(*COLUMNS)
        .where(AuditRecord.hall_id == hall_id)
        .order_by(AuditRecord.position.desc())
        .limit(count)
    ).all()
    return tuple(AuditLine(*row) for row in reversed(rows))


def last_erasure(hall_id: int) -> Chain | None:
    """Where the chain begins as the last erasure of old lines wrote down; None: none was made."""
    facts = session.scalar(
        select(AuditRecord.facts)
        .where(AuditRecord.hall_id == hall_id, AuditRecord.act == ERASED)
        .order_by(AuditRecord.position.desc())
        .limit(1)
    )
    return erased_head(json.loads(facts)) if facts else None


def audited_halls() -> tuple[int, ...]:
    """The halls whose audit has lines, the installation (0) first."""
    heads = session.scalars(select(AuditHead.hall_id).order_by(AuditHead.hall_id)).all()
    lines = session.scalars(select(AuditRecord.hall_id).distinct()).all()
    return tuple(sorted({*heads, *lines}))
