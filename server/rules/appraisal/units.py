"""How many units of a fact are charged? (Scheme, step 6.)

Quantity, then what is free in the period, then whole steps. What is measured (days, minutes) is
stepped fact by fact; what is only counted (times, applications) runs on over the period, so that
"every third time" can be said.
"""

import math
from dataclasses import dataclass
from fractions import Fraction

from server.rules.appraisal.recasting import Seen
from server.rules.schemes.events import EVENTS
from server.rules.schemes.shape import Item, StepRound

ONE, NOUGHT = Fraction(1), Fraction(0)


@dataclass(frozen=True)
class Units:
    """How many units cost or earn, and how many of this fact were free."""

    charged: Fraction
    free: Fraction = NOUGHT


def quantity(item: Item, seen: Seen) -> Fraction:
    """How many units the fact has by itself; one where no field of it holds them."""
    field = EVENTS[seen.event].quantities.get(item.per)
    value = seen.fields.get(field) if field else None
    return value if isinstance(value, Fraction) else ONE


def runs_on(item: Item, event: str) -> bool:
    """Whether the units of earlier facts of the period matter to this one."""
    is_measured = item.per in EVENTS[event].quantities
    return item.free > 0 or (item.step != 1 and not is_measured)


def units(item: Item, own: Fraction, before: Fraction, *, is_measured: bool) -> Units:
    """The units charged for ``own`` after ``before`` units of earlier facts in the period."""
    already, now = _beyond(before, item.free), _beyond(before + own, item.free)
    free = own - (now - already)
    if item.step == 1 or is_measured:
        return Units(_stepped(item, now - already), free)
    return Units(_stepped(item, now) - _stepped(item, already), free)


def _beyond(total: Fraction, free: Fraction) -> Fraction:
    return max(NOUGHT, total - free)


def _stepped(item: Item, amount: Fraction) -> Fraction:
    """Full steps, or begun ones."""
    steps = amount / item.step
    return Fraction(math.ceil(steps) if item.step_round is StepRound.UP else math.floor(steps))
