"""Peer groups for tests: the worked example, one with given counts, and any that chance brings."""

from collections.abc import Mapping
from fractions import Fraction

from hypothesis import strategies as st

from server.rules.ranking.bands import Comparison, compare, possible_bands
from server.rules.ranking.counts import Counts
from server.rules.ranking.numbers import ERROR

# The worked example of docs/scoring.md: (bad, ratings) of one month, and of the month after.
FIRST_MONTH = {
    "A01": Counts(2, 610),
    "A02": Counts(3, 585),
    "A03": Counts(4, 536),
    "A04": Counts(17, 480),
    "A05": Counts(6, 457),
    "A06": Counts(19, 412),
    "A07": Counts(0, 58),
    "A08": Counts(1, 20),
}
SECOND_MONTH = {
    "A01": Counts(1, 600),
    "A02": Counts(4, 560),
    "A03": Counts(3, 540),
    "A04": Counts(19, 470),
    "A05": Counts(5, 450),
    "A06": Counts(15, 420),
    "A07": Counts(1, 62),
    "A08": Counts(0, 33),
}

Month = dict[str, Counts]
RATINGS = st.sampled_from([0, 5, 29, 30, 31, 60, 100, 200, 400])
# Near the ceiling, as in real halls; a few much worse ones; rarely a hall gone wrong.
BAD_PER_THOUSAND = st.sampled_from([0, 2, 5, 5, 10, 10, 10, 20, 30, 60, 150, 400, 1000])


def a_group(*counts: tuple[int, int]) -> Month:
    """A month of the units U01, U02 … with these (bad, ratings)."""
    return {f"U{place:02}": Counts(*own) for place, own in enumerate(counts, start=1)}


def compared(*months: Mapping[str, Counts], error: Fraction = ERROR) -> Comparison:
    """The comparison of a group that is large enough."""
    comparison = compare(months, error=error)
    assert comparison is not None
    return comparison


def bands_of(*months: Mapping[str, Counts], error: Fraction = ERROR) -> dict[str, str]:
    """Each ranked unit's band, 'uncertain' where several are possible; {} for too few units."""
    comparison = compare(months, error=error)
    if comparison is None:
        return {}
    return {
        unit: next(iter(bands)).value if len(bands) == 1 else "uncertain"
        for unit, bands in possible_bands(comparison).items()
    }


@st.composite
def groups(draw: st.DrawFn, *, months: int = 1, most_units: int = 9) -> list[Month]:
    """One to ``months`` months of up to ``most_units`` units; a unit may miss a month."""
    units = draw(st.integers(3, most_units))
    period = draw(st.integers(1, months))
    found: list[Month] = [{} for _ in range(period)]
    for place in range(units):
        rate = draw(BAD_PER_THOUSAND)
        for month in found:
            if draw(st.integers(0, 9)) or period == 1:
                month[f"U{place:02}"] = draw(_counts(rate))
    return found


@st.composite
def _counts(draw: st.DrawFn, rate: int) -> Counts:
    ratings = draw(RATINGS)
    expected = ratings * rate // 1000
    bad = expected + draw(st.integers(-3, 3))
    return Counts(max(0, min(ratings, bad)), ratings)
