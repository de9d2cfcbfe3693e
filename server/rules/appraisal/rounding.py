"""How is a result rounded, once? (Scheme, step 13.)

Half up is away from zero; half even is 四舍六入五成双. All before is exact, all after starts from
the published number.
"""

from fractions import Fraction

from server.rules.schemes.shape import Rounding, RoundingMode

HALF = Fraction(1, 2)


def rounded(exact: Fraction, rounding: Rounding) -> Fraction:
    """The published number."""
    scaled = exact * 10**rounding.places
    if rounding.mode is RoundingMode.HALF_EVEN:
        return Fraction(round(scaled), 10**rounding.places)
    away = int(abs(scaled) + HALF)
    return Fraction(away if scaled >= 0 else -away, 10**rounding.places)
