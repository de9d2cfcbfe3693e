"""What holds of every hall and all facts (the invariants of the scheme)."""

from collections import Counter
from dataclasses import replace
from datetime import date
from fractions import Fraction
from random import Random

from hypothesis import given
from hypothesis import strategies as st

from server.rules.appraisal.facts import Fact
from server.rules.appraisal.frozen import cause_of
from server.rules.appraisal.reconciling import Posted, reconcile
from server.rules.appraisal.results import EntryKind, NotAssessed
from server.rules.appraisal.rounding import rounded
from server.rules.schemes.shape import Rounding, RoundingMode
from tests.rules.appraisal.any_hall import (
    FEBRUARY,
    FIRST,
    HAPPENINGS,
    JANUARY,
    PEOPLE,
    RULES,
    SECOND,
    VOLUMES,
    a_happening,
    hall,
    scores,
)

CHANCE = st.randoms(use_true_random=False)
MODES = st.sampled_from(RoundingMode)
EXACT = st.fractions(-1000, 1000, max_denominator=10_000)
LIMITS = {"A": (0, 30), "C": (0, 40), "E": (None, 5)}


def reversing(facts: list[Fact], number: int) -> tuple[Fact, list[Fact], list[Fact]]:
    """One of the facts, all with it reversed, and all without it."""
    one = facts[number % len(facts)]
    marked = [replace(fact, is_reversed=fact is one) for fact in facts]
    return one, marked, [fact for fact in facts if fact is not one]


@given(HAPPENINGS, CHANCE)
def test_01_the_order_of_arrival_changes_nothing(facts: list[Fact], chance: Random) -> None:
    shuffled = list(facts)
    chance.shuffle(shuffled)

    assert hall(shuffled) == hall(facts)


@given(HAPPENINGS)
def test_02_the_same_facts_twice_change_nothing(facts: list[Fact]) -> None:
    assert hall(facts + facts) == hall(facts)


@given(HAPPENINGS.filter(bool), st.integers(0, 99))
def test_03_a_reversed_fact_is_as_if_it_had_never_been(facts: list[Fact], number: int) -> None:
    _, marked, gone = reversing(facts, number)

    assert hall(marked) == hall(gone)


@given(HAPPENINGS.filter(bool), st.integers(0, 99))
def test_04_taking_back_never_harms_and_never_helps_the_wrong_way(
    facts: list[Fact], number: int
) -> None:
    one, marked, _ = reversing(facts, number)
    before, after = scores(hall(facts)), scores(hall(marked))

    for was, now in zip(before, after, strict=True):
        assert was is not None
        assert now is not None
        assert now <= was if one.event == "bonus" else now >= was


@given(st.lists(a_happening(month=2), min_size=1, max_size=6), st.integers(0, 99), HAPPENINGS)
def test_04_nor_the_sum_over_a_year_where_a_cap_frees_points(
    more: list[Fact], number: int, facts: list[Fact]
) -> None:
    _, marked, _ = reversing(more, number)

    before, after = _lost(facts + more), _lost(facts + marked)

    assert all(after[person] >= before[person] for person in PEOPLE)


def _lost(facts: list[Fact]) -> dict[int, Fraction]:
    """What each person lost in January and February together."""
    deductions = [fact for fact in facts if fact.event != "bonus"]
    lost = dict.fromkeys(PEOPLE, Fraction(0))
    for month in (JANUARY, FEBRUARY):
        for entry in hall(deductions, period=month).entries:
            lost[entry.who.id] += entry.points
    return lost


@given(HAPPENINGS, VOLUMES)
def test_05_categories_and_totals_keep_their_limits(
    facts: list[Fact], volumes: dict[int, str]
) -> None:
    for result in hall(facts, volumes).results:
        assert result.score is not None
        assert result.score <= 105
        for category in result.categories:
            low, high = LIMITS.get(category.code, (None, None))
            assert low is None or category.score >= low
            assert high is None or category.score <= high


@given(HAPPENINGS, VOLUMES)
def test_06_a_category_is_its_start_and_entries_unless_a_limit_acted(
    facts: list[Fact], volumes: dict[int, str]
) -> None:
    found = hall(facts, volumes)

    for result in found.results:
        for category in result.categories:
            entries = [
                entry.points
                for entry in found.entries
                if (entry.who, entry.category) == (result.who, category.code)
            ]
            assert category.entries == sum(entries, Fraction(0))
            assert (category.score - category.start == category.entries) is not bool(category.limit)


@given(HAPPENINGS)
def test_07_every_fact_is_in_entries_or_waits(facts: list[Fact]) -> None:
    found = hall(facts)

    entered = {entry.fact_id for entry in found.entries if entry.kind is EntryKind.OWN}
    waits = {one.fact_id for one in found.waiting}
    assert entered | waits == {fact.id for fact in facts}
    assert entered & waits == set()
    assert all(entry.item and entry.scheme == RULES.name for entry in found.entries)


@given(HAPPENINGS)
def test_08_a_fact_counts_by_one_item_beside_those_marked_also(facts: list[Fact]) -> None:
    own = [one for one in hall(facts).entries if one.kind is EntryKind.OWN and one.item != "A2"]

    assert max(Counter(one.fact_id for one in own).values(), default=1) == 1


@given(HAPPENINGS)
def test_09_shares_are_a_part_of_their_source_and_touch_only_their_receivers(
    facts: list[Fact],
) -> None:
    found = hall(facts)
    unshared = hall(facts, schemes=(replace(RULES, share=None),))

    own = {(one.fact_id, one.item): one for one in found.entries if one.kind is EntryKind.OWN}
    for shared in (one for one in found.entries if one.kind is EntryKind.SHARED):
        source = own[shared.fact_id, shared.item]
        assert shared.points == source.points / 2
        assert shared.source == source.who != shared.who
    for before, after in zip(found.results, unshared.results, strict=True):
        assert before.who.id in {FIRST[0], SECOND[0]} or before.score == after.score


@given(st.lists(a_happening(group=FIRST), max_size=10), HAPPENINGS, VOLUMES)
def test_11_facts_of_one_group_never_change_another(
    first: list[Fact], facts: list[Fact], volumes: dict[int, str]
) -> None:
    others = [fact for fact in facts if fact.staff_id in SECOND]

    alone, together = hall(others, volumes), hall(others + first, volumes)

    assert scores(alone, SECOND) == scores(together, SECOND)


@given(HAPPENINGS, VOLUMES, st.fractions("1/10", 100, max_denominator=10))
def test_12_and_13_only_the_share_of_the_groups_median_matters(
    facts: list[Fact], volumes: dict[int, str], factor: Fraction
) -> None:
    scaled = {
        person: str(Fraction(value) * (factor if person in FIRST else 1))
        for person, value in volumes.items()
    }

    found = hall(facts, volumes)

    assert scores(found) == scores(hall(facts, scaled))
    ratios = [one.computation.ratio for one in found.entries if one.kind is EntryKind.FIGURE]
    assert all(ratio is None or 0 <= ratio <= 1 for ratio in ratios)


@given(HAPPENINGS, VOLUMES, st.sampled_from(PEOPLE), st.sampled_from(["0", "1000"]))
def test_14_who_is_not_assessed_moves_nobody(
    facts: list[Fact], volumes: dict[int, str], short: int, own: str
) -> None:
    usual = hall(facts, volumes, short=short)
    other = hall(facts, volumes | {short: own}, short=short)

    assert [one.score for one in usual.results] == [one.score for one in other.results]
    reasons = {one.who.id: one.not_assessed for one in usual.results if one.score is None}
    assert reasons == {short: NotAssessed.TOO_FEW_DAYS}


@given(EXACT, MODES, st.integers(0, 4))
def test_16_rounding_moves_by_half_a_unit_at_most(
    exact: Fraction, mode: RoundingMode, places: int
) -> None:
    published = rounded(exact, Rounding(places, mode))

    assert abs(published - exact) <= Fraction(1, 2 * 10**places)
    assert rounded(published, Rounding(places, mode)) == published
    assert rounded(-exact, Rounding(places, mode)) == -published


@given(HAPPENINGS, HAPPENINGS)
def test_17_reconciled_once_there_is_nothing_left(before: list[Fact], now: list[Fact]) -> None:
    target = hall(now).entries
    rows = [
        Posted(number, cause_of(entry), entry.points, entry.money)
        for number, entry in enumerate(hall(before).entries)
    ]

    postings = reconcile(rows, target)
    ledger = rows + [
        Posted(number, one.cause, one.points, one.money, one.reverses)
        for number, one in enumerate(postings, len(rows))
    ]

    assert reconcile(ledger, target) == ()
    assert sum(row.points for row in ledger) == sum(entry.points for entry in target)


@given(HAPPENINGS, st.lists(a_happening(month=3), max_size=6))
def test_19_a_later_version_and_later_facts_change_no_earlier_month(
    facts: list[Fact], later: list[Fact]
) -> None:
    stricter = replace(
        RULES, version="2", from_on=date(2026, 3, 1), share=None, repeat=None, map=(("A", "C"),)
    )

    before = hall(facts)
    after = hall([*facts, *later])

    assert before == after == hall([*facts, *later], schemes=(RULES, stricter))


@given(HAPPENINGS)
def test_21_no_rating_with_another_cause_costs_a_person_points(facts: list[Fact]) -> None:
    ratings = {
        fact.id for fact in facts if fact.event == "rating" and fact.fields["cause"] != "person"
    }

    assert not any(entry.fact_id in ratings for entry in hall(facts).entries)
