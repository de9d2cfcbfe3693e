"""Which items of the scheme can a person pick for a finding, and what may each be worth?"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

from server.rules.inspections.kinds import FoundEvent
from server.rules.schemes.shape import CategoryKind, Item, PointRange, Scheme

# As many places as a published score can have.
DECIMAL = re.compile(r"-?[0-9]{1,4}(\.[0-9]{1,4})?")


@dataclass(frozen=True)
class Choosable:
    """An item that a person may pick: its code and words, the category it belongs to.

    ``points``: what it costs, a range that a second person signs, or None (a veto, money alone).
    """

    code: str
    text: str
    category: str
    points: Fraction | PointRange | None

    @property
    def range(self) -> PointRange | None:
        """The range of its points, None where they are fixed."""
        return self.points if isinstance(self.points, PointRange) else None


def choosable(scheme: Scheme | None) -> Mapping[str, Choosable]:
    """The items for findings by their code, in the order of the file; none without a scheme.

    They are those without ``when`` outside bonus categories, and those ``when`` a finding.
    """
    if scheme is None:
        return {}
    return {
        item.code: Choosable(item.code, item.text, category.name, item.points)
        for category in scheme.categories
        for item in category.items
        if _is_picked(item, category.kind)
    }


def signed_value(typed: str, item: Choosable) -> Fraction | None:
    """The points that were typed, within the item's range, its ends included; None otherwise.

    The sign may be left out: some phones offer no minus.
    """
    value = read_decimal(typed)
    if value is None or item.range is None:
        return None
    fitting = (one for one in (value, -value) if item.range.low <= one <= item.range.high)
    return next(fitting, None)


def read_decimal(text: str) -> Fraction | None:
    """The number that plain digits write, as ``-1.5``; None for anything else."""
    plain = text.strip().replace("−", "-").replace("。", ".")
    return Fraction(plain) if DECIMAL.fullmatch(plain) else None


def _is_picked(item: Item, kind: CategoryKind) -> bool:
    if item.figured is not None or item.referred_times is not None:
        return False
    if not item.when:
        return kind is not CategoryKind.BONUS
    return FoundEvent.FINDING in item.when
