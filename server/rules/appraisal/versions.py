"""Which version of the scheme judges a fact, and which one a result? (Scheme, steps 1 and §6.)

A fact is judged by the version of the day on which it happened. A result of a month has the version
in force at its start, a longer one that of its last month.
"""

from collections.abc import Iterable
from datetime import date

from server.errors import SchemeMissing
from server.rules.appraisal.periods import Period
from server.rules.schemes.shape import Scheme


def in_force(schemes: Iterable[Scheme], on: date) -> Scheme | None:
    """The version that began last, unless it has ended: the one it replaced does not come back."""
    begun = (one for one in schemes if one.from_on <= on)
    last = max(begun, key=lambda one: one.from_on, default=None)
    return None if last is None or (last.until_on and last.until_on < on) else last


def of_result(schemes: Iterable[Scheme], period: Period) -> Scheme:
    """The version of the results of that period. Raises SchemeMissing."""
    found = in_force(schemes, period.months()[-1].days()[0])
    if found is None:
        raise SchemeMissing(period=str(period))
    return found


def category_in(schemes: Iterable[Scheme], code: str, judged: Scheme, asked: Scheme) -> str:
    """The code, in the version asked for, of a category of the version that judged.

    Each version between the two may have mapped it; without a map it keeps its code.
    """
    between = sorted(
        (one for one in schemes if judged.from_on < one.from_on <= asked.from_on),
        key=lambda one: one.from_on,
    )
    for version in between:
        code = dict(version.map).get(code, code)
    return code
