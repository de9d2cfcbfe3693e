"""The ledger is brought to what the facts say, and which periods that touches."""

from dataclasses import replace
from datetime import date
from fractions import Fraction

from server.rules.appraisal.frozen import cause_of
from server.rules.appraisal.inputs import Inputs
from server.rules.appraisal.reconciling import Posted, Posting, Why, reconcile
from server.rules.appraisal.results import Entry
from server.rules.appraisal.revising import Through, moved, touched
from server.rules.months import Month
from server.rules.schemes.shape import LateEvents
from tests.rules.appraisal.engine_build import CLERK, a_fact, computed, of_items, preset, staff
from tests.rules.appraisal.example import FACTS, JANUARY, LI, MARCH, WANG, month, without

YEAR_END = Month(2026, 12)


def posted(entries: tuple[Entry, ...], first: int = 1) -> list[Posted]:
    """The entries as rows of the ledger."""
    return [
        Posted(number, cause_of(entry), entry.points, entry.money)
        for number, entry in enumerate(entries, first)
    ]


def after(rows: list[Posted], postings: tuple[Posting, ...]) -> list[Posted]:
    """The ledger with the postings in it."""
    first = len(rows) + 1
    return rows + [
        Posted(number, one.cause, one.points, one.money, one.reverses)
        for number, one in enumerate(postings, first)
    ]


def test_an_empty_ledger_gets_every_entry() -> None:
    target = month(JANUARY).entries

    postings = reconcile([], target)

    assert [one.entry for one in postings] == list(target)
    assert {one.why for one in postings} == {Why.NEW}


def test_done_again_nothing_is_left_to_post() -> None:
    before, now = month(MARCH).entries, month(MARCH, without("late-14")).entries
    rows = posted(before)

    ledger = after(rows, reconcile(rows, now))

    assert reconcile(ledger, now) == ()
    assert sum(row.points for row in ledger) == sum(entry.points for entry in now)


def test_one_reversal_gives_back_in_january() -> None:
    rows = posted(month(JANUARY).entries)

    (back,) = reconcile(rows, month(JANUARY, without("late-14")).entries)

    assert (back.why, str(back.points), back.entry) == (Why.CAUSE_GONE, "1", None)
    assert next(row for row in rows if row.id == back.reverses).cause.startswith("late-14")


def test_and_takes_the_doubling_back_in_march() -> None:
    rows = posted(month(MARCH).entries)

    back, new = reconcile(rows, month(MARCH, without("late-14")).entries)

    assert [(one.why, str(one.points)) for one in (back, new)] == [
        (Why.RECOMPUTED, "2"),
        (Why.RECOMPUTED, "-1"),
    ]
    assert (new.entry and new.entry.fact_id, back.reverses is not None) == ("late-mar", True)


def test_what_was_recomputed_names_the_facts_that_changed() -> None:
    doubling = of_items('points = -1, repeat = { from = 2, within = "month" }')
    first, second = a_fact(day="2026-01-05", item="A1"), a_fact(day="2026-01-06", item="A1")
    rows = posted(computed(doubling, first, second).entries)

    postings = reconcile(rows, computed(doubling, second).entries)

    assert {one.because for one in postings if one.why is Why.RECOMPUTED} == {(first.id,)}


def test_a_reversed_bad_rating_gives_back_to_the_chief_too() -> None:
    rows = posted(month(JANUARY).entries)

    postings = reconcile(rows, month(JANUARY, without("rating-16")).entries)

    assert sorted(str(one.points) for one in postings) == ["1", "2"]


def test_a_fact_that_comes_back_is_posted_anew() -> None:
    target = month(JANUARY).entries
    rows = posted(target)
    ledger = after(rows, reconcile(rows, month(JANUARY, without("late-14")).entries))

    (again,) = reconcile(ledger, target)

    assert (again.why, str(again.points)) == (Why.NEW, "-1")


def test_money_alone_can_differ() -> None:
    (entry,) = computed(of_items("points = -1, money = -5"), a_fact(item="A1")).entries
    row = Posted(1, cause_of(entry), entry.points, Fraction(-4))

    back, new = reconcile([row], [entry])

    assert [back.money, new.money] == [4, -5]


def test_another_number_of_occurrence_at_equal_points_posts_nothing() -> None:
    rows = posted(month(JANUARY).entries)
    revised = month(JANUARY, without("late-14")).entries

    assert all(not one.cause.startswith("off-20") for one in reconcile(rows, revised))


def test_a_fact_touches_its_month_and_those_after_it_in_the_span_and_all_above() -> None:
    (fact,) = (one for one in FACTS if one.id == "late-feb")

    found = touched([fact], Inputs((preset("2"),)), Month(2026, 4))

    assert [str(one) for one in found] == [
        "2026-02", "2026-03", "2026-04", "2026-Q1", "2026-Q2", "2026-H1", "2026",
    ]  # fmt: skip


def test_where_nothing_counts_over_months_one_month_is_touched() -> None:
    fact = a_fact(day="2026-02-10", item="A1")

    found = touched([fact], Inputs((of_items("points = -1"),)), YEAR_END)

    assert [str(one) for one in found] == ["2026-02", "2026-Q1", "2026-H1", "2026"]


def test_a_late_fact_touches_the_month_in_which_it_is_booked() -> None:
    rules = replace(of_items("points = -1"), late_events=LateEvents.NEXT_MONTH)
    fact = a_fact(day="2026-01-10", item="A1", known_on=date(2026, 2, 20))

    inputs = Inputs((rules,), closed={Month(2026, 1): date(2026, 2, 5)})

    assert str(touched([fact], inputs, YEAR_END)[0]) == "2026-02"


def test_a_fact_that_no_version_judges_touches_nothing() -> None:
    fact = a_fact(day="2025-12-31", item="A1")

    assert touched([fact], Inputs((of_items("points = -1"),)), YEAR_END) == ()


def test_who_moved_and_through_what() -> None:
    found = moved(month(JANUARY), month(JANUARY, without("rating-16")))

    assert [(one.who.id, str(one.before), str(one.after), one.through) for one in found] == [
        (LI, "159/2", "163/2", (Through.OWN,)),
        (WANG, "381/4", "385/4", (Through.SHARED,)),
    ]


def test_nobody_moved_where_nothing_changed() -> None:
    assert moved(month(JANUARY), month(JANUARY)) == ()


def test_somebody_who_was_not_there_before_has_moved_too() -> None:
    rules = of_items("points = -1")

    (found,) = moved(computed(rules, members=()), computed(rules, members=(staff(CLERK),)))

    assert [found.who.id, found.before, found.after] == [CLERK, None, 100]
    assert moved(computed(rules, members=(staff(CLERK),)), computed(rules, members=()))
