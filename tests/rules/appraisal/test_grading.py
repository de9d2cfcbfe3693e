"""Does everybody have the grade that score, share and caps leave?"""

from collections.abc import Sequence
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from server.rules.appraisal.facts import Who
from server.rules.appraisal.following import Effects, Followed
from server.rules.appraisal.grading import Graded, WhyLower, grades
from server.rules.months import Month
from server.rules.schemes.shape import GradeStep, Grading, Span
from tests.rules.appraisal.outcome_build import SHEET, YEAR, standings, who

FIFTH = Fraction(1, 5)
STEPS = (
    GradeStep("优秀", Fraction(95), FIFTH),
    GradeStep("合格", Fraction(75)),
    GradeStep("基本合格", Fraction(60)),
    GradeStep("不合格"),
)
GRADING = Grading(SHEET, Span.YEAR, STEPS)
CAP = Followed(who(1), "末位", SHEET, Month(2026, 2), YEAR, Effects(grade="基本合格"))


def graded(
    scores: Sequence[str | int | None], caps: dict[Who, tuple[str, Followed]] | None = None
) -> dict[int, Graded]:
    found = grades(GRADING, standings(scores, YEAR), caps or {})
    return {one.id: grade for one, grade in found.items()}


def names(scores: Sequence[str | int | None]) -> list[str]:
    return [one.grade for one in graded(scores).values()]


@pytest.mark.parametrize(
    ("score", "grade"),
    [
        ("94.10", "合格"),  # the worked example
        ("94.99", "合格"),
        ("95", "优秀"),
        ("75", "合格"),
        ("74.99", "基本合格"),
        ("60", "基本合格"),
        ("59.99", "不合格"),
        ("-3", "不合格"),
    ],
)
def test_the_lower_bound_of_a_step_belongs_to_it(score: str, grade: str) -> None:
    assert names((score, 70, 70, 70, 70))[0] == grade


def test_over_the_share_the_lower_ranked_fall_to_the_next_grade() -> None:
    found = graded((96, 98, 97, 70, 70))

    assert [one.grade for one in found.values()][:3] == ["合格", "优秀", "合格"]
    assert (found[1].by_score, found[1].why_lower) == ("优秀", WhyLower.AT_MOST)


@pytest.mark.parametrize(("people", "seats"), [(4, 0), (5, 1), (9, 1), (10, 2)])
def test_the_share_is_rounded_down(people: int, seats: int) -> None:
    scores = [str(96 + Fraction(place, 100)) for place in range(people)]

    assert names([str(float(Fraction(one))) for one in scores]).count("优秀") == seats


def test_equals_at_the_edge_all_fall() -> None:
    assert (
        names((98, 97, 97, 70, 70, 70, 70, 70, 70, 70))
        == ["优秀", "合格", "合格"] + ["基本合格"] * 7
    )


def test_who_is_not_assessed_has_no_grade_and_is_not_counted_for_the_share() -> None:
    assert names((98, None, 70, 70, 70)) == ["合格", "基本合格", "基本合格", "基本合格"]


def test_a_cap_acts_last_and_its_seat_stays_free() -> None:
    found = graded((98, 97, 70, 70, 70), {who(1): ("基本合格", CAP)})

    assert (found[1].grade, found[1].why_lower, found[1].cap) == (
        "基本合格",
        WhyLower.CAPPED,
        CAP,
    )
    assert found[2].grade == "合格"


def test_a_cap_above_the_grade_changes_nothing() -> None:
    found = graded((50, 97), {who(1): ("基本合格", CAP)})

    assert (found[1].grade, found[1].why_lower, found[1].cap) == ("不合格", None, None)


@given(st.lists(st.integers(90, 99), min_size=1, max_size=15))
@settings(max_examples=40)
def test_a_share_is_never_exceeded_and_nobody_better_has_a_lower_grade(scores: list[int]) -> None:
    found = graded(scores)

    order = [step.name for step in STEPS]
    places = {order.index(found[place].grade): score for place, score in enumerate(scores, start=1)}
    best = [found[place].grade for place in found].count("优秀")
    assert best <= len(scores) * FIFTH
    assert sorted(places, key=lambda place: -places[place]) == sorted(places)
