"""What does the disclosure notice say of a whole hall's month?"""

from collections import Counter
from collections.abc import Collection

from sqlalchemy import exists, func, select

from server.db import session
from server.models.cases import Case
from server.models.handling import ExcludedRating
from server.models.ratings import Rating
from server.models.registry import Window
from server.packs.tags import tags
from server.queries.registry.halls import Hall
from server.rules.disclosure import PublicFacts
from server.rules.months import Month
from server.rules.ratings.levels import Level

BAD_LEVELS = tuple(level for level in Level if level.is_bad)


def bad_causes(hall: Hall, month: Month, windows: Collection[str]) -> dict[str, int]:
    """How often the counted bad first ratings of these windows named each cause class.

    One rating may name several causes; ``none`` are those that named no reason of the list.
    """
    causes = {tag.code: tag.cause for tag in tags()}
    counts: Counter[str] = Counter()
    is_excluded = exists().where(
        ExcludedRating.hall_id == Rating.hall_id, ExcludedRating.rating_id == Rating.id
    )
    for chosen, ratings in session.execute(
        select(Rating.tags, func.count())
        .join(Window, Window.id == Rating.window_id)
        .where(
            Window.number.in_(windows),
            Rating.hall_id == hall.id,
            Rating.month == str(month),
            Rating.level.in_(BAD_LEVELS),
            Rating.set_aside.is_(None),
            ~is_excluded,
            Rating.first_rating_id.is_(None),
        )
        .group_by(Rating.tags)
    ):
        named = {str(causes[code]) for code in chosen.split(",") if code} or {"none"}
        counts.update(dict.fromkeys(named, ratings))
    return dict(sorted(counts.items()))


def cases_received(hall: Hall, month: Month) -> dict[str, int]:
    """How many cases of each kind were received in a month; tip-offs are not published."""
    start, end = month.starts_at(hall.zone), month.ends_at(hall.zone)
    rows = session.execute(
        select(Case.kind, func.count())
        .where(
            Case.hall_id == hall.id,
            Case.received_at >= start,
            Case.received_at < end,
            Case.kind != "tip_off",
        )
        .group_by(Case.kind)
        .order_by(Case.kind)
    )
    return dict(rows.all())


def shown_windows(public: PublicFacts) -> frozenset[str]:
    """The numbers of the windows whose figures are in the totals, alone or in a rest."""
    alone = {unit["unit"] for group in public["groups"] for unit in group["units"]}
    summed = {
        unit["unit"]
        for group in public["groups"]
        for unit in group["rest"]["units"]
        if group["rest"]["figures"] is not None or public["rest"] is not None
    }
    return frozenset(alone | summed)
