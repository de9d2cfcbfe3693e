"""What is told to the province of a month's ratings?"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import select

from server.db import session
from server.models.handling import ExcludedRating
from server.models.ratings import Rating, RatingText
from server.models.registry import Matter
from server.queries.province.handled import handled_cases
from server.queries.registry.halls import Hall
from server.queries.registry.hours import hall_facts
from server.queries.registry.windows import HallWindow, hall_windows
from server.rules.hall_settings import YES
from server.rules.months import Month
from server.rules.province.record import HandledCase, RatingFacts, Sender, record_code
from server.rules.ratings.levels import Channel, Lane, Level

AT_ONCE = 1_000


@dataclass(frozen=True)
class MonthOfHall:
    """A hall's month to be told; ``key`` names ratings outside without telling their ids."""

    hall: Hall
    month: Month
    key: bytes

    def setting(self, name: str) -> str:
        """The hall setting as it was on the last day of the month."""
        facts = hall_facts(self.hall.id, self.hall.registry_version)
        return facts.setting(name, self.month.days()[-1])


def sender_of(told: MonthOfHall) -> Sender:
    """Which hall tells it, and what the platform calls its place."""
    return Sender(
        hall=told.hall.code,
        area_code=told.setting("province_area_code"),
        area_name=told.setting("province_area_name"),
        data_source=told.setting("province_data_source"),
    )


def exported_ratings(told: MonthOfHall) -> Iterator[RatingFacts]:
    """The ratings that count in the month or were set aside in it, window by window.

    Inside a window by day, inside a day in no order. Words of citizens, and replies that were not
    reviewed for the public, only where the hall's setting says so. Memory holds one window's
    cases at a time.
    """
    has_words = told.setting("province_words") == YES
    for window in hall_windows(told.hall.id):
        cases = handled_cases(told.hall.id, str(told.month), window.id, has_words=has_words)
        for row in session.execute(_ratings(told, window.id, has_words=has_words)):
            yield _facts(row, window, cases, told.key)


def _ratings(told: MonthOfHall, window_id: int, *, has_words: bool) -> Any:
    hall_id = Rating.hall_id
    words = [RatingText.text] if has_words else []
    found = (
        select(Rating, Matter.code, Matter.name, ExcludedRating.reason, *words)
        .outerjoin(Matter, Matter.id == Rating.matter_id)
        .outerjoin(
            ExcludedRating,
            (ExcludedRating.hall_id == hall_id) & (ExcludedRating.rating_id == Rating.id),
        )
        .where(
            hall_id == told.hall.id,
            Rating.month == str(told.month),
            Rating.window_id == window_id,
        )
        .order_by(Rating.id)
        .execution_options(yield_per=AT_ONCE)
    )
    if has_words:
        is_its = (RatingText.hall_id == hall_id) & (RatingText.rating_id == Rating.id)
        found = found.outerjoin(RatingText, is_its)
    return found


def _facts(
    row: Any, window: HallWindow, cases: Mapping[int, HandledCase], key: bytes
) -> RatingFacts:
    rating, matter_code, matter, excluded, *words = row
    first = rating.first_rating_id
    return RatingFacts(
        code=record_code(rating.id, key),
        first_code=record_code(first, key) if first else "",
        day=rating.day,
        level=Level(rating.level),
        tags=tuple(tag for tag in rating.tags.split(",") if tag),
        tag_set=rating.tag_set,
        text=(words[0] or "") if words else "",
        channel=Channel(rating.channel),
        lane=Lane(rating.lane),
        set_aside=rating.set_aside or excluded or "",
        window=window.number,
        window_name=window.name,
        department_code=window.department_code,
        department=window.department,
        matter_code=matter_code or "",
        matter=matter or "",
        case=cases.get(rating.id),
    )
