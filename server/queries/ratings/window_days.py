"""What did each window's day bring, beside what is usual there?"""

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from fractions import Fraction

from sqlalchemy import ColumnElement, and_, func, select

from server.db import session
from server.ids import first_id
from server.models.ratings import Rating, RatingText, Visit
from server.models.registry import Window
from server.queries.registry.halls import Hall
from server.queries.sources.applications import finished_by_window
from server.rules.flags import WindowDay
from server.rules.ratings.levels import Lane

LOOKED_BACK = timedelta(days=28)
# With fewer days of its own a window is new, and what is usual is taken from its group.
LEAST_DAYS = 5
ONE_DAY = timedelta(days=1)
READ_AT_ONCE = 5000

Moments = Mapping[int, list[datetime]]
ByHour = Mapping[int, Fraction]


@dataclass
class Past:
    """How many ratings each local hour (0 to 23) brought in all, on which days."""

    by_hour: Counter[int] = field(default_factory=Counter[int])
    days: set[date] = field(default_factory=set[date])

    def add(self, moment: datetime) -> None:
        """One more rating at that moment, as the hall's clocks show it."""
        self.by_hour[moment.hour] += 1
        self.days.add(moment.date())

    def usual(self, open_days: set[date]) -> ByHour:
        """The mean of each hour, over the hall's open days since the first rating here."""
        days = sum(day >= min(self.days) for day in open_days)
        return {hour: Fraction(count, days) for hour, count in self.by_hour.items()}


def window_days(hall: Hall, day: date) -> tuple[WindowDay, ...]:
    """Each window that was rated on that day, in the order of their numbers.

    Applications are known where they came in one by one; the usual share is that of the rest of
    the group on that day. What was erased is not known: exact moments a month after publication,
    texts after two years.
    """
    counted = _ratings_by_window(hall.id, day)
    finished = finished_by_window(hall.id, day)
    moments = _moments_by_window(hall, day)
    texts = _texts_by_window(hall.id, day)
    groups = _groups(hall.id)
    usual = _usual_by_window(hall, day, groups)
    shares = _shares(counted, finished, groups)
    return tuple(
        WindowDay(
            window_id,
            ratings=counted[window_id],
            submitted=tuple(moments[window_id]),
            usual=usual.get(window_id, {}),
            applications=finished.get(window_id),
            usual_share=shares.get(window_id),
            texts=tuple(texts[window_id]),
        )
        for window_id in groups
        if counted[window_id]
    )


def _groups(hall_id: int) -> dict[int, int]:
    """The peer group of each window, in the order of the windows' numbers."""
    rows = select(Window.id, Window.group_id).where(Window.hall_id == hall_id)
    return dict(session.execute(rows.order_by(Window.number)).all())


def _of_day(hall_id: int, day: date) -> ColumnElement[bool]:
    """First ratings of visits on that day; ids begin with the day, so their range is quick."""
    return and_(
        Rating.hall_id == hall_id,
        Rating.id >= first_id(day - ONE_DAY),
        Rating.id < first_id(day + 2 * ONE_DAY),
        Rating.day == day,
        Rating.first_rating_id.is_(None),
    )


def _ratings_by_window(hall_id: int, day: date) -> Counter[int]:
    rows = select(Rating.window_id, func.count()).where(_of_day(hall_id, day))
    counted = session.execute(rows.group_by(Rating.window_id)).all()
    return Counter(dict(counted))


def _shares(
    counted: Counter[int], finished: Mapping[int, int], groups: Mapping[int, int]
) -> dict[int, Fraction]:
    """Ratings per application of the other windows of the group whose applications are known."""
    rated, handled = Counter[int](), Counter[int]()
    for window_id, applications in finished.items():
        rated[groups[window_id]] += counted[window_id]
        handled[groups[window_id]] += applications
    found = {}
    for window_id, applications in finished.items():
        others = handled[groups[window_id]] - applications
        if others:
            share = Fraction(rated[groups[window_id]] - counted[window_id], others)
            found[window_id] = min(Fraction(1), share)
    return found


def _texts_by_window(hall_id: int, day: date) -> defaultdict[int, list[str]]:
    of_rating = and_(RatingText.hall_id == Rating.hall_id, RatingText.rating_id == Rating.id)
    rows = select(Rating.window_id, RatingText.text).join(RatingText, of_rating)
    found = defaultdict[int, list[str]](list)
    for window_id, text in session.execute(rows.where(_of_day(hall_id, day)).order_by(Rating.id)):
        found[window_id].append(text)
    return found


def _moments_by_window(hall: Hall, day: date) -> defaultdict[int, list[datetime]]:
    found = defaultdict[int, list[datetime]](list)
    for window_id, moment in _moments(hall, day, day + ONE_DAY):
        found[window_id].append(moment)
    return found


def _usual_by_window(hall: Hall, day: date, groups: Mapping[int, int]) -> dict[int, ByHour]:
    pasts, group_pasts = defaultdict[int, Past](Past), defaultdict[int, Past](Past)
    open_days = set[date]()
    for window_id, moment in _moments(hall, day - LOOKED_BACK, day):
        pasts[window_id].add(moment)
        group_pasts[groups[window_id]].add(moment)
        open_days.add(moment.date())
    sizes = Counter(groups[window_id] for window_id in pasts)
    usual = dict[int, ByHour]()
    for window_id, group_id in groups.items():
        if len(pasts[window_id].days) >= LEAST_DAYS:
            usual[window_id] = pasts[window_id].usual(open_days)
        elif len(group_pasts[group_id].days) >= LEAST_DAYS:
            by_hour = group_pasts[group_id].usual(open_days)
            usual[window_id] = {hour: rate / sizes[group_id] for hour, rate in by_hour.items()}
    return usual


def _moments(hall: Hall, first: date, end: date) -> Iterator[tuple[int, datetime]]:
    """Where and when (in the hall's time) ratings without a ticket were sent, ``end`` excluded."""
    start = datetime.combine(first, time.min, tzinfo=hall.zone)
    before = datetime.combine(end, time.min, tzinfo=hall.zone)
    of_visit = and_(Rating.hall_id == Visit.hall_id, Rating.id == Visit.rating_id)
    rows = (
        select(Visit.window_id, Visit.submitted_at)
        .join(Rating, of_visit)
        .where(
            Visit.hall_id == hall.id,
            Visit.submitted_at >= start,
            Visit.submitted_at < before,
            Rating.lane != Lane.VERIFIED,
        )
        .execution_options(yield_per=READ_AT_ONCE)
    )
    for window_id, moment in session.execute(rows):
        yield window_id, moment.astimezone(hall.zone)
