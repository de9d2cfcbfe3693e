"""Do vetoes, bars, noughts and caps hold for just the stretch that the scheme names?"""

from fractions import Fraction

import pytest

from server.rules.appraisal.following import (
    Cause,
    Effects,
    Followed,
    barred,
    grade_caps,
    vetoes,
    zeroed,
)
from server.rules.appraisal.guard import Dealt, guarded
from server.rules.appraisal.periods import Period
from server.rules.months import Month
from server.rules.schemes.shape import GradeStep, Grading, Guard, Sheet, Span, Subject, VetoEffect
from tests.rules.appraisal.outcome_build import (
    JANUARY,
    QUARTER,
    SHEET,
    YEAR,
    a_result,
    a_scheme,
    an_entry,
    who,
)

GRADING = Grading(
    SHEET,
    Span.YEAR,
    (GradeStep("优秀", Fraction(95)), GradeStep("合格", Fraction(75)), GradeStep("不合格")),
)


def a_veto(
    span: Span = Span.QUARTER, effect: VetoEffect = VetoEffect.NO_AWARD, month: str = "2026-02"
) -> Followed:
    (found,) = vetoes(a_scheme(), [an_entry(1, "f1", month, points=0, veto=(span, effect))])
    return found


def in_force(effects: Effects, *, during: Period = YEAR, cause: Cause | None = None) -> Followed:
    return Followed(
        who(1), "末位", SHEET, Month(2026, 2), during, effects, YEAR, cause or Cause(count=1)
    )


@pytest.mark.parametrize(
    ("period", "is_barred"),
    [
        ("2026-Q1", True),
        ("2026-03", True),
        ("2026-02", True),
        ("2026-01", False),  # over before it came
        ("2026-Q2", False),
        ("2026", False),  # a veto for a quarter leaves the year alone
    ],
)
def test_a_veto_for_a_quarter_bars_from_the_awards_of_that_quarter(
    period: str, *, is_barred: bool
) -> None:
    found = barred([a_veto()], "star", Period.parse(period))

    assert (who(1) in found) is is_barred


def test_a_bar_from_one_award_leaves_the_others() -> None:
    bar = in_force(Effects(bar=("star",)))

    assert who(1) in barred([bar], "star", QUARTER)
    assert barred([bar], "model", QUARTER) == {}


def test_what_the_guard_finds_to_be_chance_has_no_effect() -> None:
    by_chance = Cause(guard=guarded(Guard(), Dealt(3, 10, (Fraction(1),) * 8)))
    bar = in_force(Effects(bar=("*",), zero=True, grade="不合格"), cause=by_chance)
    year = (a_result(1, 90, YEAR),)

    assert barred([bar], "star", QUARTER) == {}
    assert zeroed(year, [bar]) == year
    assert grade_caps(GRADING, [bar], YEAR) == {}


def test_a_veto_of_nought_makes_the_result_of_its_span_nought_and_no_other() -> None:
    veto = a_veto(Span.QUARTER, VetoEffect.ZERO)
    results = (a_result(1, 90, JANUARY), a_result(1, 92, QUARTER), a_result(2, 92, QUARTER))

    january, quarter, other = zeroed(results, [veto])

    assert [january.score, quarter.score, other.score] == [90, 0, 92]
    assert quarter.limit == "zero"
    assert quarter.exact == 92
    assert who(1) in barred([veto], "star", QUARTER)


def test_a_veto_shorter_than_the_cycle_of_its_sheet_makes_that_cycle_nought() -> None:
    scheme = a_scheme(sheets=(Sheet(SHEET, Subject.STAFF, cycle=Span.QUARTER),))
    entry = an_entry(1, "f1", "2026-02", veto=(Span.MONTH, VetoEffect.ZERO))

    (found,) = zeroed([a_result(1, 92, QUARTER)], vetoes(scheme, [entry]))

    assert found.score == 0


def test_who_is_not_assessed_stays_so_under_a_nought() -> None:
    (found,) = zeroed([a_result(1, None, QUARTER)], [a_veto(Span.QUARTER, VetoEffect.ZERO)])

    assert found.score is None


def test_the_lowest_grade_and_the_lower_of_two_caps_count() -> None:
    caps = [in_force(Effects(grade="合格")), a_veto(Span.YEAR, VetoEffect.LOWEST_GRADE)]

    assert grade_caps(GRADING, caps[:1], YEAR)[who(1)][0] == "合格"
    assert grade_caps(GRADING, caps, YEAR)[who(1)][0] == "不合格"


def test_a_cap_for_a_quarter_leaves_the_grade_of_the_year() -> None:
    assert grade_caps(GRADING, [a_veto(Span.QUARTER, VetoEffect.LOWEST_GRADE)], YEAR) == {}


def test_the_same_veto_has_the_same_key_when_it_is_computed_again() -> None:
    assert a_veto().key == a_veto().key
    assert a_veto().key != a_veto(month="2026-03").key
