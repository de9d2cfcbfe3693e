"""Do counts, scores and places at the bottom lead to what the scheme says, and to no more?"""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from server.rules.appraisal.bottom import last_of
from server.rules.appraisal.consequences import consequences
from server.rules.appraisal.facts import Fact
from server.rules.appraisal.fitting import in_range
from server.rules.appraisal.following import Followed
from server.rules.appraisal.history import History, PeriodRecord
from server.rules.appraisal.periods import Period
from server.rules.appraisal.ranking import places, pool_of
from server.rules.appraisal.results import Computation, EntryKind
from server.rules.months import Month
from server.rules.schemes.shape import (
    ByBottom,
    ByEvent,
    ByItems,
    ByScore,
    Consequence,
    Range,
    Scheme,
    Span,
    Trigger,
)
from tests.rules.appraisal.outcome_build import (
    QUARTER,
    YEAR,
    a_record,
    a_scheme,
    an_entry,
    months_of,
    standings,
)

FIVE = ("95", "94", "93", "92", "80")  # staff 5 is last
UNGUARDED = ByBottom(1, running=2, guard=False)


def with_rule(trigger: Trigger, **said: object) -> Scheme:
    rule = Consequence("规则", trigger, "staff")
    return a_scheme(consequences=(replace(rule, **said),))  # type: ignore[arg-type]  # whatever a test says of it


def met(scheme: Scheme, history: History) -> list[tuple[int, str]]:
    """Who met the rule, in which month."""
    return [(one.who.id, str(one.since)) for one in consequences(scheme, history)]


def bottoms(scores: Sequence[str | int]) -> set[int]:
    scheme = a_scheme()
    placed = places(scheme, pool_of(scheme, "staff"), standings(scores))
    return {one.id for one in last_of(placed, 1, 5)}


def a_fact(fact_id: str, day: date, **said: object) -> Fact:
    plain = Fact(fact_id, "finding", day, day, staff_id=1)
    return replace(plain, **said)  # type: ignore[arg-type]  # whatever a test says of it


@pytest.mark.parametrize(
    ("number", "found"), [(2, []), (3, [(1, "2026-03")]), (4, [(1, "2026-03")])]
)
def test_the_nth_entry_of_an_item_is_met_once_when_it_is_reached(
    number: int, found: list[tuple[int, str]]
) -> None:
    entries = tuple(an_entry(1, f"f{month}", f"2026-0{month}") for month in range(1, number + 1))
    scheme = with_rule(ByItems(("A1",), 3), pool="")

    assert met(scheme, History(entries=entries)) == found


def test_entries_of_a_category_are_counted_together_but_not_shares_nor_free_ones() -> None:
    entries = (
        an_entry(1, "f1", item="A1"),
        an_entry(1, "f2", item="A2"),
        an_entry(1, "f3", item="B1"),
        an_entry(1, "f4")._replace(kind=EntryKind.SHARED),
        an_entry(1, "f5")._replace(computation=Computation(units=Fraction(0))),
    )

    (found,) = consequences(with_rule(ByItems(("A",), 2), pool=""), History(entries=entries))

    assert found.cause.fact_ids == ("f1", "f2")
    assert met(with_rule(ByItems(("A",), 3), pool=""), History(entries=entries)) == []


def test_counting_starts_again_with_the_span() -> None:
    entries = (an_entry(1, "f1", "2026-03"), an_entry(1, "f2", "2026-04"))

    assert (
        met(with_rule(ByItems(("A1",), 2, Span.QUARTER), pool=""), History(entries=entries)) == []
    )
    assert met(with_rule(ByItems(("A1",), 2, Span.HALF), pool=""), History(entries=entries)) == [
        (1, "2026-04")
    ]


def test_the_ladder_of_findings_climbs_with_each_fact_that_counts() -> None:
    facts = (
        a_fact("f1", date(2026, 1, 5)),
        a_fact("f2", date(2026, 1, 6), is_reversed=True),
        a_fact("f3", date(2026, 1, 7), excused="official"),
        a_fact("f4", date(2026, 1, 8)),
        a_fact("f5", date(2026, 1, 9), event="late"),
        a_fact("f6", date(2026, 2, 9)),
    )
    history = History(facts=facts, waiting=frozenset({"f6"}))

    found = [
        met(with_rule(ByEvent("finding", step), pool="", task="催办"), history)
        for step in (1, 2, 3)
    ]

    assert found == [[(1, "2026-01")], [(1, "2026-01")], []]


def test_a_finding_of_nobody_in_person_climbs_the_ladder_of_its_window() -> None:
    facts = (a_fact("f1", date(2026, 1, 5), staff_id=None, window_id=9, department_id=3),)

    (found,) = consequences(with_rule(ByEvent("finding", 1), pool=""), History(facts=facts))

    assert (found.who.subject, found.who.id) == ("window", 9)


@pytest.mark.parametrize(
    ("scores", "last"),
    [
        (FIVE, {5}),
        (("95", "94", "93", "80"), set()),  # four people are too few
        (("95", "94", "93", "80", "80"), set()),  # two last: nobody last
        (("90",) * 5, set()),
    ],
)
def test_only_one_in_a_large_enough_group_is_last(scores: Sequence[str], last: set[int]) -> None:
    assert bottoms(scores) == last


@given(st.lists(st.integers(0, 3), min_size=5, max_size=9))
@settings(max_examples=50)
def test_whoever_is_last_is_alone_with_the_least(scores: list[int]) -> None:
    """Invariant 15."""
    alone = scores.count(min(scores)) == 1

    assert bottoms(scores) == ({scores.index(min(scores)) + 1} if alone else set())


def test_ties_are_for_awards_and_make_nobody_last() -> None:
    placed = places(a_scheme(), pool_of(a_scheme(), "staff"), standings(FIVE))
    equal = [replace(one, score=Fraction(80)) if one.rank >= 4 else one for one in placed]

    assert last_of(equal, 1, 5) == frozenset()


def test_two_months_running_are_met_at_the_end_of_the_second() -> None:
    better = ("80", "94", "93", "92", "95")

    assert met(with_rule(UNGUARDED), months_of(a_scheme(), FIVE, FIVE)) == [(5, "2026-02")]
    assert met(with_rule(UNGUARDED), months_of(a_scheme(), FIVE, better, FIVE)) == []


def test_a_month_not_assessed_ends_the_run() -> None:
    away = ("95", "94", "93", "92", None, "96")

    assert met(with_rule(UNGUARDED), months_of(a_scheme(), FIVE, away, FIVE)) == []


def test_a_run_of_four_is_two_runs_of_two() -> None:
    history = months_of(a_scheme(), FIVE, FIVE, FIVE, FIVE)

    assert met(with_rule(UNGUARDED), history) == [(5, "2026-02"), (5, "2026-04")]


def test_a_run_goes_on_over_the_new_year_but_times_begin_again() -> None:
    scheme = a_scheme()
    records = tuple(a_record(scheme, FIVE, Period.parse(month)) for month in ("2025-12", "2026-01"))
    times = ByBottom(1, times=2, guard=False)

    assert met(with_rule(UNGUARDED), History(records)) == [(5, "2026-01")]
    assert met(with_rule(times), History(records)) == []


def test_three_times_in_a_year_need_not_be_running() -> None:
    better = ("80", "94", "93", "92", "95")
    history = months_of(a_scheme(), FIVE, better, FIVE, better, FIVE, better, FIVE)

    assert met(with_rule(ByBottom(1, times=3, guard=False)), history) == [
        (5, "2026-05"),
        (1, "2026-06"),
    ]


def guarded_by(costs: dict[int, int]) -> Followed:
    """Two months last, with that many costing facts of each person."""
    entries = tuple(
        an_entry(staff_id, f"{staff_id}/{number}", "2026-02")
        for staff_id, count in costs.items()
        for number in range(count)
    )
    history = months_of(
        a_scheme(), (*FIVE[:4], "94", "93", "92", "80"), (*FIVE[:4], "94", "93", "92", "80")
    )
    scheme = with_rule(ByBottom(1, running=2), task="约谈")
    (found,) = consequences(scheme, replace(history, entries=entries))
    return found


@pytest.mark.parametrize(
    ("own", "others", "p", "acts"),
    [(3, 7, Fraction("0.956"), False), (9, 7, Fraction("0.0003"), True)],
)
def test_the_interview_waits_for_a_difference_beyond_chance(
    own: int, others: int, p: Fraction, *, acts: bool
) -> None:
    found = guarded_by({8: own, 1: others})

    assert found.cause.guard is not None
    assert abs(found.cause.guard.p - p) < Fraction(1, 1000)
    assert (found.acts, found.effects.task) == (acts, "约谈")


def test_a_fact_of_another_month_is_no_part_of_the_check() -> None:
    history = months_of(a_scheme(), FIVE, FIVE)
    entries = tuple(an_entry(5, f"f{number}", "2026-03") for number in range(9))

    (found,) = consequences(with_rule(ByBottom(1, running=2)), replace(history, entries=entries))

    assert found.cause.guard is not None
    assert (found.cause.guard.total, found.acts) == (0, False)


@pytest.mark.parametrize(("score", "is_in"), [("89.99", True), ("90", False), ("90.01", False)])
def test_below_ninety_excludes_ninety(score: str, *, is_in: bool) -> None:
    assert in_range(Fraction(score), Range(high=Fraction(90), excludes_high=True)) is is_in


@pytest.mark.parametrize(
    ("score", "is_in"), [("59", False), ("60", True), ("70", True), ("71", False)]
)
def test_both_ends_of_a_range_belong_to_it(score: str, *, is_in: bool) -> None:
    assert in_range(Fraction(score), Range(Fraction(60), Fraction(70))) is is_in


def test_a_low_score_bars_for_its_span_or_for_the_one_named() -> None:
    below = ByScore(Range(high=Fraction(85), excludes_high=True), Span.MONTH)
    history = months_of(a_scheme(), FIVE)

    (short,) = consequences(with_rule(below, bar=("*",)), history)
    (long,) = consequences(with_rule(below, bar=("*",), bar_span=Span.YEAR), history)

    assert (short.during, long.during) == (Period.parse("2026-01"), YEAR)
    assert not short.reaches(QUARTER)
    assert long.reaches(QUARTER)


def test_below_ninety_and_last_needs_both() -> None:
    below = ByScore(Range(high=Fraction(90), excludes_high=True), Span.YEAR, and_last=True)
    scheme = with_rule(below, task="研究待岗")
    low = a_record(scheme, (95, 89, 80), YEAR)

    assert met(scheme, History((low,))) == [(3, "2026-12")]
    assert met(scheme, History((a_record(scheme, (95, 94, 91), YEAR),))) == []
    assert met(scheme, History((replace(low, period=QUARTER),))) == []


def test_who_is_not_assessed_has_no_low_score() -> None:
    scheme = with_rule(ByScore(Range(high=Fraction(90)), Span.MONTH))
    record: PeriodRecord = a_record(scheme, (None, 95))

    assert met(scheme, History((record,))) == []


def test_a_consequence_names_the_month_that_brought_it() -> None:
    entries = (an_entry(1, "f1", "2026-05"),)

    (found,) = consequences(with_rule(ByItems(("A1",), 1), pool=""), History(entries=entries))

    assert found.since == Month(2026, 5)
