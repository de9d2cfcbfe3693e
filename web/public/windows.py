"""How did one window do, month by month?"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from typing import cast

from flask import Response

from server.gate import Door, open_to
from server.queries.publication.notices import Notice
from server.queries.registry.halls import Hall
from server.rules.disclosure import PublicFacts
from server.rules.disclosure.shape import PublicGroup, PublicUnit
from web.public import answers
from web.public.asked import asked_hall, quoted
from web.public.axis import WHOLE, Axis, axis_for
from web.public.errors import NoSuchWindow
from web.public.figures import HUNDRED_PERCENT
from web.public.routes import published
from web.public.trends import Line, across, runs, valid_notices

# The drawing: its heights in pixels, its places from side to side in percent of its width.
TOP, HEIGHT = 20, 160
LEFT, RIGHT = 14, 95


@dataclass(frozen=True)
class WindowMonth:
    """What a month's ranking notice says of a window.

    ``figures`` are None where it is not shown alone; ``reason`` then says why.
    """

    notice: Notice
    group: PublicGroup
    number: str
    name: str
    figures: PublicUnit | None
    reason: str = ""

    @property
    def month(self) -> str:
        """The month as in ``2026-11``."""
        return self.notice.month

    @property
    def group_good(self) -> int:
        """The good ratings of the windows of its group that are shown alone."""
        return sum(unit["good"] for unit in self.group["units"])

    @property
    def group_n(self) -> int:
        """All counted ratings of those windows."""
        return sum(unit["n"] for unit in self.group["units"])


@dataclass(frozen=True)
class Mark:
    """A month in the drawing: heights of its dot, of the ends of its bar, of the group's mean."""

    month: str
    n: int
    x: str
    dot: str
    low: str
    high: str
    mean: str


@dataclass(frozen=True)
class WindowPart:
    """A window's months, the latest first, and the drawing of those with figures of their own.

    ``runs``: the marks in the order of time, parted where a month is missing.
    """

    months: tuple[WindowMonth, ...]
    axis: Axis
    runs: tuple[tuple[Mark, ...], ...]

    @property
    def marks(self) -> tuple[Mark, ...]:
        """All marks in the order of time."""
        return tuple(mark for run in self.runs for mark in run)

    @property
    def scale(self) -> tuple[Line, ...]:
        """The figures along the axis with their heights."""
        return tuple(
            Line(str(tick.percent), self.axis.height(tick.percent, WHOLE, within=HEIGHT, top=TOP))
            for tick in self.axis.ticks
        )

    @property
    def latest(self) -> WindowMonth:
        """The latest month in which it was published."""
        return self.months[0]


@published.get("/public/windows/<path:number>")
@open_to(Door.PUBLIC)
def window(number: str) -> Response:
    """A window's year."""
    return answers.page("public/window.html", window=window_part(asked_hall(), number))


def window_part(hall: Hall, number: str) -> WindowPart:
    """What a year's ranking notices say of a window. Raises NoSuchWindow."""
    notices = valid_notices(hall, "ranking")
    months = tuple(month for notice in notices for month in months_in(notice, number))
    if not months:
        raise NoSuchWindow(number=quoted(number))
    figures = [month.figures for month in months if month.figures]
    axis = axis_for(unit["interval"][1] for unit in figures if unit["interval"])
    return WindowPart(months, axis, drawing(months[::-1], axis))


def months_in(notice: Notice, number: str) -> Iterator[WindowMonth]:
    """The window's month, where the notice names it; capitals do not matter."""
    facts, wanted = cast(PublicFacts, notice.facts["content"]), number.casefold()
    for group in facts["groups"]:
        for unit in group["units"]:
            if unit["unit"].casefold() == wanted:
                yield WindowMonth(notice, group, unit["unit"], unit["name"], unit)
        for rest in group["rest"]["units"]:
            if rest["unit"].casefold() == wanted:
                yield WindowMonth(notice, group, rest["unit"], rest["name"], None, rest["reason"])


def drawing(months: Sequence[WindowMonth], axis: Axis) -> tuple[tuple[Mark, ...], ...]:
    """The marks of the months in which the window had ratings, in the order of time."""
    drawn = [
        (month, unit, unit["interval"])
        for month in months
        if (unit := month.figures) and unit["interval"]
    ]
    if not drawn:
        return ()
    place = across([month.month for month, _, _ in drawn], left=LEFT, right=RIGHT)
    height = partial(axis.height, within=HEIGHT, top=TOP)
    return runs(
        [
            Mark(
                month.month,
                unit["n"],
                f"{place(month.month)}%",
                dot=height(unit["good"], unit["n"]),
                low=height(HUNDRED_PERCENT - limits[1], HUNDRED_PERCENT),
                high=height(HUNDRED_PERCENT - limits[0], HUNDRED_PERCENT),
                mean=height(month.group_good, month.group_n),
            )
            for month, unit, limits in drawn
        ]
    )
