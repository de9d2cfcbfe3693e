"""How did a figure change over a year? A line with its points, drawn to a round scale."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import groupby
from typing import Protocol, TypeVar

from server.queries.publication.notices import Notice, NoticeState, last_versions
from server.queries.registry.halls import Hall
from server.rules.months import Month
from server.rules.rounding import half_up

MONTHS_SHOWN = 12
# The drawing in its own units: the lines of the scale stand between LEFT and RIGHT.
LEFT, RIGHT, TOP, BOTTOM = 40, 270, 14, 164
HEIGHT = BOTTOM - TOP
STEPS = (1, 2, 5)
INTERVALS = 3


class HasMonth(Protocol):
    """Something that stands in a drawing at a month."""

    @property
    def month(self) -> str:
        """The month as in ``2026-11``."""
        ...


OfMonth = TypeVar("OfMonth", bound=HasMonth)


@dataclass(frozen=True)
class Reading:
    """One month's figure: its value, how it is written, and of how many it is."""

    month: str
    value: Fraction
    words: str
    of: str


@dataclass(frozen=True)
class Point:
    """A reading with its place in the drawing."""

    reading: Reading
    x: str
    y: str

    @property
    def month(self) -> str:
        """The month of the reading."""
        return self.reading.month


@dataclass(frozen=True)
class Line:
    """A figure of a percent of the scale and its height, or a month and its place."""

    words: str
    at: str


@dataclass(frozen=True)
class Chart:
    """A drawing: the scale, the months below it, and the points by unbroken runs of months."""

    scale: tuple[Line, ...]
    months: tuple[Line, ...]
    runs: tuple[tuple[Point, ...], ...]

    @property
    def points(self) -> tuple[Point, ...]:
        """All points in the order of time."""
        return tuple(point for run in self.runs for point in run)

    @property
    def last(self) -> Point:
        """The latest point."""
        return self.points[-1]

    @property
    def first(self) -> Point:
        """The earliest point."""
        return self.points[0]


def valid_notices(hall: Hall, kind: str) -> tuple[Notice, ...]:
    """The last revisions of a year's notices that were not withdrawn, the latest month first."""
    found = last_versions(hall.id, kind, most=MONTHS_SHOWN)
    return tuple(notice for notice in found if notice.state is not NoticeState.WITHDRAWN)


def chart(readings: Iterable[Reading]) -> Chart | None:
    """The drawing of readings in the order of time; None where there is nothing to draw."""
    known = list(readings)
    if not known:
        return None
    step = round_step(max(reading.value for reading in known))
    place = across([reading.month for reading in known], left=LEFT, right=RIGHT)
    top = step * INTERVALS
    points = [
        Point(reading, place(reading.month), rounded(BOTTOM - reading.value / top * (BOTTOM - TOP)))
        for reading in known
    ]
    return Chart(
        scale=tuple(_scale(step)),
        months=tuple(Line(month, place(month)) for month in _named(known)),
        runs=runs(points),
    )


def round_step(highest: Fraction) -> Fraction:
    """The smallest of 1, 2 or 5 times a power of ten of which three reach the highest figure."""
    power = Fraction(1, 100)
    while True:
        for step in STEPS:
            if step * power * INTERVALS >= highest:
                return step * power
        power *= 10


def across(months: Sequence[str], *, left: int, right: int) -> Callable[[str], str]:
    """Where a month stands from left to right, by distance in time; a single one at the right."""
    first, last = _number(months[0]), _number(months[-1])
    span = last - first

    def place(month: str) -> str:
        if not span:
            return rounded(Fraction(right))
        return rounded(left + Fraction((_number(month) - first) * (right - left), span))

    return place


def runs(points: Sequence[OfMonth]) -> tuple[tuple[OfMonth, ...], ...]:
    """The points parted where a month is missing: a line must not cross what is not known."""
    order = range(len(points))
    grouped = groupby(order, key=lambda at: _number(points[at].month) - at)
    return tuple(tuple(points[at] for at in members) for _, members in grouped)


def _scale(step: Fraction) -> Iterable[Line]:
    for at in range(INTERVALS + 1):
        y = BOTTOM - Fraction(at, INTERVALS) * HEIGHT
        yield Line(_shortest(step * at), rounded(y))


def _named(known: Sequence[Reading]) -> list[str]:
    """The months that are written below: so many that the words do not touch."""
    every = -(-len(known) // 4)
    return [reading.month for reading in reversed(known[::-1][::every])]


def _number(month: str) -> int:
    parsed = Month.parse(month)
    return 12 * parsed.year + parsed.number


def rounded(length: Fraction) -> str:
    """A length of the drawing as it is written in it."""
    return half_up(length.numerator, length.denominator, places=1)


def _shortest(figure: Fraction) -> str:
    text = half_up(figure.numerator, figure.denominator, places=2)
    return text.rstrip("0").rstrip(".") if "." in text else text
