"""Which ratings of a month have a receipt, and what became of each?"""

from dataclasses import dataclass

from sqlalchemy import ColumnElement, Select, and_, select

from server.db import session
from server.models.handling import ExcludedRating
from server.models.ratings import Rating, Receipt
from server.models.registry import Window
from server.queries.publication.notices import Notice, versions_of
from server.queries.publication.rankings import latest_ranking
from server.rules.merkle import Sibling, leads_to
from server.rules.months import Month
from server.rules.receipt_leaves import Leaf, proof_of, verdict_of


@dataclass(frozen=True)
class Inclusion:
    """What proves one rating: its leaf, the way to the root, and the notice with its root.

    ``notice`` None: the month is not published yet. ``root`` '': its notice has no tree (an older
    one). ``holds``: the leaf leads to the root that was published.
    """

    month: str
    leaf: Leaf
    path: tuple[Sibling, ...]
    notice: Notice | None
    root: str
    leaves: int

    @property
    def holds(self) -> bool:
        """Whether the published root contains the rating as it stands now."""
        return bool(self.root) and leads_to(self.leaf.hash, self.path, self.root)


def leaves_of(hall_id: int, month: str) -> tuple[Leaf, ...]:
    """The leaves of all first ratings that count in the month and have a receipt."""
    rows = session.execute(_leaves(Rating.hall_id == hall_id, Rating.month == month))
    return tuple(
        Leaf(receipt.hex(), window, level, verdict_of(aside, excluded))
        for receipt, window, level, aside, excluded in rows
    )


def inclusion_of(receipt_hash: bytes) -> Inclusion | None:
    """What proves the rating of that receipt (SHA-256); None when no rating has it."""
    row = session.execute(
        select(Rating.hall_id, Rating.month)
        .join(Receipt, _of_rating())
        .where(Receipt.hash == receipt_hash)
    ).first()
    if row is None:
        return None
    hall_id, month = row
    leaves = leaves_of(hall_id, month)
    leaf = next((one for one in leaves if one.receipt == receipt_hash.hex()), None)
    if leaf is None:
        return None
    notice = next(iter(versions_of(hall_id, "ranking", month)), None)
    tree = _published_tree(notice)
    path = proof_of(leaves, leaf) or ()
    return Inclusion(month, leaf, path, notice, tree.get("root", ""), int(tree.get("leaves", 0)))


def has_tree(hall_id: int, month: Month) -> bool:
    """Whether the month was sealed with a tree of its receipts."""
    sealed = latest_ranking(hall_id, month)
    return sealed is not None and "receipts" in sealed.facts


def _published_tree(notice: Notice | None) -> dict[str, str]:
    content = notice.facts["content"] if notice else {}
    tree: dict[str, str] = content.get("receipts") or {}
    return tree


def _leaves(*conditions: ColumnElement[bool]) -> Select[bytes, str, int, str | None, str | None]:
    return (
        select(Receipt.hash, Window.number, Rating.level, Rating.set_aside, ExcludedRating.reason)
        .join(Rating, _of_rating())
        .join(Window, Window.id == Rating.window_id)
        .outerjoin(
            ExcludedRating,
            and_(ExcludedRating.hall_id == Rating.hall_id, ExcludedRating.rating_id == Rating.id),
        )
        .where(Rating.first_rating_id.is_(None), *conditions)
    )


def _of_rating() -> ColumnElement[bool]:
    return and_(Receipt.hall_id == Rating.hall_id, Receipt.rating_id == Rating.id)
