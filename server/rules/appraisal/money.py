"""How much money does a result bring (绩效奖金)? (scheme, step 20.)

``amount_of(scheme, result)`` → the rounded amount with its parts, or None where there is no score;
``together(amounts)`` → several months as paid; ``total(amounts)`` → of many people.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction

from server.rules.appraisal.results import SheetResult
from server.rules.appraisal.rounding import rounded
from server.rules.schemes.shape import Money, Rounding, Scheme

CENTS = 2


@dataclass(frozen=True)
class Amount:
    """An amount in the scheme's unit, rounded to 0.01, and how it came about.

    ``by_points`` comes from the score: so much per point, or by the table. ``at_floor``: less came
    out, and the floor of the scheme is paid.
    """

    amount: Fraction
    allowance: Fraction
    entries: Fraction
    by_points: Fraction
    at_floor: bool = False
    unit: str = "yuan"


def amount_of(scheme: Scheme, result: SheetResult) -> Amount | None:
    """Allowance + the entries' money + what the points bring, never below the floor.

    None where the scheme has no money, or where there is no score: what somebody who was not
    assessed is paid is not for software to say.
    """
    money = scheme.money
    if money is None or result.score is None:
        return None
    by_points = _by_points(money, result.score)
    exact = money.allowance + result.money + by_points
    paid = rounded(max(exact, money.floor), Rounding(CENTS, scheme.rounding.mode))
    below = exact < money.floor
    return Amount(paid, money.allowance, result.money, by_points, below, money.unit)


def together(amounts: Sequence[Amount]) -> Amount | None:
    """Several months of one person as they were paid, each rounded and floored by itself."""
    if not amounts:
        return None
    return Amount(
        total(amounts),
        sum((one.allowance for one in amounts), Fraction(0)),
        sum((one.entries for one in amounts), Fraction(0)),
        sum((one.by_points for one in amounts), Fraction(0)),
        any(one.at_floor for one in amounts),
        amounts[0].unit,
    )


def total(amounts: Iterable[Amount]) -> Fraction:
    """What is paid in all: the sum of the rounded amounts, as a cashier adds it up."""
    return sum((one.amount for one in amounts), Fraction(0))


def _by_points(money: Money, score: Fraction) -> Fraction:
    by_table = next((amount for start, amount in money.table if score >= start), Fraction(0))
    return (money.per_point or Fraction(0)) * score + by_table
