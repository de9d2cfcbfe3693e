"""How many points is a fact worth before repeats and limits? (Scheme, step 7.)

Units × points; the value that a person signed for a range; for an examiner, times the points of the
item that was bent.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

from server.rules.appraisal.admission import is_within
from server.rules.appraisal.facts import FieldValue
from server.rules.appraisal.results import WaitingReason
from server.rules.schemes.shape import Item, PointRange, Scheme

NOUGHT = Fraction(0)


@dataclass(frozen=True)
class Rate:
    """Points of one unit; ``is_whole``: of the fact, however many units it has."""

    points: Fraction
    is_whole: bool = False


def points(rate: Rate, units: Fraction) -> Fraction:
    """The points of so many units."""
    if rate.is_whole:
        return rate.points if units else NOUGHT
    return rate.points if units == 1 else rate.points * units


def rate_of(
    item: Item, signed: Fraction | None, fields: Mapping[str, FieldValue], scheme: Scheme
) -> Rate | WaitingReason:
    """What one unit is worth by this item, or why that is not known yet.

    ``signed``: the value that was admitted for a range.
    """
    if item.referred_times is not None:
        return _referred(item.referred_times, fields, scheme)
    if isinstance(item.points, PointRange):
        return WaitingReason.NO_VALUE if signed is None else Rate(signed, is_whole=True)
    return Rate(item.points or NOUGHT)


def _referred(
    times: Fraction, fields: Mapping[str, FieldValue], scheme: Scheme
) -> Rate | WaitingReason:
    """Times the points that were due by the item that was bent; a range must have been settled."""
    bent = _item(scheme, fields.get("referred_item"))
    due = fields.get("referred_points")
    if bent is None:
        return WaitingReason.NO_ITEM
    if not isinstance(due, Fraction):
        due = bent.points if isinstance(bent.points, Fraction) else None
    if due is None:
        return WaitingReason.NO_VALUE
    if not _could_be(due, bent):
        return WaitingReason.OUT_OF_RANGE
    return Rate(due * times, is_whole=True)


def _item(scheme: Scheme, code: FieldValue | None) -> Item | None:
    items = (item for category in scheme.categories for item in category.items)
    return next((item for item in items if item.code == code), None)


def _could_be(due: Fraction, bent: Item) -> bool:
    """Whether the item can give so many points: within its range, or of its sign."""
    if isinstance(bent.points, PointRange):
        return is_within(due, bent.points)
    return bent.points is None or (due < 0) == (bent.points < 0)
