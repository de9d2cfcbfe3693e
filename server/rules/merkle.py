"""Is this leaf among those of a published root? A Merkle tree after RFC 9162, section 2.1.

Leaves and inner nodes are hashed apart (a first byte of 0 or 1), so that no inner node can be
passed off as a leaf. The leaves stand in the order of their hashes: the order in which things
came about says nothing to anybody.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from hashlib import sha256

LEAF, NODE = b"\x00", b"\x01"
# The root of no leaves at all (RFC 9162: the hash of an empty string).
EMPTY_ROOT = sha256(b"").hexdigest()


@dataclass(frozen=True)
class Sibling:
    """One step from a leaf to the root: the other half's hash (hex), and on which side it is."""

    hash: str
    is_left: bool


def leaf_hash(content: bytes) -> bytes:
    """The hash of a leaf with that content."""
    return sha256(LEAF + content).digest()


def root_of(leaves: Iterable[bytes]) -> str:
    """The root (64 hex digits) of these leaf hashes, in whatever order they come."""
    ordered = sorted(leaves)
    return _root(ordered).hex() if ordered else EMPTY_ROOT


def path_of(leaves: Iterable[bytes], leaf: bytes) -> tuple[Sibling, ...] | None:
    """The way from the leaf to the root, nearest first; None when it is not among the leaves."""
    ordered = sorted(leaves)
    if leaf not in ordered:
        return None
    return tuple(reversed(tuple(_down_to(ordered, ordered.index(leaf)))))


def leads_to(leaf: bytes, path: Sequence[Sibling], root: str) -> bool:
    """Whether the way from the leaf ends at the root: what anybody can work out alone."""
    node = leaf
    for sibling in path:
        other = bytes.fromhex(sibling.hash)
        node = _joined(other, node) if sibling.is_left else _joined(node, other)
    return node.hex() == root


def _joined(left: bytes, right: bytes) -> bytes:
    return sha256(NODE + left + right).digest()


def _root(leaves: Sequence[bytes]) -> bytes:
    if len(leaves) == 1:
        return leaves[0]
    middle = _middle(len(leaves))
    return _joined(_root(leaves[:middle]), _root(leaves[middle:]))


def _down_to(leaves: Sequence[bytes], place: int) -> Iterable[Sibling]:
    """The siblings from the root down to the leaf."""
    while len(leaves) > 1:
        middle = _middle(len(leaves))
        left, right = leaves[:middle], leaves[middle:]
        if place < middle:
            yield Sibling(_root(right).hex(), is_left=False)
            leaves = left
        else:
            yield Sibling(_root(left).hex(), is_left=True)
            leaves, place = right, place - middle


def _middle(count: int) -> int:
    """The largest power of two below the count."""
    return 1 << (count - 1).bit_length() - 1
