"""What do ``once`` and ``cap`` leave of the points? (Scheme, step 9.)"""

from fractions import Fraction

NOUGHT = Fraction(0)
ONCE, CAP = "once", "cap"


def once(points: Fraction, *, has_counted: bool) -> Fraction:
    """Nothing where the item counted in the span already."""
    return NOUGHT if has_counted else points


def cap(points: Fraction, used: Fraction, most: Fraction) -> Fraction:
    """The points as far as ``most`` allows in the span, after ``used`` (both without sign)."""
    left = max(NOUGHT, most - used)
    return max(-left, min(left, points))
