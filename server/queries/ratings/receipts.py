"""What became of the rating that a receipt proves?"""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import select

from server.db import session
from server.models.cases import Case
from server.models.codes import WindowCode
from server.models.ratings import Rating, RatingText
from server.models.registry import Window
from server.packs.tags import Tag, tags
from server.queries.ratings.exclusions import set_aside_now
from server.queries.ratings.rated import rating_of_receipt, second_rating_of
from server.queries.registry.halls import Hall, hall_of_id
from server.rules.ratings.exclusion import Aside, aside_of
from server.rules.ratings.levels import Level
from server.rules.visit import last_day_of_second_rating


@dataclass(frozen=True)
class OpenedCase:
    """The case that a bad rating opened, and the day of its first deadline."""

    number: str
    due_on: date
    is_due_provisional: bool


@dataclass(frozen=True)
class GivenRating:
    """One rating as its writer may see it: to the half day. ``month`` is where it counts.

    ``set_aside`` is why it is not counted; ``text`` is empty when none was written, or when its
    time is over.
    """

    level: Level
    tags: tuple[Tag, ...]
    text: str
    day: date
    half_day: str
    month: str
    is_late: bool
    set_aside: Aside | None
    is_pressed: bool
    case: OpenedCase | None


@dataclass(frozen=True)
class ReceiptProof:
    """The first rating of a visit and, if there is one, the second; where that was.

    ``code`` is the window's valid code, empty if it has none; ``second_until`` the last day on
    which a second rating is taken.
    """

    hall: Hall
    window_number: str
    window_name: str
    window_name_en: str
    code: str
    first: GivenRating
    second: GivenRating | None
    second_until: date

    def title(self, lang: str) -> str:
        """The window's name in that language, the Chinese one where there is no other."""
        return self.window_name_en if lang == "en" and self.window_name_en else self.window_name

    def takes_second(self, today: date) -> bool:
        """Whether a second rating (追评) can be given on that day in the hall's zone."""
        return self.second is None and today <= self.second_until


def proof_of_receipt(receipt_hash: bytes) -> ReceiptProof:
    """What became of the rating with that receipt (SHA-256). Raises UnknownReceipt."""
    first = rating_of_receipt(receipt_hash)
    second = second_rating_of(first)
    number, name, name_en = session.execute(
        select(Window.number, Window.name, Window.name_en).where(Window.id == first.window_id)
    ).one()
    return ReceiptProof(
        hall=hall_of_id(first.hall_id),
        window_number=number,
        window_name=name,
        window_name_en=name_en,
        code=_valid_code(first.window_id),
        first=_given(first),
        second=_given(second) if second else None,
        second_until=last_day_of_second_rating(first.day),
    )


def _given(rating: Rating) -> GivenRating:
    chosen, aside = rating.tags.split(","), set_aside_now(rating)
    return GivenRating(
        level=Level(rating.level),
        tags=tuple(tag for tag in tags(rating.tag_set) if tag.code in chosen),
        text=_text(rating),
        day=rating.day,
        half_day=rating.half_day,
        month=rating.month,
        is_late=rating.is_late,
        set_aside=aside_of(aside) if aside else None,
        is_pressed=rating.is_pressed,
        case=_case(rating),
    )


def _text(rating: Rating) -> str:
    found = session.scalar(
        select(RatingText.text).where(
            RatingText.hall_id == rating.hall_id, RatingText.rating_id == rating.id
        )
    )
    return found or ""


def _case(rating: Rating) -> OpenedCase | None:
    row = session.execute(
        select(Case.number, Case.due_on, Case.is_due_provisional)
        .where(Case.hall_id == rating.hall_id, Case.rating_id == rating.id)
        .order_by(Case.id)
        .limit(1)
    ).first()
    return OpenedCase(*row) if row else None


def _valid_code(window_id: int) -> str:
    found = session.scalar(
        select(WindowCode.code)
        .where(WindowCode.window_id == window_id, WindowCode.revoked_at.is_(None))
        .order_by(WindowCode.issued_at.desc())
        .limit(1)
    )
    return found or ""
