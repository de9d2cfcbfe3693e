"""How often was somebody asked on the tablets in a month, and how often did they rate?"""

from dataclasses import dataclass

from sqlalchemy import func, select

from server.db import session
from server.models.kiosk import NotRated
from server.models.ratings import Rating
from server.models.registry import Window
from server.rules.months import Month
from server.rules.ratings.levels import Channel


@dataclass(frozen=True)
class KioskCounts:
    """Ratings given on tablets, set-aside ones too, and how often nobody rated."""

    rated: int
    not_rated: int

    @property
    def n(self) -> int:
        """How often somebody was asked."""
        return self.rated + self.not_rated


def kiosk_counts(hall_id: int, month: Month, window: str = "") -> KioskCounts:
    """Of the days of a month; of one window, '' for all."""
    first, last = month.days()[0], month.days()[-1]
    rated = select(func.count()).where(
        Rating.hall_id == hall_id,
        Rating.month.in_((str(month), str(month.next()))),
        Rating.day >= first,
        Rating.day <= last,
        Rating.channel == Channel.TABLET,
        Rating.first_rating_id.is_(None),
    )
    silent = select(func.count()).where(
        NotRated.hall_id == hall_id, NotRated.day >= first, NotRated.day <= last
    )
    if window:
        asked = select(Window.id).where(Window.hall_id == hall_id, Window.number == window)
        rated = rated.where(Rating.window_id.in_(asked))
        silent = silent.where(NotRated.window_id.in_(asked))
    return KioskCounts(session.scalar(rated) or 0, session.scalar(silent) or 0)
