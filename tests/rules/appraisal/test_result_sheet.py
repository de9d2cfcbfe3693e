"""Can a reader recompute a number from its sheet with pencil and paper?"""

from dataclasses import replace
from fractions import Fraction

from server.rules.appraisal.combining import Combined, combined
from server.rules.appraisal.periods import Period
from server.rules.appraisal.result_sheet import About, longer_sheet, result_sheet
from server.rules.appraisal.results import CategoryScore, Waiting, WaitingReason
from server.rules.schemes.shape import Category, CategoryKind, Item, Scheme, Sheet, Subject
from tests.rules.appraisal.outcome_build import QUARTER, SHEET, a_result, a_scheme, an_entry


def january() -> Scheme:
    """The categories of preset 2 in the worked example."""
    late = Item("A1", "迟到", points=Fraction(-1, 2))
    return a_scheme(
        sheets=(Sheet(SHEET, Subject.STAFF, name="窗口人员月度考核"),),
        categories=(
            Category("A", "工作纪律", SHEET, max=Fraction(30), items=(late,)),
            Category("B", "文明服务", SHEET, max=Fraction(25)),
            Category("C", "业务工作", SHEET, max=Fraction(45)),
            Category("D", "加分情况", SHEET, kind=CategoryKind.BONUS, max=Fraction(5)),
        ),
    )


SCORES = (
    CategoryScore("A", Fraction(30), Fraction("-8.5"), Fraction("21.5")),
    CategoryScore("B", Fraction(25), Fraction(-2), Fraction(23)),
    CategoryScore("C", Fraction(45), Fraction(-12), Fraction(33)),
    CategoryScore("D", Fraction(0), Fraction(2), Fraction(2)),
)
LI = replace(a_result(1, "79.50"), categories=SCORES)


def test_the_january_of_the_worked_example_adds_up() -> None:
    total = result_sheet(january(), LI, (), About()).total

    assert total is not None
    assert total.unallocated == 0
    assert [total.base_categories, total.bonus] == [Fraction("77.5"), 2]
    assert total.base_categories + total.bonus == total.score == Fraction("79.50")


def test_each_entry_stands_in_its_category_beside_the_words_of_its_rule() -> None:
    entries = (an_entry(1, "f1"), an_entry(2, "f2"), an_entry(1, "f3", item="B4"))

    sheet = result_sheet(january(), LI, entries, About())

    first, second = sheet.categories[:2]
    assert [line.item.text for line in first.lines if line.item] == ["迟到"]
    assert [(line.entry.fact_id, line.item) for line in second.lines] == [("f3", None)]


def test_a_category_that_was_cut_says_so() -> None:
    cut = CategoryScore("A", Fraction(30), Fraction(-40), Fraction(0), "floor")
    wrong = CategoryScore("B", Fraction(25), Fraction(-2), Fraction(24))
    result = replace(LI, categories=(cut, wrong, *SCORES[2:]))

    found = result_sheet(january(), result, (), About()).categories

    assert [one.adds_up for one in found] == [True, False, True, True]


def test_base_that_no_category_holds_is_told() -> None:
    scheme = a_scheme(categories=(Category("A", "出勤", SHEET),))
    lost = CategoryScore("A", Fraction(0), Fraction(-3), Fraction(-3))
    result = replace(a_result(1, 97), categories=(lost,))

    total = result_sheet(scheme, result, (), About()).total

    assert total is not None
    assert total.unallocated + total.base_categories == total.score


def test_who_is_not_assessed_has_no_total_and_what_waits_is_told() -> None:
    waits = Waiting("f9", SHEET, WaitingReason.NOT_APPROVED)

    sheet = result_sheet(january(), a_result(1, None), (), About(waiting=(waits,)))

    assert (sheet.total, sheet.about.waiting) == (None, (waits,))


def test_a_longer_result_shows_the_months_it_came_from() -> None:
    months = [
        a_result(1, score, Period.parse(f"2026-0{number}"))
        for number, score in enumerate(("79.50", "99.50", "96.00"), start=1)
    ]
    found = combined(january(), QUARTER, months)
    assert isinstance(found, Combined)

    sheet = longer_sheet(january(), found, About())

    assert sheet.combined is not None
    assert [one.counted for one in sheet.combined.parts] == [Fraction(159, 2), Fraction(199, 2), 96]
    assert (sheet.title, sheet.sheet_name) == ("考核办法", "窗口人员月度考核")
