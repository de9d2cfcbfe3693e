"""Does a fact fit the conditions of an item or of a recasting?"""

from collections.abc import Iterable, Mapping
from fractions import Fraction

from server.rules.appraisal.facts import FieldValue
from server.rules.cases.codes import ESTABLISHED
from server.rules.schemes.shape import Condition, OneOf, Range

HALF_DAYS_IN_DAY = 2
FOUND_SO = "established"
"""The word that stands for every finding by which a complaint is found to be so."""


def fits(conditions: Iterable[Condition], fields: Mapping[str, FieldValue]) -> bool:
    """Whether every condition holds; a field that the fact does not have fits none."""
    return all(one.field in fields and _holds(one.test, fields[one.field]) for one in conditions)


def in_range(value: Fraction, within: Range) -> bool:
    """Whether the number lies in the stretch; its ends belong to it unless they are excluded."""
    above = within.low is None or (
        value > within.low if within.excludes_low else value >= within.low
    )
    below = within.high is None or (
        value < within.high if within.excludes_high else value <= within.high
    )
    return above and below


def told(event: str, fields: Mapping[str, FieldValue]) -> Mapping[str, FieldValue]:
    """The fields of a fact, where an absence told in half days is told in days too, or turned."""
    if event != "absent":
        return fields
    half_days, days = fields.get("half_days"), fields.get("days")
    if isinstance(half_days, Fraction) and days is None:
        return {**fields, "days": half_days / HALF_DAYS_IN_DAY}
    if isinstance(days, Fraction) and half_days is None:
        return {**fields, "half_days": days * HALF_DAYS_IN_DAY}
    return fields


def _holds(test: Range | OneOf, value: FieldValue) -> bool:
    if isinstance(test, Range):
        return isinstance(value, Fraction) and in_range(value, test)
    return value in test.values or (FOUND_SO in test.values and value in ESTABLISHED)
