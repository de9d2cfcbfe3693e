"""How is a published figure written? Exact, rounded half up to 0.01, never without a value."""

from collections.abc import Callable, Sequence
from typing import Any

from server.rules.indicators import NO_SHARE
from server.rules.months import Month
from server.rules.rounding import half_up

HUNDRED_PERCENT = 10_000  # in the hundredths of a percent in which intervals are frozen


def count(number: int) -> str:
    """A whole number with its thousands apart: 3,319."""
    return f"{number:,}"


def percent(part: int, whole: int) -> str:
    """The share as in ``99.67%``, rounded half up to 0.01 %; ``—`` of nothing."""
    return f"{half_up(100 * part, whole, places=2)}%" if whole else NO_SHARE


def per_hundred(part: int, whole: int) -> str:
    """How many of a hundred, as in ``0.75``, rounded half up; ``—`` of nothing."""
    return half_up(100 * part, whole, places=2) if whole else NO_SHARE


def width(part: int, whole: int) -> str:
    """The share as a length in an SVG, as in ``39.85%``; ``0%`` of nothing."""
    return f"{half_up(100 * part, whole, places=2)}%" if whole else "0%"


def good_interval(bad: Sequence[int] | None) -> str:
    """The limits of the good share, as in ``94.28–99.98%``, from those of the bad one.

    ``bad``: lowest and highest bad share in hundredths of a percent; ``—`` where there is none.
    """
    if bad is None:
        return NO_SHARE
    low, high = (HUNDRED_PERCENT - limit for limit in reversed(bad))
    return f"{_hundredths(low)}–{_hundredths(high)}%"


def month_number(month: str) -> int:
    """Which month of its year ``2026-11`` is."""
    return Month.parse(month).number


def _hundredths(share: int) -> str:
    return half_up(share, 100, places=2)


# What templates can use, by name.
WRITTEN: dict[str, Callable[..., Any]] = {
    "count": count,
    "percent": percent,
    "per_hundred": per_hundred,
    "width": width,
    "good_interval": good_interval,
    "month_number": month_number,
}
