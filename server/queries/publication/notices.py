"""Which notices did a hall publish, and what became of them?"""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import func, or_, select

from server import errors
from server.db import session
from server.models.publication import Notice as NoticeRow
from server.models.publication import NoticeEvent

NOTICES_A_PAGE = 20


class NoticeState(StrEnum):
    """Where a notice stands: open to objections, final, or no longer the valid version."""

    OPEN = "open"
    FINAL = "final"
    SUPERSEDED = "superseded"
    WITHDRAWN = "withdrawn"


# What happened last decides, and what ends a notice decides before what makes it final.
DECISIVE = (NoticeState.WITHDRAWN, NoticeState.SUPERSEDED, NoticeState.FINAL)


@dataclass(frozen=True)
class Notice:
    """A published notice. ``facts`` are as they were frozen; ``reason`` says why it ended."""

    serial: int
    number: str
    document_number: str
    kind: str
    month: str
    revision: int
    facts: dict[str, Any]
    digest: str
    previous_digest: str
    formed_on: date
    published_at: datetime
    objections_until: date
    approved_by: str
    state: NoticeState
    reason: str

    def title(self, lang: str) -> str:
        """The title in that language."""
        title: str = self.facts["title"][lang]
        return title


@dataclass(frozen=True)
class NoticePage:
    """One page of notices, newest first, and how many there are in all."""

    notices: tuple[Notice, ...]
    total: int
    page: int

    @property
    def pages(self) -> int:
        """How many pages there are, at least one."""
        return max(1, -(-self.total // NOTICES_A_PAGE))


@dataclass(frozen=True)
class Search:
    """What to look for: words of its number, title or text; a kind; the start of a month."""

    words: str = ""
    kind: str = ""
    month: str = ""


def search_notices(hall_id: int, search: Search, *, page: int = 1) -> NoticePage:
    """The notices that have all that is searched, newest first."""
    found = _matching(hall_id, search)
    total = session.scalar(select(func.count()).select_from(found.subquery())) or 0
    rows = session.scalars(
        found.order_by(NoticeRow.serial.desc())
        .limit(NOTICES_A_PAGE)
        .offset((page - 1) * NOTICES_A_PAGE)
    ).all()
    return NoticePage(_with_states(hall_id, rows), total, page)


def notice_numbered(hall_id: int, number: str) -> Notice:
    """The notice of that index number. Raises UnknownNotice."""
    rows = session.scalars(
        select(NoticeRow).where(NoticeRow.hall_id == hall_id, NoticeRow.number == number)
    ).all()
    if not rows:
        raise errors.UnknownNotice(number=number)
    return _with_states(hall_id, rows)[0]


def versions_of(hall_id: int, kind: str, month: str) -> tuple[Notice, ...]:
    """Every revision of a month's notice of that kind, the last one first."""
    rows = session.scalars(
        select(NoticeRow)
        .where(NoticeRow.hall_id == hall_id, NoticeRow.kind == kind, NoticeRow.month == month)
        .order_by(NoticeRow.revision.desc())
    ).all()
    return _with_states(hall_id, rows)


def last_versions(hall_id: int, kind: str, *, most: int) -> tuple[Notice, ...]:
    """The last revision of each of the ``most`` latest months, the latest month first."""
    last = (
        select(NoticeRow.month, func.max(NoticeRow.revision).label("revision"))
        .where(NoticeRow.hall_id == hall_id, NoticeRow.kind == kind)
        .group_by(NoticeRow.month)
        .order_by(NoticeRow.month.desc())
        .limit(most)
        .subquery()
    )
    rows = session.scalars(
        select(NoticeRow)
        .join(last, (NoticeRow.month == last.c.month) & (NoticeRow.revision == last.c.revision))
        .where(NoticeRow.hall_id == hall_id, NoticeRow.kind == kind)
        .order_by(NoticeRow.month.desc())
    ).all()
    return _with_states(hall_id, rows)


def number_of_digest(hall_id: int, digest: str) -> str:
    """The index number of the notice with that digest, '' where there is none."""
    found = select(NoticeRow.number).where(NoticeRow.hall_id == hall_id, NoticeRow.digest == digest)
    return session.scalar(found) or ""


def chain(hall_id: int) -> tuple[Notice, ...]:
    """Every notice of the hall in the order in which each was chained to the one before."""
    rows = session.scalars(
        select(NoticeRow).where(NoticeRow.hall_id == hall_id).order_by(NoticeRow.serial)
    ).all()
    return _with_states(hall_id, rows)


def published_months(hall_id: int) -> tuple[str, ...]:
    """The months that have a ranking notice, the latest first."""
    return tuple(
        session.scalars(
            select(NoticeRow.month)
            .where(NoticeRow.hall_id == hall_id, NoticeRow.kind == "ranking")
            .distinct()
            .order_by(NoticeRow.month.desc())
        )
    )


def _matching(hall_id: int, search: Search) -> Any:
    found = select(NoticeRow).where(NoticeRow.hall_id == hall_id)
    if search.kind:
        found = found.where(NoticeRow.kind == search.kind)
    if search.month:
        found = found.where(NoticeRow.month.startswith(search.month, autoescape=True))
    for word in search.words.split():
        found = found.where(
            or_(
                *(
                    column.contains(word, autoescape=True)
                    for column in (NoticeRow.number, NoticeRow.document_number, NoticeRow.facts)
                )
            )
        )
    return found


def _with_states(hall_id: int, rows: Sequence[NoticeRow]) -> tuple[Notice, ...]:
    events = session.scalars(
        select(NoticeEvent).where(
            NoticeEvent.hall_id == hall_id, NoticeEvent.notice_id.in_([row.id for row in rows])
        )
    ).all()
    return tuple(
        _notice(row, [each for each in events if each.notice_id == row.id]) for row in rows
    )


def _notice(row: NoticeRow, events: list[NoticeEvent]) -> Notice:
    kinds = {event.kind: event.reason for event in events}
    state = next((state for state in DECISIVE if state in kinds), NoticeState.OPEN)
    return Notice(
        row.serial,
        row.number,
        row.document_number,
        row.kind,
        row.month,
        row.revision,
        json.loads(row.facts),
        row.digest,
        row.previous_digest,
        row.formed_on,
        row.published_at,
        row.objections_until,
        row.approved_by,
        state,
        kinds.get(state, ""),
    )
