"""Who is invited to an interview after "last two months running" (连续两个月), and who is not?

Being last invites nobody. The invitation is a task for a person, never a deduction.
"""

from collections.abc import Mapping

from server.rules.ranking.apart import index
from server.rules.ranking.bands import Band, compare, turned_outcomes
from server.rules.ranking.counts import Counts, has_enough
from server.rules.ranking.numbers import SUMMONS_ERROR


def summoned(first: Mapping[str, Counts], second: Mapping[str, Counts]) -> list[str]:
    """The units below their group over both months together at SUMMONS_ERROR, for certain.

    Each was ranked in either month and worse than the alike ones in either. Ordered by number.
    """
    comparison = compare([first, second], error=SUMMONS_ERROR)
    if comparison is None:
        return []
    alike = comparison.found.alike
    below = [
        unit
        for unit, row in comparison.rows.items()
        if comparison.found.band_of(unit) is Band.BELOW
        and all(
            has_enough((own,)) and index((own,), (held,)) > 1
            for own, held in zip(row, alike, strict=True)
        )
    ]
    outcomes = turned_outcomes(comparison)
    while below and (outcome := next(outcomes, None)) is not None:
        below = [unit for unit in below if outcome.band_of(unit) is Band.BELOW]
    return below
