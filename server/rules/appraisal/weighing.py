"""How many points is one figure worth: by a weight, by bands, for each unit? (Scheme, step 11.)"""

from dataclasses import dataclass
from fractions import Fraction

from server.rules.schemes.shape import CategoryKind, Figured

NOUGHT, ONE = Fraction(0), Fraction(1)


@dataclass(frozen=True)
class Scale:
    """In what kind of category the figure counts, and what makes its ratio 1 (None: unknown)."""

    kind: CategoryKind
    full: Fraction | None


def points(figured: Figured, value: Fraction, scale: Scale) -> Fraction | None:
    """The points of that value; None where there is nothing to weigh it against.

    Deducting categories lose the part of the weight that was not reached, others get the part that
    was. Of bands the first that the value reaches counts; below all of them there is nothing.
    """
    if figured.each is not None:
        return figured.each * value
    if figured.weight is None:
        reached = (band.points for band in figured.bands if value >= band.start)
        return next(reached, NOUGHT)
    part = ratio(value, scale.full)
    return None if part is None else _weighed(figured.weight, part, scale.kind)


def ratio(value: Fraction, full: Fraction | None) -> Fraction | None:
    """How far the value fills what is full, from 0 to 1; None where nothing is known as full."""
    if full is None or full <= 0:
        return None
    return min(ONE, max(NOUGHT, value / full))


def best(figured: Figured, kind: CategoryKind) -> Fraction | None:
    """The points of a full figure; None where more is always better."""
    if figured.each is not None:
        return NOUGHT if figured.each < 0 else None
    if figured.weight is None:
        return max(band.points for band in figured.bands)
    return _weighed(figured.weight, ONE, kind)


def weight_of(figured: Figured) -> Fraction:
    """How many points hang on the figure; none where it counts by the unit."""
    if figured.weight is not None:
        return figured.weight
    known = [band.points for band in figured.bands]
    return max(*known, NOUGHT) - min(*known, NOUGHT) if known else NOUGHT


def _weighed(weight: Fraction, part: Fraction, kind: CategoryKind) -> Fraction:
    return -weight * (1 - part) if kind is CategoryKind.DEDUCT else weight * part
