"""How are points, rates and other figures of an appraisal written?"""

from fractions import Fraction

from server.rules.rounding import half_up
from server.texts import say

PLACES = 4
PERCENT_PLACES = 2
PERCENT = 100
RATES = ("_rate", "_attendance")


def points_words(points: Fraction) -> str:
    """−0.5, +2, 0: with a real minus; what no decimal can write is rounded to four places."""
    written = short(abs(points))
    if written == "0":
        return "0"
    return f"−{written}" if points < 0 else f"+{written}"


def short(value: Fraction | str) -> str:
    """A number with at most four decimals, without noughts at its end."""
    return _written(Fraction(value), PLACES)


def percent(value: Fraction) -> str:
    """98.5%: at most two decimals."""
    return f"{_written(value * PERCENT, PERCENT_PLACES)}%"


def figure_value(figure: str, value: Fraction) -> str:
    """A rate in percent, anything else as a number."""
    return percent(value) if figure.endswith(RATES) else short(value)


def figure_name(lang: str, figure: str) -> str:
    """What a figure is called; ``vote.peers`` and the like with the name of theirs."""
    kind, _, name = figure.partition(".")
    return say(f"story.figure_{kind}", lang, **({"name": name} if name else {}))


def _written(value: Fraction, places: int) -> str:
    written = half_up(value.numerator, value.denominator, places=places)
    return written.rstrip("0").rstrip(".")
