"""How often does an occurrence count? (Scheme, step 8.)

Occurrences are the facts that cost their bearer points by themselves; what a free allowance covers
is none, a part of somebody else's is none, and one that a limit cuts afterwards is one: else taking
back an early fact could make a later one heavier.
"""

from fractions import Fraction

from server.rules.appraisal.lines import Line
from server.rules.schemes.shape import Repeat, Scope

ONE = Fraction(1)


def times(repeat: Repeat, occurrence: int) -> Fraction:
    """The multiplier of the n-th occurrence; the first that is multiplied is ``repeat.first``."""
    return repeat.times if occurrence >= repeat.first else ONE


def scope_of(line: Line, count: Scope) -> str:
    """Over what the occurrences of the line are counted: its item, category or sheet."""
    if count is Scope.ITEM:
        return line.code
    return line.category.code if count is Scope.CATEGORY else line.sheet.key
