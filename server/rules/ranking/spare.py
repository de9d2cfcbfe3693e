"""What do a unit's counts become when three of its ratings turn good, or bad?"""

from server.rules.ranking.counts import Counts, Row
from server.rules.ranking.numbers import SPARE_RATINGS

FLIPS = (-SPARE_RATINGS, SPARE_RATINGS)  # bad ratings less, bad ratings more


def flipped(row: Row, by: int) -> Row:
    """The row with ``by`` bad ratings more (or, below 0, fewer), its worst month first.

    The number of ratings stays; no month gets below 0 or above its ratings.
    """
    months, left = list(row), by
    for month in sorted(range(len(row)), key=lambda month: _bad(row[month]), reverse=True):
        own = row[month]
        if own is not None:
            step = max(-own.bad, min(left, own.ratings - own.bad))
            months[month] = Counts(own.bad + step, own.ratings)
            left -= step
    return tuple(months)


def _bad(own: Counts | None) -> int:
    return own.bad if own else 0
