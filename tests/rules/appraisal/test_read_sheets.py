"""Figures that are results of other sheets: of members, of the chief, of another cycle."""

from dataclasses import replace
from fractions import Fraction

import pytest

from server.rules.appraisal.facts import Figure, Who
from server.rules.appraisal.periods import Period
from server.rules.appraisal.results import Computed
from server.rules.schemes.shape import Subject
from tests.rules.appraisal.engine_build import (
    CHIEF,
    CLERK,
    CLERK_AND_CHIEF,
    DEPARTMENT,
    JANUARY,
    WINDOW,
    a_fact,
    computed,
    entries,
    figures,
    place,
    preset,
    result,
    scheme,
    score,
    staff,
)


def windows() -> Computed:
    """The window scheme: two clerks and the chief at one window, 5 points lost between them."""
    members = (
        staff(CLERK),
        staff(CHIEF, is_chief=True),
        staff(3, days=1),
        place(Subject.WINDOW, WINDOW),
        place(Subject.WINDOW, 12, group="other"),
    )
    known = figures("full_attendance", {CLERK: 0, CHIEF: 1})
    known[Who(Subject.WINDOW, WINDOW), "good_rate"] = Figure(Fraction("0.9"), 100)
    known[Who(Subject.WINDOW, WINDOW), "vote.leaders"] = Figure(Fraction(80), 12)
    known[Who(Subject.WINDOW, WINDOW), "vote.citizens"] = Figure(Fraction(90), 40)
    facts = (a_fact("late", fields={"minutes": 5}), a_fact("absent", fields={"half_days": 1}))
    return computed(preset("4"), *facts, members=members, figures=known)


def test_a_window_takes_the_mean_of_its_assessed_people() -> None:
    found = windows()

    (entry,) = [one for one in entries(found, WINDOW) if one.item == "T1"]

    # 84 and 100; who attended one day is not in it.
    assert [entry.points, entry.computation.figure] == [
        Fraction(30) * 92 / 100,
        Figure(Fraction(92), 2),
    ]


def test_a_sheet_that_reads_others_is_computed_after_them() -> None:
    found = windows()

    window = 60 + Fraction(30) * 92 / 100 + 9
    assert result(found, WINDOW, "window").score == window
    flag = window * 30 / 100 + Fraction(92) * 30 / 100 + 16 + 18
    assert result(found, WINDOW, "flag").score == round(flag, 2)


def test_a_window_without_anybody_or_any_rating_has_those_parts_left_out() -> None:
    found = windows()

    assert score(found, 12, "window") == "100.00"
    assert result(found, 12, "flag").categories[0].left_out == 70


CHIEFS = scheme(
    '[sheet.p]\nsubject = "staff"\n[sheet.c]\nsubject = "chief"\n[sheet.w]\nsubject = "window"\n'
    '[category.A]\nname = "人"\nsheet = "p"\nitem.A1 = { text = "条款", points = -10 }\n'
    '[category.B]\nname = "首席"\nsheet = "c"\n'
    'item.B1 = { text = "条款", points = -20, charge = "person" }\n'
    '[category.G]\nname = "基础"\nsheet = "w"\nkind = "earn"\nmax = 100\n'
    'item.G1 = { text = "首席", figure = "chief.c", weight = 50 }\n'
    'item.G2 = { text = "人员", figure = "members.p", weight = 50 }'
)


@pytest.mark.parametrize("windows_of_chief", [(WINDOW,), ()], ids=["at the window", "elsewhere"])
def test_a_window_takes_the_result_of_its_chief(windows_of_chief: tuple[int, ...]) -> None:
    members = (
        staff(CLERK),
        staff(CHIEF, is_chief=True, windows=windows_of_chief),
        staff(5, is_chief=True, windows=(), department_id=99),
        place(Subject.WINDOW, WINDOW),
    )
    facts = (a_fact(item="A1"), a_fact(item="B1", staff_id=CHIEF))

    found = computed(CHIEFS, *facts, members=members)

    assert [score(found, CLERK), score(found, CHIEF), score(found, WINDOW)] == [
        "90.00",
        "80.00",
        "85.00",
    ]


def test_a_department_takes_the_mean_of_its_own_people() -> None:
    rules = scheme(
        '[sheet.p]\nsubject = "staff"\n[sheet.d]\nsubject = "department"\n'
        '[category.A]\nname = "人"\nsheet = "p"\nitem.A1 = { text = "条款", points = -10 }\n'
        '[category.D]\nname = "单位"\nsheet = "d"\nkind = "earn"\nmax = 100\n'
        'item.D1 = { text = "人员", figure = "members.p", weight = 100 }'
    )
    elsewhere = staff(9, department_id=99)
    members = (*CLERK_AND_CHIEF, elsewhere, place(Subject.DEPARTMENT, DEPARTMENT, group=""))

    found = computed(rules, a_fact(item="A1"), members=members)

    assert score(found, DEPARTMENT) == "95.00"


def test_results_of_another_cycle_are_read_as_published() -> None:
    rules = scheme(
        '[sheet.p]\nsubject = "staff"\n[sheet.y]\nsubject = "staff"\ncycle = "year"\n'
        '[category.A]\nname = "月"\nsheet = "p"\nitem.A1 = { text = "条款", points = -10 }\n'
        '[category.N]\nname = "年"\nsheet = "y"\nkind = "earn"\nmax = 100\n'
        'item.N1 = { text = "日常", figure = "score.p", weight = 100 }'
    )
    year = Period.parse("2026")
    january = result(computed(rules, a_fact(item="A1")))
    published = (replace(january, period=year, score=Fraction("91.67")), january)

    found = computed(rules, period=year, published=published)

    assert [score(found, CLERK), str(found.period), str(JANUARY)] == ["91.67", "2026", "2026-01"]
