"""A new version follows the one in force without gap, overlap, loss or cut."""

import pytest

from server.rules.schemes.succession import problems_of_change
from tests.rules.schemes.changes import CHANGES, Change, a_scheme


@pytest.mark.parametrize("change", CHANGES, ids=lambda change: change.name)
def test_a_version_follows_or_is_told_why_not(change: Change) -> None:
    assert tuple(one.key for one in change.found()) == change.keys


def test_the_first_version_of_a_hall_follows_nothing() -> None:
    assert problems_of_change(a_scheme(), []) == ()
