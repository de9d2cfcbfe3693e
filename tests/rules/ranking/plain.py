"""The comparison written as plainly as it is explained: slow, exact, and what ours must equal."""

from bisect import bisect_left
from collections.abc import Iterable, Mapping, Sequence
from fractions import Fraction
from math import comb, floor

LEAST_RATINGS, LEAST_UNITS, SPARE, PRIOR, GRID = 30, 4, 3, 4, 10_000
ERROR, SUMMONS_ERROR = Fraction(5, 100), Fraction(1, 100)
MATERIAL, CAP = Fraction(3, 2), Fraction(3, 2)

Own = tuple[int, int]  # bad ratings, ratings
Month = Mapping[str, Own]
Months = Sequence[Month]


def counted(month: Mapping[str, tuple[int, int, int]]) -> dict[str, Own]:
    """(bad, good, applications) -> (bad, ratings), without good ones beyond the usual share."""
    shares = sorted(
        Fraction(bad + good, applications)
        for bad, good, applications in month.values()
        if applications and bad + good >= LEAST_RATINGS
    )
    if len(shares) < LEAST_UNITS:
        return {unit: (bad, bad + good) for unit, (bad, good, _) in month.items()}
    usual = (shares[(len(shares) - 1) // 2] + shares[len(shares) // 2]) / 2
    return {
        unit: (bad, max(bad, min(bad + good, floor(CAP * usual * applications))))
        for unit, (bad, good, applications) in month.items()
    }


def ranked(months: Months) -> set[str]:
    got = {
        unit: [month[unit][1] for month in months if unit in month and month[unit][1]]
        for unit in {unit for month in months for unit in month}
    }
    return {
        unit
        for unit, ratings in got.items()
        if sum(ratings) >= LEAST_RATINGS and 2 * len(ratings) >= len(months)
    }


def chances(months: Months, bag: Iterable[str], unit: str) -> tuple[Fraction, Fraction]:
    """Of blind draws, month by month, giving at least and at most as many bad ratings."""
    here = [month for month in months if unit in month]
    bad, ways, draws = sum(month[unit][0] for month in here), [1], 1
    for month in here:
        n = month[unit][1]
        held, total = (sum(month[w][i] for w in bag if w in month) for i in (0, 1))
        one = [comb(n, j) * comb(total - n, held - j) for j in range(min(bad, held) + 1)]
        most = min(bad, len(ways) + len(one) - 2)
        ways = [
            sum(
                ways[i] * one[j - i] for i in range(max(0, j - len(one) + 1), min(j + 1, len(ways)))
            )
            for j in range(most + 1)
        ]
        draws *= comb(total, held)
    return Fraction(draws - sum(ways[:bad]), draws), Fraction(sum(ways), draws)


def index(months: Months, alike: Iterable[str], unit: str) -> Fraction:
    seen, expected = 0, Fraction(0)
    for month in months:
        held, total = (sum(month[w][i] for w in alike if w in month) for i in (0, 1))
        if unit in month and total:
            seen += month[unit][0]
            expected += Fraction(month[unit][1] * held, total)
    return (seen + PRIOR) / (expected + PRIOR)


def sides(months: Months, error: Fraction) -> tuple[dict[str, str], set[str]]:
    """The side of every ranked unit as the counts stand, and the units found alike."""
    alike, apart = ranked(months), list[str]()
    found, limit = dict.fromkeys(sorted(alike), "alike"), error / max(1, len(alike))
    while len(alike) > 1:
        least, unit = min((min(chances(months, alike, w)), w) for w in alike)
        if least > limit:
            break
        alike, apart = alike - {unit}, [*apart, unit]
    for unit in apart:
        worse, better = chances(months, alike | {unit}, unit)
        ratio = index(months, alike, unit)
        if worse <= limit and ratio >= MATERIAL:
            found[unit] = "below"
        elif better <= limit and ratio <= 1 / MATERIAL:
            found[unit] = "above"
    is_mixed = 2 * len(apart) > len(found)
    return dict.fromkeys(found, "uncertain") if is_mixed else found, alike


def flipped(months: Months, unit: str, by: int) -> list[dict[str, Own]]:
    turned = [dict(month) for month in months]
    here = [month for month in turned if unit in month]
    for month in sorted(here, key=lambda m: m[unit][0], reverse=True):
        bad, n = month[unit]
        step = max(-bad, min(by, n - bad))
        month[unit], by = (bad + step, n), by - step
    return turned


def bands(months: Months, error: Fraction = ERROR) -> dict[str, str]:
    """The band of every ranked unit; {} where they are too few to be a group."""
    found, _ = sides(months, error)
    if len(found) < LEAST_UNITS:
        return {}
    turned = [sides(flipped(months, w, by), error)[0] for w in found for by in (-SPARE, SPARE)]
    return {
        unit: side if all(other[unit] == side for other in turned) else "uncertain"
        for unit, side in found.items()
    }


def summoned(first: Month, second: Month) -> list[str]:
    both = [first, second]
    _, alike = sides(both, SUMMONS_ERROR)
    return [
        unit
        for unit, band in bands(both, SUMMONS_ERROR).items()
        if band == "below"
        and all(unit in ranked([m]) and index([m], alike, unit) > 1 for m in both)
    ]


def interval(bad: int, n: int) -> tuple[int, int]:
    """Exact 95 % limits of the bad share in hundredths of a percent, rounded outward."""

    def at_most(k: int, g: int) -> int:
        ways = sum(comb(n, j) * g**j * (GRID - g) ** (k - j) for j in range(k + 1))
        return int((GRID - g) ** (n - k) * ways) if k >= 0 else 0

    every = GRID**n
    grid = range(GRID)
    low = bisect_left(grid, x=True, key=lambda g: 40 * (every - at_most(bad - 1, g)) > every)
    high = bisect_left(grid, x=True, key=lambda g: 40 * at_most(bad, g) <= every)
    return max(0, low - 1), high
