"""What do the figures of a period come to on one sheet? (Scheme, step 11.)

Written as entries with figure, n and median as their cause. No data is never nought: it takes the
mean of the group, what is full, or is left out of the sheet (``missing``); where not even the group
has data, it is left out.
"""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

from server.rules.appraisal.exact import mean, median
from server.rules.appraisal.facts import Figure, Who
from server.rules.appraisal.results import Computation
from server.rules.appraisal.weighing import Scale, best, points, ratio, weight_of
from server.rules.schemes.shape import CategoryKind, Figured, Missing

FEWEST_FOR_MEDIAN = 3


@dataclass(frozen=True)
class Asked:
    """A figure item and everybody assessed on the sheet: their figure, if any, and their group.

    ``full``: what makes the ratio 1, where the item does not compare with the median.
    """

    figured: Figured
    kind: CategoryKind
    full: Fraction | None
    figures: Mapping[Who, Figure]
    groups: Mapping[Who, str]


@dataclass(frozen=True)
class Answered:
    """The points of one subject, how they came about, and what was left out of the full score."""

    points: Fraction
    computation: Computation
    left_out: Fraction = Fraction(0)


def enough(figures: Mapping[Who, Figure], figured: Figured) -> dict[Who, Figure]:
    """The figures that rest on at least ``min_n``."""
    return {who: one for who, one in figures.items() if one.n >= figured.min_n}


def medians(asked: Asked) -> dict[str, Fraction]:
    """The median of each group of at least three with data; nought is none."""
    values: defaultdict[str, list[Fraction]] = defaultdict(list)
    for who, figure in enough(asked.figures, asked.figured).items():
        values[asked.groups[who]].append(figure.value)
    found = {group: median(own) for group, own in values.items() if len(own) >= FEWEST_FOR_MEDIAN}
    return {group: value for group, value in found.items() if value != 0}


def answer(asked: Asked) -> dict[Who, Answered]:
    """The points of everybody assessed."""
    middles = medians(asked) if asked.figured.against_median else {}
    scales = {
        who: Scale(asked.kind, middles.get(group) if asked.figured.against_median else asked.full)
        for who, group in asked.groups.items()
    }
    figures = enough(asked.figures, asked.figured)
    known = {
        who: found
        for who, figure in figures.items()
        if (found := points(asked.figured, figure.value, scales[who])) is not None
    }
    means = _means(known, asked.groups)
    return {
        who: _known(asked, figures[who], scales[who], known[who])
        if who in known
        else _missing(asked, scales[who], means.get(group))
        for who, group in asked.groups.items()
    }


def _means(known: Mapping[Who, Fraction], groups: Mapping[Who, str]) -> dict[str, Fraction]:
    gathered: defaultdict[str, list[Fraction]] = defaultdict(list)
    for who, found in known.items():
        gathered[groups[who]].append(found)
    return {group: mean(values) for group, values in gathered.items()}


def _known(asked: Asked, figure: Figure, scale: Scale, found: Fraction) -> Answered:
    against = asked.figured.against_median
    weighed = asked.figured.weight is not None
    return Answered(
        found,
        Computation(
            rate=weight_of(asked.figured),
            figure=figure,
            full=None if against or not weighed else scale.full,
            median=scale.full if against else None,
            ratio=ratio(figure.value, scale.full) if weighed else None,
        ),
    )


def _missing(asked: Asked, scale: Scale, group_mean: Fraction | None) -> Answered:
    figured = asked.figured
    found = {
        Missing.GROUP_MEAN: group_mean,
        Missing.FULL: best(figured, scale.kind),
        Missing.LEAVE_OUT: None,
    }[figured.missing]
    if found is not None:
        told = Computation(rate=weight_of(figured), missing=figured.missing.value)
        return Answered(found, told)
    told = Computation(rate=weight_of(figured), missing=Missing.LEAVE_OUT.value)
    return Answered(Fraction(0), told, left_out=weight_of(figured))
