"""Which month, quarter, half-year or year is meant, and what lies in it?"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date

from server.errors import NotAPeriod
from server.rules.months import MONTHS_IN_YEAR, Month
from server.rules.schemes.shape import Span

LENGTH: Mapping[Span, int] = {Span.MONTH: 1, Span.QUARTER: 3, Span.HALF: 6, Span.YEAR: 12}

_WRITTEN: Mapping[Span, Callable[[int, int], str]] = {
    Span.MONTH: lambda year, number: f"{year:04}-{number:02}",
    Span.QUARTER: lambda year, number: f"{year:04}-Q{number}",
    Span.HALF: lambda year, number: f"{year:04}-H{number}",
    Span.YEAR: lambda year, _: f"{year:04}",
}
_PATTERN = re.compile(r"([0-9]{4})(?:-(?:(0[1-9]|1[0-2])|Q([1-4])|H([12])))?")


@dataclass(frozen=True, order=True)
class Period:
    """One month, quarter, half-year or year; ``number`` counts them within the year from 1."""

    year: int
    span: Span
    number: int = 1

    def __str__(self) -> str:
        return _WRITTEN[self.span](self.year, self.number)

    @classmethod
    def parse(cls, text: str) -> "Period":
        """Read ``2026-03``, ``2026-Q1``, ``2026-H1`` or ``2026``; raises NotAPeriod."""
        found = _PATTERN.fullmatch(text)
        if found is None or found[1] == "0000":
            raise NotAPeriod(text=text)
        numbers = {Span.MONTH: found[2], Span.QUARTER: found[3], Span.HALF: found[4]}
        for span, number in numbers.items():
            if number is not None:
                return cls(int(found[1]), span, int(number))
        return cls(int(found[1]), Span.YEAR)

    @classmethod
    def around(cls, month: Month, span: Span) -> "Period":
        """The period of that span in which the month lies."""
        return cls(month.year, span, (month.number - 1) // LENGTH[span] + 1)

    def months(self) -> tuple[Month, ...]:
        """Its months in order."""
        length = LENGTH[self.span]
        first = (self.number - 1) * length + 1
        return tuple(Month(self.year, number) for number in range(first, first + length))

    def parts(self, span: Span) -> tuple["Period", ...]:
        """The shorter periods it is made of, in order."""
        return tuple(dict.fromkeys(Period.around(month, span) for month in self.months()))

    @property
    def first_on(self) -> date:
        """Its first day."""
        return self.months()[0].days()[0]

    @property
    def last_on(self) -> date:
        """Its last day."""
        return self.months()[-1].days()[-1]

    def holds(self, month: Month) -> bool:
        """Whether the month lies in it."""
        return Period.around(month, self.span) == self

    def previous(self) -> "Period":
        """The one before, of the same span."""
        if self.number > 1:
            return Period(self.year, self.span, self.number - 1)
        return Period(self.year - 1, self.span, MONTHS_IN_YEAR // LENGTH[self.span])
