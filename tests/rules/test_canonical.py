"""Do the same facts always give the same bytes, and does any change of a chain show?"""

from dataclasses import replace
from typing import Any

import pytest

from server.rules.canonical import (
    BrokenLink,
    Fault,
    Link,
    NotCanonical,
    canonical,
    digest,
    verify_chain,
)


def a_chain() -> list[Link]:
    """Three notices, each chained to the one before."""
    links: list[Link] = []
    before = ""
    for number in ("1", "2", "3"):
        facts = {"n": int(number), "单位": "窗口A01"}
        links.append(Link(number, facts, digest(facts, before), before))
        before = links[-1].digest
    return links


def test_the_order_of_keys_changes_no_byte() -> None:
    assert canonical({"b": 1, "a": ["窗"]}) == canonical({"a": ["窗"], "b": 1})
    assert canonical({"b": 1, "a": ["窗"]}) == '{"a":["窗"],"b":1}'.encode()


@pytest.mark.parametrize("fact", [0.5, float("nan"), b"x", {1: "x"}, [{"a": 1.0}]])
def test_what_has_no_one_spelling_is_refused(fact: Any) -> None:
    with pytest.raises(NotCanonical):
        canonical(fact)


def test_an_untouched_chain_holds() -> None:
    assert verify_chain(a_chain()) is None
    assert verify_chain([]) is None


@pytest.mark.parametrize("place", [0, 1, 2])
def test_a_changed_notice_is_named(place: int) -> None:
    links = a_chain()
    links[place] = replace(links[place], facts={"n": 99})

    assert verify_chain(links) == BrokenLink(links[place].number, Fault.CHANGED)


def test_a_missing_notice_shows_at_the_one_after_it() -> None:
    first, _, third = a_chain()

    assert verify_chain([first, third]) == BrokenLink("3", Fault.UNLINKED)


def test_a_notice_changed_together_with_its_digest_shows_at_the_next() -> None:
    links = a_chain()
    facts = {"n": 99}
    links[0] = replace(links[0], facts=facts, digest=digest(facts, ""))

    assert verify_chain(links) == BrokenLink("2", Fault.UNLINKED)
