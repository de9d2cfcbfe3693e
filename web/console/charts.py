"""How is a figure of the console drawn? Places and lengths only; the words are the template's.

Every drawing can be read without colour (solid, hatched, dashed) and has its table.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache

from server.rules.ranking.interval import interval
from web.public.figures import width
from web.public.trends import Line, rounded

# The drawing of columns, in its own units.
LEFT, RIGHT, TOP, BOTTOM = 40, 420, 22, 166
INTERVALS = (2, 3, 4)
STEPS = (1, 2, 5)
MOST_COLUMN = 44
ROOM = Fraction(2, 3)  # of its place that a column takes
EDGE = 7  # percent of a drawing of intervals that stay free on each side
HUNDREDTHS = 100
STEPS_OF_HEAT = 4


@dataclass(frozen=True)
class Part:
    """A piece of a column or bar: what it is (solid, hatched, dashed), its place and length."""

    kind: str
    start: str
    length: str


@dataclass(frozen=True)
class Column:
    """One column of a stack: its middle and left edge, pieces from below, the height of its top."""

    label: str
    x: str
    left: str
    width: str
    parts: tuple[Part, ...]
    top: str


@dataclass(frozen=True)
class Stack:
    """Columns side by side on a scale from 0."""

    scale: tuple[Line, ...]
    columns: tuple[Column, ...]


@dataclass(frozen=True)
class Interval:
    """A share with its 95 % interval: the places of its dot and of the ends of its bar."""

    dot: str
    low: str
    high: str


@dataclass(frozen=True)
class Intervals:
    """Dots with bars on one scale from 0; ``rows`` has None where there is nothing to draw."""

    scale: tuple[Line, ...]
    rows: tuple[Interval | None, ...]


KINDS = ("solid", "hatched", "dashed")


def stack(rows: Iterable[tuple[str, Sequence[int]]]) -> Stack | None:
    """Columns of up to three numbers (solid, hatched, dashed); None where all is nothing."""
    known = list(rows)
    highest = max((sum(numbers) for _, numbers in known), default=0)
    if not highest:
        return None
    step, intervals = _steps(Fraction(highest), least=Fraction(1))
    top = step * intervals
    place = Fraction(RIGHT - LEFT, len(known))
    wide = min(Fraction(MOST_COLUMN), place * ROOM)
    scale = tuple(
        Line(f"{int(step * at):,}", _height(step * at, top)) for at in range(intervals + 1)
    )
    columns = (
        _column(label, numbers, LEFT + place * (at + Fraction(1, 2)), wide, top)
        for at, (label, numbers) in enumerate(known)
    )
    return Stack(scale, tuple(columns))


def bar(numbers: Sequence[int], longest: int) -> tuple[Part, ...]:
    """A horizontal bar of up to three numbers, in percent of the longest bar."""
    found, before = [], 0
    for kind, number in zip(KINDS, numbers, strict=False):
        if number:
            found.append(Part(kind, width(before, longest), width(number, longest)))
        before += number
    return tuple(found)


def intervals(counts: Sequence[tuple[int, int]]) -> Intervals:
    """Shares (part, whole) in percent with their intervals, on one scale from 0."""
    limits = [_limits(part, whole) if whole else None for part, whole in counts]
    highest = max((Fraction(each[1], HUNDREDTHS) for each in limits if each), default=Fraction(1))
    step, intervals = _steps(highest)
    top = step * intervals
    rows = tuple(
        Interval(*(_across(value, top) for value in _places(count, each))) if each else None
        for count, each in zip(counts, limits, strict=True)
    )
    scale = tuple(Line(_short(step * at), _across(step * at, top)) for at in range(intervals + 1))
    return Intervals(scale, rows)


def _steps(highest: Fraction, *, least: Fraction = Fraction(0)) -> tuple[Fraction, int]:
    """A round step and how many of them just hold the highest figure."""
    found = [(max(_round_step(highest / many), least), many) for many in INTERVALS]
    return min(found, key=lambda one: (one[0] * one[1], one[1]))


def _round_step(wanted: Fraction) -> Fraction:
    """The smallest of 1, 2 or 5 times a power of ten that is not below what is wanted."""
    power = Fraction(1, 100)
    while power * STEPS[-1] < wanted:
        power *= 10
    return next(step * power for step in STEPS if step * power >= wanted)


@lru_cache(maxsize=4096)
def _limits(part: int, whole: int) -> tuple[int, int]:
    """The exact limits take a tenth of a millisecond: worth keeping, as figures change slowly."""
    return interval(part, whole)


def _places(count: tuple[int, int], limits: tuple[int, int]) -> tuple[Fraction, ...]:
    part, whole = count
    return (Fraction(100 * part, whole), *(Fraction(limit, HUNDREDTHS) for limit in limits))


def sparkline(values: Sequence[Fraction | None]) -> str:
    """The points of a small line (100 × 24), left to right; what is not known is left out."""
    known = [value for value in values if value is not None]
    highest = max(known, default=Fraction(0)) or Fraction(1)
    last = max(len(values) - 1, 1)
    return " ".join(
        f"{rounded(4 + Fraction(92 * at, last))},{rounded(22 - 20 * value / highest)}"
        for at, value in enumerate(values)
        if value is not None
    )


def heat(counts: Mapping[object, int]) -> dict[object, str]:
    """For each place how strong its ground is, ``h0`` to ``h4``; the numbers stand in it anyway."""
    most = max(counts.values(), default=0)
    return {
        place: f"h{-(-STEPS_OF_HEAT * count // most)}" if most else "h0"
        for place, count in counts.items()
    }


def _column(
    label: str, numbers: Sequence[int], middle: Fraction, wide: Fraction, top: Fraction
) -> Column:
    parts, below = [], 0
    for kind, number in zip(KINDS, numbers, strict=False):
        if number:
            upper = _height(Fraction(below + number), top)
            length = rounded(Fraction(number) / top * (BOTTOM - TOP))
            parts.append(Part(kind, upper, length))
        below += number
    return Column(
        label,
        rounded(middle),
        rounded(middle - wide / 2),
        rounded(wide),
        tuple(parts),
        _height(Fraction(below), top),
    )


def _height(value: Fraction, top: Fraction) -> str:
    return rounded(BOTTOM - value / top * (BOTTOM - TOP))


def _across(value: Fraction, top: Fraction) -> str:
    """A place from side to side; the edges are left free for the words of the scale."""
    return f"{rounded(EDGE + value / top * (100 - 2 * EDGE))}%"


def _short(value: Fraction) -> str:
    return str(int(value)) if value.denominator == 1 else f"{float(value):g}"
