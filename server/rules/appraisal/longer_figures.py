"""What is a figure of several months, given that of each?"""

from collections import defaultdict
from collections.abc import Iterable
from fractions import Fraction

from server.rules.appraisal.facts import Figure, Figures, Who

# These grow from month to month; all others are means, so each month weighs by its n.
SUMMED = frozenset({"attended_days", "applications", "weighted_applications", "findings"})
# Full attendance of a quarter is that of each of its months.
LEAST = frozenset({"full_attendance"})


def figures_of_months(months: Iterable[Figures]) -> Figures:
    """The figures over all months: counts are summed, rates weighted by their n.

    A month without a figure is left out, not taken for nought.
    """
    gathered: dict[tuple[Who, str], list[Figure]] = defaultdict(list)
    for figures in months:
        for key, figure in figures.items():
            gathered[key].append(figure)
    return {key: _together(key[1], figures) for key, figures in gathered.items()}


def _together(name: str, figures: list[Figure]) -> Figure:
    n = sum(figure.n for figure in figures)
    if name in SUMMED:
        return Figure(sum((figure.value for figure in figures), Fraction(0)), n)
    if name in LEAST or n == 0:
        return Figure(min(figure.value for figure in figures), n)
    return Figure(sum((figure.value * figure.n for figure in figures), Fraction(0)) / n, n)
