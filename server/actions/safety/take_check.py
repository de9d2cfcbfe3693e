"""The worker takes up a question to WeChat, and keeps what came of it."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime

from cryptography.exceptions import InvalidTag
from sqlalchemy import delete, select, update
from sqlalchemy.orm import Session

from server.actions.operations.statements import count_of
from server.actions.safety.holding import hold
from server.db import transaction
from server.envelope import unseal
from server.models.safety import SafetyCheck
from server.queries.safety.checks import check_context, text_of_check
from server.rules.safety.checks import next_try
from server.rules.safety.holding import Place, Why


@dataclass(frozen=True)
class Asking:
    """A question that this process has taken up; of a photo, ``ref`` is the name."""

    hall_id: int
    id: int
    place: Place
    ref: str
    text: str = field(repr=False)
    openid: str = field(repr=False)


def take_check(hall_id: int, row_id: int, keys: Sequence[bytes], *, now: datetime) -> Asking | None:
    """The question, which no other process takes for a while; None: another has it, or it is over.

    A question whose two hours are over goes, with its openid, and so does one whose words were
    erased or whose secret is gone.
    """
    with transaction() as session:
        row = session.get(SafetyCheck, (hall_id, row_id))
        if row is None or row.next_at > now:
            return None
        asking = _asking(row, keys) if now < row.until else None
        if asking is None:
            session.delete(row)
            return None
        claimed = (
            update(SafetyCheck)
            .where(
                SafetyCheck.hall_id == hall_id,
                SafetyCheck.id == row_id,
                SafetyCheck.next_at == row.next_at,
            )
            .values(next_at=min(next_try(row.tries, now), row.until), tries=row.tries + 1)
        )
        return asking if count_of(session.connection(), claimed) == 1 else None


def settle_text(asking: Asking, label: str, *, today: date) -> None:
    """WeChat answered: what it doubts (``label`` is not empty) waits for a person."""
    with transaction() as session:
        if label:
            what = (asking.hall_id, asking.place, asking.ref)
            hold(session, *what, why=Why.WECHAT, said=label, today=today)
        _forget(session, asking.hall_id, asking.id)


def await_picture(asking: Asking, trace_id: str) -> None:
    """WeChat looks at the photo and will tell under that id; the openid goes at once."""
    with transaction() as session:
        row = session.get(SafetyCheck, (asking.hall_id, asking.id))
        if row is not None:
            row.trace_id, row.openid_sealed, row.next_at = trace_id, None, row.until


def settle_picture(trace_id: str, label: str, *, now: datetime) -> None:
    """WeChat told of a photo; told again, or of none of ours, nothing happens."""
    with transaction() as session:
        if not trace_id:
            return
        row = session.scalars(select(SafetyCheck).where(SafetyCheck.trace_id == trace_id)).first()
        if row is None:
            return
        if label:
            what = (row.hall_id, Place.PHOTO, row.ref)
            hold(session, *what, why=Why.WECHAT, said=label, today=now.date())
        _forget(session, row.hall_id, row.id)


def give_up(asking: Asking) -> None:
    """WeChat will not answer about this person: the verdict of the list stands."""
    with transaction() as session:
        _forget(session, asking.hall_id, asking.id)


def _forget(session: Session, hall_id: int, row_id: int) -> None:
    session.execute(
        delete(SafetyCheck).where(SafetyCheck.hall_id == hall_id, SafetyCheck.id == row_id)
    )


def _asking(row: SafetyCheck, keys: Sequence[bytes]) -> Asking | None:
    place = Place(row.place)
    text = "" if place is Place.PHOTO else text_of_check(row.hall_id, place, row.ref)
    openid = _openid(row, keys)
    if not openid or (place is not Place.PHOTO and not text.strip()):
        return None
    return Asking(row.hall_id, row.id, place, row.ref, text, openid)


def _openid(row: SafetyCheck, keys: Sequence[bytes]) -> str:
    try:
        context = check_context(row.hall_id, row.id)
        return unseal(row.openid_sealed or b"", keys, context=context)
    except InvalidTag:
        return ""
