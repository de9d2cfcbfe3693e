"""How is an exact figure shown? Rounded half up, in whole-number arithmetic."""


def half_up(numerator: int, denominator: int, *, places: int) -> str:
    """The quotient with that many decimals, as in ``0.1250``; halves go away from zero.

    ``denominator`` must be above 0.
    """
    scaled = (2 * abs(numerator) * 10**places + denominator) // (2 * denominator)
    whole, part = divmod(scaled, 10**places)
    sign = "-" if numerator < 0 and scaled else ""
    return f"{sign}{whole}.{part:0{places}}" if places else f"{sign}{whole}"
