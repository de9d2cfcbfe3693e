"""How is one value of a scheme file read? Each reader gives the value, or None for what it is not.

Numbers are exact: integers and decimals become fractions, percentages are text (``"50%"``).
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction
from itertools import pairwise
from typing import Generic, TypeVar

from server.rules.schemes.items import Band, PointRange, Range
from server.rules.schemes.outcomes import Quota

T = TypeVar("T")
Word = TypeVar("Word", bound=StrEnum)

LARGEST = 10**9
MOST_PLACES = 6
_PERCENT = re.compile(r"([0-9]{1,3}(?:\.[0-9]{1,4})?)%")
_NUMBER = r"(-?[0-9]{1,9}(?:\.[0-9]{1,6})?)"
_BETWEEN = re.compile(rf"{_NUMBER}?\.\.{_NUMBER}?")
_COMPARED = re.compile(rf"(<=|>=|<|>){_NUMBER}")
_EXACT = re.compile(_NUMBER)


@dataclass(frozen=True)
class Kind(Generic[T]):
    """A kind of value: how it is read, and what is said where it is not one.

    ``code`` and ``variant`` name the sentence, ``choices`` are told with it.
    """

    read: Callable[[object], T | None]
    variant: str = ""
    code: str = "E64"
    choices: tuple[str, ...] = ()


def number(raw: object) -> Fraction | None:
    """An integer or decimal of usual size."""
    match raw:
        case bool():
            return None
        case int():
            return Fraction(raw) if abs(raw) <= LARGEST else None
        case Decimal():
            return Fraction(raw) if _is_usual(raw) else None
        case _:
            return None


def above_nought(raw: object) -> Fraction | None:
    """A number greater than 0."""
    found = number(raw)
    return found if found is not None and found > 0 else None


def from_nought(raw: object) -> Fraction | None:
    """A number that is not below 0."""
    found = number(raw)
    return found if found is not None and found >= 0 else None


def above_one(raw: object) -> Fraction | None:
    """A number greater than 1."""
    found = number(raw)
    return found if found is not None and found > 1 else None


def whole(least: int, most: int = LARGEST) -> Callable[[object], int | None]:
    """An integer between these two."""

    def read(raw: object) -> int | None:
        if not isinstance(raw, int) or isinstance(raw, bool):
            return None
        return raw if least <= raw <= most else None

    return read


def text(raw: object) -> str | None:
    """Words, at least one."""
    return raw.strip() if isinstance(raw, str) and raw.strip() else None


def short(most: int) -> Callable[[object], str | None]:
    """Words of at most so many letters."""

    def read(raw: object) -> str | None:
        found = text(raw)
        return found if found and len(found) <= most else None

    return read


def matching(pattern: str) -> Callable[[object], str | None]:
    """Words of that pattern."""
    wanted = re.compile(pattern)
    return lambda raw: raw if isinstance(raw, str) and wanted.fullmatch(raw) else None


def yes_no(raw: object) -> bool | None:
    """True or false."""
    return raw if isinstance(raw, bool) else None


def day(raw: object) -> date | None:
    """A date without a time."""
    return raw if type(raw) is date else None


def first_of_month(raw: object) -> date | None:
    """The first day of a month."""
    found = day(raw)
    return found if found is not None and found.day == 1 else None


def words(raw: object) -> tuple[str, ...] | None:
    """A list of words, or one word."""
    listed = raw if isinstance(raw, list) else [raw]
    found = tuple(one for one in map(text, listed) if one is not None)
    return found if len(found) == len(listed) and found else None


def percent(raw: object) -> Fraction | None:
    """A percentage as text, at most 100 %."""
    found = _PERCENT.fullmatch(raw) if isinstance(raw, str) else None
    share = Fraction(found[1]) / 100 if found else None
    return share if share is not None and share <= 1 else None


def range_of(raw: object) -> Range | None:
    """``"1..10"``, ``"30.."``, ``"..5"``, ``"<30"``, ``">=30"``, or just one number."""
    if not isinstance(raw, str):
        return None
    written = raw.strip()
    if found := _BETWEEN.fullmatch(written):
        return _between(found[1], found[2])
    if found := _COMPARED.fullmatch(written):
        return _COMPARISONS[found[1]](Fraction(found[2]))
    if found := _EXACT.fullmatch(written):
        return Range(Fraction(found[1]), Fraction(found[1]))
    return None


def points(raw: object) -> Fraction | PointRange | None:
    """A number, or ``[low, high]``; the order of the two is not checked here."""
    if not isinstance(raw, list):
        return number(raw)
    ends = [number(one) for one in raw]
    match ends:
        case [Fraction() as low, Fraction() as high]:
            return PointRange(low, high)
        case _:
            return None


def bands(raw: object) -> tuple[Band, ...] | None:
    """``[["100%", 0], [98, -2]]``: starts are numbers or percentages."""
    if not isinstance(raw, list) or not raw:
        return None
    found = tuple(_band(one) for one in raw)
    return tuple(one for one in found if one is not None) if None not in found else None


def amounts(raw: object) -> tuple[tuple[Fraction, Fraction], ...] | None:
    """``[[95, 600], [90, 400]]``: from so many points on, this amount; highest first."""
    found = bands(raw)
    if found is None or not is_falling([band.start for band in found]):
        return None
    return tuple((band.start, band.points) for band in found)


def quota(raw: object) -> Quota | None:
    """A number of seats of at least one, or a percentage above 0."""
    if isinstance(raw, str):
        share = percent(raw)
        return Quota(share=share) if share else None
    seats = whole(1)(raw)
    return Quota(seats=seats) if seats is not None else None


def is_falling(starts: list[Fraction]) -> bool:
    """Whether each is smaller than the one before."""
    return all(before > after for before, after in pairwise(starts))


def word(closed: type[Word], code: str = "E64", variant: str = "choice") -> Kind[Word]:
    """One of a closed set."""
    choices = tuple(one.value for one in closed)

    def read(raw: object) -> Word | None:
        return closed(raw) if isinstance(raw, str) and raw in choices else None

    return Kind(read, variant, code, choices)


def listed(closed: type[StrEnum]) -> Kind[tuple[str, ...]]:
    """A list of words of a closed set."""
    choices = tuple(one.value for one in closed)

    def read(raw: object) -> tuple[str, ...] | None:
        found = words(raw)
        return found if found and set(found) <= set(choices) else None

    return Kind(read, "choice", choices=choices)


NUMBER = Kind(number, "number")
ABOVE_NOUGHT = Kind(above_nought, "above_nought")
FROM_NOUGHT = Kind(from_nought, "from_nought")
TEXT = Kind(text, "text")
WORDS = Kind(words, "words")
YES_NO = Kind(yes_no, "yes_no")
DAY = Kind(day, "day")
PERCENT = Kind(percent, "", "E45")
COUNT = Kind(whole(0), "count")
POSITIVE = Kind(whole(1), "positive")


def _is_usual(raw: Decimal) -> bool:
    exponent = raw.as_tuple().exponent
    return isinstance(exponent, int) and exponent >= -MOST_PLACES and abs(raw) <= LARGEST


def _between(low: str | None, high: str | None) -> Range | None:
    ends = (Fraction(low) if low else None, Fraction(high) if high else None)
    match ends:
        case (None, None):
            return None
        case (Fraction() as first, Fraction() as last) if first > last:
            return None
        case _:
            return Range(*ends)


_COMPARISONS: dict[str, Callable[[Fraction], Range]] = {
    "<": lambda end: Range(high=end, excludes_high=True),
    "<=": lambda end: Range(high=end),
    ">": lambda end: Range(low=end, excludes_low=True),
    ">=": lambda end: Range(low=end),
}


def _band(raw: object) -> Band | None:
    match raw:
        case [start, amount]:
            begin = percent(start) if isinstance(start, str) else number(start)
            given = number(amount)
            return None if begin is None or given is None else Band(begin, given)
        case _:
            return None
