"""What another scheme would change: who moves, by how much, for which items."""

from fractions import Fraction

from server.rules.appraisal.facts import Who
from server.rules.appraisal.periods import Period
from server.rules.appraisal.results import (
    Entry,
    EntryKind,
    NotAssessed,
    SheetResult,
    Waiting,
    WaitingReason,
)
from server.rules.appraisal.trial import ItemChange, Outcome, Standing, compared
from server.rules.months import Month
from server.rules.schemes.shape import Subject

MARCH = Period.parse("2026-03")
LI, WANG, ZHAO = (Who(Subject.STAFF, key) for key in (1, 2, 3))


def result(who: Who, score: int | None) -> SheetResult:
    why = None if score is not None else NotAssessed.TOO_FEW_DAYS
    value = None if score is None else Fraction(score)
    return SheetResult("person", who, MARCH, "general", Fraction(100), value, value, why)


def entry(who: Who, item: str, points: int) -> Entry:
    return Entry(
        fact_id=f"{item}/{who.id}",
        figure="",
        sheet="person",
        who=who,
        month=Month(2026, 3),
        category="A",
        item=item,
        kind=EntryKind.OWN,
        points=Fraction(points),
    )


BEFORE = Outcome(
    (result(LI, 98), result(WANG, 97), result(ZHAO, None)),
    (entry(LI, "A1", -2), entry(WANG, "A2", -3)),
)
AFTER = Outcome(
    (result(LI, 94), result(WANG, 97), result(ZHAO, None)),
    (entry(LI, "A1", -6), entry(WANG, "A2", -3)),
    (Waiting("f", "person", WaitingReason.NO_ITEM),),
)


def test_who_moves_is_told_with_places_and_the_items_that_did_it() -> None:
    trial = compared(BEFORE, AFTER)

    first = trial.moved[0]

    assert (first.who, first.change) == (LI, Fraction(-4))
    assert (first.before, first.after) == (
        Standing(Fraction(98), 1, None),
        Standing(Fraction(94), 2, None),
    )
    assert first.causes == (ItemChange("A1", Fraction(-2), Fraction(-6)),)


def test_a_place_moves_though_the_score_stays_and_who_is_not_assessed_stays_so() -> None:
    trial = compared(BEFORE, AFTER)

    assert [(one.who, one.change) for one in trial.moved] == [
        (LI, Fraction(-4)),
        (WANG, Fraction(0)),
    ]
    assert trial.unchanged == 1
    assert trial.without_item == (0, 1)


def test_a_group_is_compared_by_its_mean() -> None:
    (group,) = compared(BEFORE, AFTER).groups

    assert (group.before_n, group.after_n) == (2, 2)
    assert (group.before_mean, group.after_mean) == (Fraction(195, 2), Fraction(191, 2))


def test_the_same_scheme_moves_nobody() -> None:
    assert compared(BEFORE, BEFORE).moved == ()


def test_where_no_scheme_was_in_force_everybody_is_new() -> None:
    trial = compared(Outcome(), BEFORE)

    assert [one.before for one in trial.moved] == [None, None, None]
    assert {one.change for one in trial.moved} == {None}
