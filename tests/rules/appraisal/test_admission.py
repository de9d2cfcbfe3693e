"""What counts, and what waits for what."""

from dataclasses import replace
from typing import Any

import pytest

from server.rules.appraisal.results import Waiting, WaitingReason
from tests.rules.appraisal.engine_build import (
    a_fact,
    computed,
    of_items,
    own,
    scheme,
    score,
    signed,
    waiting,
)

RANGED = of_items("points = [-5, -2]")
BONUS = scheme(
    '[sheet.s]\nsubject = "staff"\n[category.E]\nname = "加分"\nkind = "bonus"\nmax = 5\n'
    'item.E1 = { text = "上门服务", points = [1, 3] }'
)


def test_a_reversed_fact_is_as_if_it_had_never_been() -> None:
    fact = a_fact(item="A1", is_reversed=True)

    found = computed(of_items("points = -1"), fact)

    assert (found.entries, found.waiting) == ((), ())


def test_the_same_fact_twice_counts_once() -> None:
    fact = a_fact(item="A1")

    assert own(computed(of_items("points = -1"), fact, fact)) == [-1]


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ({"excused": "official"}, WaitingReason.EXCUSED),
        ({"signed": None}, WaitingReason.NO_VALUE),
        ({"signed": signed("-5.01")}, WaitingReason.OUT_OF_RANGE),
        ({"signed": signed("-1.99")}, WaitingReason.OUT_OF_RANGE),
        ({"signed": signed(-3, reason=False)}, WaitingReason.NO_REASON),
        ({"signed": signed(-3, second=False)}, WaitingReason.NO_SECOND),
        ({"has_evidence": False}, WaitingReason.NO_EVIDENCE),
        ({"item": "A9"}, WaitingReason.NO_ITEM),
        ({"staff_id": None}, WaitingReason.NOBODY_CHARGED),
    ],
    ids=str,
)
def test_what_is_missing_is_named(change: dict[str, Any], reason: WaitingReason) -> None:
    fact = replace(a_fact(item="A1", signed=signed(-3)), **change)

    found = computed(RANGED, fact)

    assert found.waiting == (Waiting(fact.id, "s", reason),)
    assert (found.entries, score(found)) == ((), "100.00")


@pytest.mark.parametrize("value", ["-5", "-2", "-3.5"])
def test_both_ends_of_a_range_belong_to_it(value: str) -> None:
    fact = a_fact(item="A1", signed=signed(value))

    assert [str(one) for one in own(computed(RANGED, fact))] == [str(signed(value).value)]


def test_a_bonus_needs_evidence_and_approval() -> None:
    facts = [
        a_fact("bonus", item="E1", signed=signed(2), is_approved=True),
        a_fact("bonus", item="E1", signed=signed(2)),
        a_fact("bonus", item="E1", signed=signed(2), is_approved=True, has_evidence=False),
    ]

    found = computed(BONUS, *facts)

    assert own(found) == [2]
    assert waiting(found) == [WaitingReason.NOT_APPROVED, WaitingReason.NO_EVIDENCE]


def test_what_comes_from_a_machine_needs_no_evidence() -> None:
    fact = a_fact("late", fields={"minutes": 5}, has_evidence=False)

    assert own(computed(of_items('when = "late", points = -1'), fact)) == [-1]


def test_an_excused_fact_that_fits_nothing_is_told_as_excused() -> None:
    fact = a_fact("leave", fields={"days": 1, "kind": "official"}, excused="official")

    found = computed(of_items('when = "late", points = -1'), fact)

    assert waiting(found) == [WaitingReason.EXCUSED]
