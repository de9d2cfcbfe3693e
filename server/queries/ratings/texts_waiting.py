"""Which texts wait for a supervisor to release them to whom they are about?"""

from dataclasses import dataclass

from sqlalchemy import func, select

from server.db import session
from server.models.ledger import StaffText
from server.models.ratings import Rating, RatingText
from server.models.registry import Staff
from server.queries.registry.halls import Hall
from server.queries.registry.people import full_names
from server.rules.disclosure import privacy_problems
from server.rules.ratings.levels import Level

TEXTS_A_PAGE = 30


@dataclass(frozen=True)
class WaitingText:
    """What a citizen wrote about a person. ``risks`` are phones, numbers and names found in it."""

    number: str
    staff: str
    staff_name: str
    level: Level
    text: str
    risks: tuple[str, ...]


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
        select(StaffText.number, Staff.number, Staff.name, Rating.level, RatingText.text)
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
    texts = tuple(
        WaitingText(number, staff, name, Level(level), text, _risks(text, names, hall.phone))
        for number, staff, name, level, text in rows
    )
    return TextPage(texts, total or 0)


def _risks(text: str, names: tuple[str, ...], phone: str) -> tuple[str, ...]:
    found = privacy_problems(text, staff_names=names, public_numbers=[phone])
    return tuple(problem.found for problem in found)
