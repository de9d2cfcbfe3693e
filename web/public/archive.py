"""Which months can be looked up? Year by year, the published ones as links."""

from collections.abc import Sequence
from dataclasses import dataclass

from server.rules.months import MONTHS_IN_YEAR, Month


@dataclass(frozen=True)
class ArchiveYear:
    """A year and its twelve months; those not published are None."""

    year: int
    months: tuple[str | None, ...]


def archive(published: Sequence[str]) -> tuple[ArchiveYear, ...]:
    """The years that have a published month, the latest first."""
    years = sorted({Month.parse(month).year for month in published}, reverse=True)
    return tuple(_year(year, frozenset(published)) for year in years)


def _year(year: int, published: frozenset[str]) -> ArchiveYear:
    months = [str(Month(year, number)) for number in range(1, MONTHS_IN_YEAR + 1)]
    return ArchiveYear(year, tuple(month if month in published else None for month in months))
