"""Where on the axis does a share of good ratings stand, and where does the axis begin?"""

from collections.abc import Iterable
from dataclasses import dataclass

from server.rules.rounding import half_up
from web.public.figures import HUNDRED_PERCENT

WHOLE = 100
# The axis begins at the highest of these that hides nothing; each leaves a span of round steps.
STARTS = (95, 90, 85, 80, 75, 70, 60, 50, 0)
MOST_TICKS = 6
STEPS = (1, 2, 5, 10, 20)


@dataclass(frozen=True)
class Tick:
    """One figure on the axis: its percent, and its place as a length in an SVG."""

    percent: int
    place: str


@dataclass(frozen=True)
class Axis:
    """A part of 0 to 100 % that ends at 100 %. ``start``: where it begins, in whole percent."""

    start: int

    @property
    def begins_at_zero(self) -> bool:
        """Whether lengths may be compared and not only places."""
        return self.start == 0

    @property
    def ticks(self) -> tuple[Tick, ...]:
        """The figures along the axis, a round step apart, 100 % the last."""
        span = WHOLE - self.start
        step = next(step for step in STEPS if span % step == 0 and span // step < MOST_TICKS)
        return tuple(
            Tick(percent, self.place(percent, WHOLE))
            for percent in range(self.start, WHOLE + 1, step)
        )

    def place(self, part: int, whole: int) -> str:
        """Where that share stands, as a length in an SVG: ``84.01%``."""
        return f"{half_up(WHOLE * self._above(part, whole), self._span(whole), places=2)}%"

    def height(self, part: int, whole: int, *, within: int, top: int) -> str:
        """Where that share stands on a scale from ``top`` (100 %) down ``within`` units."""
        below = self._span(whole) - self._above(part, whole)
        return half_up(top * self._span(whole) + within * below, self._span(whole), places=1)

    def _above(self, part: int, whole: int) -> int:
        return max(0, WHOLE * part - self.start * whole)

    def _span(self, whole: int) -> int:
        return (WHOLE - self.start) * whole


def axis_for(bad_limits: Iterable[int]) -> Axis:
    """The axis on which all intervals fit; the limits are the highest bad shares of each.

    They are in hundredths of a percent, as they are frozen.
    """
    lowest = HUNDRED_PERCENT - max(bad_limits, default=0)
    return Axis(next(start for start in STARTS if WHOLE * start <= lowest))
