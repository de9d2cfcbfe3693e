"""How are consents counted? Each acceptance is told twice at most: by the phone, by WeChat."""

from collections.abc import Collection
from datetime import datetime

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from server.actions.operations.statements import insert_into, table_of
from server.models.subscriptions import Consent
from server.queries.messages.consents import Holder


def accept(session: Session, holder: Holder, template: str, *, now: datetime) -> None:
    """The phone says that it accepts one more message of that template.

    What was accepted on a phone that was bound before counts no more.
    """
    row = _row(session, holder, template, now)
    row.by_phone += 1


def hear_of(
    session: Session, holder: Holder, template: str, *, happened_at: datetime, now: datetime
) -> None:
    """WeChat says that it was accepted at that moment; told again, it changes nothing."""
    row = _row(session, holder, template, now)
    if row.heard_at is None or row.heard_at < happened_at:
        row.heard_at = happened_at
        row.by_callback += 1


def use(session: Session, holder: Holder, template: str) -> None:
    """A message of that template was sent: one less is accepted."""
    row = session.scalar(_wanted(holder, template))
    if row is not None and row.used < max(row.by_phone, row.by_callback):
        row.used += 1


def void(
    session: Session,
    holder: Holder,
    templates: Collection[str] | None = None,
    *,
    happened_at: datetime | None = None,
) -> None:
    """No message of those templates (None: of any) is accepted any more, until the next consent.

    ``happened_at``: when it was switched off, as WeChat tells it; told again, it changes nothing.
    """
    wanted = select(Consent).where(*holder.rows).with_for_update()
    if templates is not None:
        wanted = wanted.where(Consent.template.in_(templates))
    for row in session.scalars(wanted):
        if happened_at is not None:
            if row.heard_at is not None and row.heard_at >= happened_at:
                continue
            row.heard_at = happened_at
        # Both sources stand at what the other knew, so that the next one each tells of counts.
        row.by_phone = row.by_callback = row.used = max(row.by_phone, row.by_callback)


def _row(session: Session, holder: Holder, template: str, now: datetime) -> Consent:
    """The row of the phone that the holder has now."""
    row = session.scalar(_wanted(holder, template)) or _new(session, holder, template, now)
    if row.binding_id != holder.binding_id:
        row.binding_id = holder.binding_id
        row.by_phone = row.by_callback = row.used = 0
        row.heard_at = None
    row.told_at = now
    return row


def _wanted(holder: Holder, template: str) -> Select[Consent]:
    return (
        select(Consent)
        .where(*holder.rows, Consent.template == template)
        .order_by(Consent.hall_id)
        .limit(1)
        .with_for_update()
    )


def _new(session: Session, holder: Holder, template: str, now: datetime) -> Consent:
    """The row, also where another process was quicker to write it."""
    values = {
        "hall_id": holder.hall_id,
        "recipient": holder.recipient,
        "template": template,
        "binding_id": holder.binding_id,
        "by_phone": 0,
        "by_callback": 0,
        "used": 0,
        "told_at": now,
    }
    fresh = insert_into(session.connection(), table_of(Consent)).values(**values)
    session.execute(fresh.on_conflict_do_nothing())
    return session.scalars(_wanted(holder, template)).one()
