"""What is compared: who has how many bad ones among how many ratings, month by month?"""

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from server.rules.ranking.numbers import LEAST_RATINGS


class Counts(NamedTuple):
    """Bad ratings among the compared ratings of one month."""

    bad: int
    ratings: int


# One period: for each of its months the counts of the units that were there.
Months = Sequence[Mapping[str, Counts]]
# One unit's (or one bag's) counts month by month; None where the unit was not there.
Row = tuple[Counts | None, ...]
Bag = tuple[Counts, ...]

NOTHING = Counts(0, 0)


def row_of(unit: str, months: Months) -> Row:
    """The unit's counts, month by month."""
    return tuple(month.get(unit) for month in months)


def ranked_rows(months: Months) -> dict[str, Row]:
    """The units that can be compared and their counts, in the order of their numbers."""
    rows = {unit: row_of(unit, months) for unit in units_of(months)}
    return {unit: row for unit, row in rows.items() if has_enough(row)}


def units_of(months: Months) -> list[str]:
    """Every unit of the period, in the order of their numbers."""
    return sorted({unit for month in months for unit in month})


def has_enough(row: Row) -> bool:
    """Whether a unit can be compared: LEAST_RATINGS, and some in at least half of the months."""
    return ratings_in(row) >= LEAST_RATINGS and has_enough_months(row)


def has_enough_months(row: Row) -> bool:
    """Whether there were ratings in at least half of the months."""
    return 2 * sum(1 for own in row if own is not None and own.ratings) >= len(row)


def ratings_in(row: Row) -> int:
    """The ratings of all months together."""
    return sum(counts.ratings for counts in row if counts is not None)


def bad_in(row: Row) -> int:
    """The bad ratings of all months together."""
    return sum(counts.bad for counts in row if counts is not None)


def together(rows: Iterable[Row], *, months: int) -> Bag:
    """All the rows in one bag, month by month."""
    bag = (NOTHING,) * months
    for row in rows:
        bag = added(bag, row)
    return bag


def added(bag: Bag, row: Row) -> Bag:
    """The bag with a unit's ratings put in."""
    return tuple(
        Counts(held.bad + own.bad, held.ratings + own.ratings) if own is not None else held
        for held, own in zip(bag, row, strict=True)
    )


def taken(bag: Bag, row: Row) -> Bag:
    """The bag with a unit's ratings taken out."""
    return tuple(
        Counts(held.bad - own.bad, held.ratings - own.ratings) if own is not None else held
        for held, own in zip(bag, row, strict=True)
    )
