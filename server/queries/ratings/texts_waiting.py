"""Which texts wait for a supervisor to release them to whom they are about?"""

from dataclasses import dataclass
from typing import Any

from sqlalchemy import func, select

from server.db import session
from server.models.ledger import StaffText
from server.models.ratings import Rating, RatingText
from server.models.registry import Staff
from server.models.safety import HeldWords
from server.queries.registry.halls import Hall
from server.queries.registry.people import full_names
from server.queries.safety.held import Piece, pieces
from server.queries.safety.words_in_force import hits_in, usable_list
from server.rules.disclosure import privacy_problems
from server.rules.ratings.levels import Level
from server.rules.safety.hits import Hit, masked
from server.rules.safety.holding import Place, Why

TEXTS_A_PAGE = 30


@dataclass(frozen=True)
class WaitingText:
    """What a citizen wrote about a person. ``risks`` are phones, numbers and names found in it.

    ``categories`` are of the words of the list in it, ``masked`` is the text without them, None
    where there are none. ``label`` is WeChat's, '' for no doubt. ``is_looked_at`` is False where
    there is no list to look by.
    """

    number: str
    staff: str
    staff_name: str
    level: Level
    text: str
    risks: tuple[str, ...]
    pieces: tuple[Piece, ...]
    categories: tuple[str, ...]
    masked: str | None
    label: str
    is_looked_at: bool


@dataclass(frozen=True)
class TextPage:
    """One page of texts that wait, and how many do in all."""

    texts: tuple[WaitingText, ...]
    total: int


def waiting_texts(hall: Hall, *, page: int = 1) -> TextPage:
    """The texts that wait, in no order that tells when they were written."""
    of_rating = (Rating.hall_id == StaffText.hall_id) & (Rating.id == StaffText.rating_id)
    of_text = (RatingText.hall_id == StaffText.hall_id) & (
        RatingText.rating_id == StaffText.rating_id
    )
    waiting = (StaffText.hall_id == hall.id, StaffText.state == "waiting")
    rows = session.execute(
        select(
            StaffText.number,
            Staff.number,
            Staff.name,
            Rating.level,
            RatingText.text,
            StaffText.rating_id,
        )
        .join(Rating, of_rating)
        .join(RatingText, of_text)
        .join(Staff, Staff.id == StaffText.staff_id)
        .where(*waiting)
        .order_by(StaffText.number)
        .limit(TEXTS_A_PAGE)
        .offset((page - 1) * TEXTS_A_PAGE)
    ).all()
    names = full_names(hall.id)
    total = session.scalar(
        select(func.count()).select_from(StaffText).join(RatingText, of_text).where(*waiting)
    )
    words = usable_list()
    labels = _labels(hall, [row.rating_id for row in rows])
    texts = tuple(
        _waiting(
            row,
            _risks(row.text, names, hall.phone),
            labels.get(str(row.rating_id), ""),
            hits_in(row.text, by=words),
        )
        for row in rows
    )
    return TextPage(texts, total or 0)


def _waiting(
    row: Any, risks: tuple[str, ...], label: str, hits: tuple[Hit, ...] | None
) -> WaitingText:
    number, staff, name, level, text, _ = row
    return WaitingText(
        number,
        staff,
        name,
        Level(level),
        text,
        risks,
        tuple(pieces(text, hits or ())),
        tuple(sorted({hit.category for hit in hits or ()})),
        masked(text, hits) if hits else None,
        label,
        is_looked_at=hits is not None,
    )


def _labels(hall: Hall, rating_ids: list[int]) -> dict[str, str]:
    """What WeChat said of these texts."""
    rows = session.execute(
        select(HeldWords.ref, HeldWords.categories).where(
            HeldWords.hall_id == hall.id,
            HeldWords.place == Place.RATING,
            HeldWords.why == Why.WECHAT,
            HeldWords.ref.in_([str(rating_id) for rating_id in rating_ids]),
        )
    )
    return dict(rows.all())


def _risks(text: str, names: tuple[str, ...], phone: str) -> tuple[str, ...]:
    found = privacy_problems(text, staff_names=names, public_numbers=[phone])
    return tuple(problem.found for problem in found)
