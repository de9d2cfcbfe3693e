"""What does the tree of a month's receipts say of one rating, and what proves it?

A leaf is the canonical text of the receipt's hash, the window, the level and the verdict. Only who
has the receipt can write it down again; the root that is published shows nothing of any of them.
A second rating (追评) has no leaf of its own: it is shown beside its first one and never counted.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from server.rules.canonical import canonical
from server.rules.merkle import Sibling, leaf_hash, path_of, root_of

COUNTED = "counted"
EXCLUDED = "excluded"  # by two people, after review


@dataclass(frozen=True)
class Leaf:
    """One rating: the SHA-256 of its receipt (hex), its window, its level, and its verdict.

    ``verdict``: ``counted``, the reason why it was set aside, or ``excluded/<reason>``.
    """

    receipt: str
    window: str
    level: int
    verdict: str

    @property
    def content(self) -> bytes:
        """The one spelling of the leaf, as it is hashed."""
        return canonical(
            {
                "level": self.level,
                "receipt": self.receipt,
                "verdict": self.verdict,
                "window": self.window,
            }
        )

    @property
    def hash(self) -> bytes:
        """The hash of the leaf."""
        return leaf_hash(self.content)


@dataclass(frozen=True)
class Tree:
    """What is published of a month's receipts: the root (hex), and how many leaves it has."""

    root: str
    leaves: int


def tree_of(leaves: Iterable[Leaf]) -> Tree:
    """The tree of these leaves."""
    hashes = [leaf.hash for leaf in leaves]
    return Tree(root_of(hashes), len(hashes))


def proof_of(leaves: Iterable[Leaf], wanted: Leaf) -> tuple[Sibling, ...] | None:
    """The way from that leaf to the root of all; None when it is not among them."""
    return path_of((leaf.hash for leaf in leaves), wanted.hash)


def verdict_of(set_aside: str | None, excluded: str | None) -> str:
    """The verdict: what two people excluded, what the rules set aside, or counted."""
    if excluded:
        return f"{EXCLUDED}/{excluded}"
    return set_aside or COUNTED
