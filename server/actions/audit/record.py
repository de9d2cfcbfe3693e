"""An action writes into the audit what it does, in its own transaction."""

from collections.abc import Mapping
from datetime import datetime

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from server.actions.operations.statements import insert_into, table_of
from server.models.audit import AuditHead, AuditRecord
from server.rules.accounts.roles import Actor
from server.rules.audit import (
    GENESIS,
    LONGEST_ACTOR,
    LONGEST_OBJECT,
    AuditLine,
    AuditResult,
    Head,
    chained,
)
from server.rules.canonical import canonical


def record(  # noqa: PLR0913 - an act is one line at some fifty places, read like a sentence
    session: Session,
    hall_id: int,
    actor: Actor | str,
    act: str,
    object: str = "",  # noqa: A002 - the word of the law, and the column's name
    *,
    facts: Mapping[str, str | int | None] | None = None,
    result: AuditResult = AuditResult.DONE,
    now: datetime,
) -> None:
    """Write one line of the hall's audit (hall 0: the installation's), in the caller's transaction.

    Let it be the last thing before the commit: it holds the end of the hall's chain until then.
    ``actor`` is the signed-in person, or the name that a command was given. ``act`` is a word
    like ``code_replaced`` whose sentence is ``audit.act_code_replaced``. ``object`` names what it
    was done to as people know it (a case's number), never by an id. ``facts`` hold codes and
    numbers, never a citizen's words, name or contact.
    """
    head = locked_head(session, hall_id)
    line = AuditLine(
        hall_id=hall_id,
        position=head.position + 1,
        at=now,
        actor_id=actor.account_id if isinstance(actor, Actor) else None,
        actor=(actor.name if isinstance(actor, Actor) else actor)[:LONGEST_ACTOR],
        act=act,
        object=object[:LONGEST_OBJECT],
        result=result,
        facts=canonical(dict(facts or {})).decode(),
    )
    digest = chained(line, head.hash)
    row = vars(line) | {"previous": head.hash, "hash": digest}
    session.execute(table_of(AuditRecord).insert().values(**row))
    session.execute(
        update(AuditHead)
        .where(AuditHead.hall_id == hall_id)
        .values(position=line.position, hash=digest)
        .execution_options(synchronize_session=False)
    )


def locked_head(session: Session, hall_id: int) -> Head:
    """The end of the hall's chain (0: the installation's), held until the transaction ends."""
    wanted = (
        select(AuditHead.position, AuditHead.hash)
        .where(AuditHead.hall_id == hall_id)
        .with_for_update()
    )
    found = session.execute(wanted).first()
    if found is None:
        beginning = {"position": 0, "hash": GENESIS, "first_position": 1, "first_previous": GENESIS}
        fresh = insert_into(session.connection(), table_of(AuditHead)).values(
            hall_id=hall_id, **beginning
        )
        session.execute(fresh.on_conflict_do_nothing(index_elements=["hall_id"]))
        found = session.execute(wanted).one()
    return Head(*found)
