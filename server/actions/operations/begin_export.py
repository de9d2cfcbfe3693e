"""A person takes a table out of the system: it gets a number, and the audit a line, first."""

from collections.abc import Mapping
from datetime import datetime

from server.actions.audit.record import record
from server.db import transaction
from server.ids import new_number
from server.rules.accounts.roles import Actor
from server.rules.exports import Export, Exported


def begin_export(
    hall_id: int,
    actor: Actor | str,
    what: Exported,
    *,
    asked: Mapping[str, str | int | None],
    now: datetime,
) -> Export:
    """A person begins to take out a table. ``asked`` are the filters, as codes and numbers.

    ``actor`` is the signed-in person, or the name that a command was given. Nothing is handed out
    before its line of the audit is stored; asking again gives another number.
    """
    number = new_number()
    facts: dict[str, str | int | None] = {"what": what.value, **asked}
    with transaction() as session:
        record(session, hall_id, actor, "exported", number, facts=facts, now=now)
    by = actor.name if isinstance(actor, Actor) else actor
    return Export(what, by, now, number)
