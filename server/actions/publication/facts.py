"""What is sealed: every figure of a hall's month, and the versions it was computed with?"""

from collections.abc import Mapping
from typing import Any

from server.queries.publication.leaves import leaves_of
from server.queries.publication.totals import groups_of, staff_totals, window_totals
from server.queries.ratings.counts import Count
from server.queries.registry.halls import Hall
from server.queries.registry.shares import largest_shares
from server.rules.months import Month
from server.rules.ranking.numbers import RULE_VERSION
from server.rules.ranking.sealing import seal
from server.rules.receipt_leaves import tree_of

Facts = dict[str, Any]


def month_facts(hall: Hall, month: Month, counts: Mapping[Count, int]) -> Facts:
    """The month as it is sealed, JSON-able: the windows and the staff, each compared in its group.

    ``shares`` is for each window the largest part of its duty that one person had, as a
    fraction in words (``1/2``), which decides whether the window may be published alone.
    ``receipts``: the root over every rating with a receipt (``rules.receipt_leaves``).
    """
    groups = groups_of(hall, month)
    tree = tree_of(leaves_of(hall.id, str(month)))
    return {
        "hall": hall.code,
        "month": str(month),
        "rule_version": RULE_VERSION,
        "windows": seal(window_totals(hall, month, counts), groups),
        "staff": seal(staff_totals(hall, month, counts), groups),
        "shares": {
            number: f"{share.numerator}/{share.denominator}"
            for number, share in largest_shares(hall, month).items()
        },
        "receipts": {"root": tree.root, "leaves": tree.leaves},
    }
