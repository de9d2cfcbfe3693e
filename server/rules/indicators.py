"""Which figures sum up a month of ratings, and out of how many is each?

The formulas are ours until annex B of GB/T 39734-2020 can be checked. Every figure keeps its
denominator, so that its n can always stand beside it; nothing is ever turned into 100 %.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from server.rules.ratings.levels import Level
from server.rules.rounding import half_up

NO_SHARE = "—"  # of nothing there is no share


class Indicator(StrEnum):
    """The figures, in the order in which they are shown."""

    ACTIVE = "active"  # 主动评价率
    DEFAULTED = "defaulted"  # 默认评价率
    MISSING = "missing"  # 未评率
    ACTIVE_GOOD = "active_good"  # 主动评价好评率
    GOOD_WITH_DEFAULTS = "good_with_defaults"  # 好评率, never shown without the line above
    BAD = "bad"  # 差评率
    BAD_REPLIED = "bad_replied"  # 差评回复率
    BAD_RECTIFIED = "bad_rectified"  # 差评整改率
    BAD_RECTIFIED_IN_TIME = "bad_rectified_in_time"  # 按期整改率
    CALLED_BACK = "called_back"  # 回访率, of real-name bad ratings
    REACHED = "reached"  # 有效回访率
    SATISFIED = "satisfied"  # 回访整改满意率, of those reached: nobody else could answer


@dataclass(frozen=True)
class Share:
    """So many of so many."""

    numerator: int
    denominator: int

    def __str__(self) -> str:
        return share(self.numerator, self.denominator)


@dataclass(frozen=True)
class RatingFigures:
    """A month's ratings of a unit, a department or a hall.

    ``levels``: the valid active first ratings by level, 1 to 5. ``set_aside``: active ones that
    do not count. ``defaults``: filled in by a system. ``ratable``: visits or applications that
    could be rated, None where not known; where more were rated, none is called missing.
    """

    levels: tuple[int, int, int, int, int]
    set_aside: int
    defaults: int
    ratable: int | None


@dataclass(frozen=True)
class CaseFigures:
    """What became of a month's bad ratings.

    ``bad``: cases of bad ratings. ``due``: those whose rectification is due. ``real_name``: those
    with a contact, who are to be called back; ``reached`` and ``satisfied`` count such calls.
    """

    bad: int
    replied: int
    due: int
    rectified: int
    rectified_in_time: int
    real_name: int
    called_back: int
    reached: int
    satisfied: int


def rating_indicators(figures: RatingFigures) -> dict[Indicator, Share | None]:
    """The indicators that ratings alone allow; None where there is nothing to have a share of."""
    valid, bad = sum(figures.levels), _bad(figures.levels)
    good, active = valid - bad, valid + figures.set_aside
    ratable = figures.ratable or 0
    missing = max(0, ratable - active - figures.defaults)
    return _with_none(
        (Indicator.ACTIVE, active, ratable),
        (Indicator.DEFAULTED, figures.defaults, ratable),
        (Indicator.MISSING, missing, ratable),
        (Indicator.ACTIVE_GOOD, good, valid),
        (Indicator.GOOD_WITH_DEFAULTS, good + figures.defaults, valid + figures.defaults),
        (Indicator.BAD, bad, valid),
    )


def case_indicators(figures: CaseFigures) -> dict[Indicator, Share | None]:
    """The indicators that the handling of bad ratings allows; None as above."""
    return _with_none(
        (Indicator.BAD_REPLIED, figures.replied, figures.bad),
        (Indicator.BAD_RECTIFIED, figures.rectified, figures.due),
        (Indicator.BAD_RECTIFIED_IN_TIME, figures.rectified_in_time, figures.due),
        (Indicator.CALLED_BACK, figures.called_back, figures.real_name),
        (Indicator.REACHED, figures.reached, figures.called_back),
        (Indicator.SATISFIED, figures.satisfied, figures.reached),
    )


def share(numerator: int, denominator: int) -> str:
    """The share as in ``99.67 %``, rounded half up to 0.01 %; ``—`` of nothing."""
    if denominator == 0:
        return NO_SHARE
    return f"{half_up(100 * numerator, denominator, places=2)} %"


def _bad(levels: Iterable[int]) -> int:
    return sum(count for level, count in enumerate(levels, start=1) if Level(level).is_bad)


def _with_none(*rows: tuple[Indicator, int, int]) -> dict[Indicator, Share | None]:
    return {name: Share(part, whole) if whole else None for name, part, whole in rows}
