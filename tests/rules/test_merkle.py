"""A leaf of the tree is proven, and nothing else is."""

from hashlib import sha256

import pytest

from server.rules.merkle import EMPTY_ROOT, NODE, Sibling, leads_to, leaf_hash, path_of, root_of


def leaves(count: int) -> list[bytes]:
    return [leaf_hash(str(number).encode()) for number in range(count)]


@pytest.mark.parametrize("count", [1, 2, 3, 4, 5, 7, 8, 9, 31, 32, 33])
def test_every_leaf_of_a_tree_leads_to_its_root(count: int) -> None:
    tree = leaves(count)
    root = root_of(tree)

    for leaf in tree:
        path = path_of(tree, leaf)
        assert path is not None
        assert leads_to(leaf, path, root)


def test_a_strange_leaf_has_no_path_and_leads_nowhere() -> None:
    tree, stranger = leaves(5), leaf_hash(b"stranger")
    path = path_of(tree, tree[0])

    assert path_of(tree, stranger) is None
    assert path is not None
    assert not leads_to(stranger, path, root_of(tree))


def test_the_order_of_arrival_does_not_change_the_root() -> None:
    assert root_of(leaves(6)) == root_of(reversed(leaves(6)))


def test_one_changed_leaf_changes_the_root() -> None:
    changed = [*leaves(5)[:-1], leaf_hash(b"changed")]

    assert root_of(changed) != root_of(leaves(5))


def test_the_root_of_two_leaves_is_what_the_standard_says() -> None:
    first, second = sorted(leaves(2))

    assert root_of(leaves(2)) == sha256(b"\x01" + first + second).hexdigest()
    assert root_of([]) == EMPTY_ROOT == sha256(b"").hexdigest()


def test_an_inner_node_cannot_pass_for_a_leaf() -> None:
    first, second = sorted(leaves(2))

    assert leaf_hash(first + second) != sha256(NODE + first + second).digest()


def test_a_sibling_on_the_wrong_side_leads_nowhere() -> None:
    tree = leaves(2)
    path = path_of(tree, tree[0])
    assert path is not None
    turned = tuple(Sibling(step.hash, not step.is_left) for step in path)

    assert not leads_to(tree[0], turned, root_of(tree))
