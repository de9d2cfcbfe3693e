"""A figure of several months is what its months make together."""

from fractions import Fraction

from server.rules.appraisal.facts import Figure, Who
from server.rules.appraisal.longer_figures import figures_of_months
from server.rules.schemes.words import Subject

LI = Who(Subject.STAFF, 1)
WANG = Who(Subject.STAFF, 2)


def together(name: str, *figures: Figure) -> Figure:
    return figures_of_months({(LI, name): figure} for figure in figures)[LI, name]


def test_counts_are_summed() -> None:
    assert together("applications", Figure(Fraction(30), 30), Figure(Fraction(12), 12)) == Figure(
        Fraction(42), 42
    )


def test_a_rate_weighs_each_month_by_its_n() -> None:
    both = together("on_time_rate", Figure(Fraction(1), 90), Figure(Fraction(1, 2), 10))

    assert both == Figure(Fraction(95, 100), 100)


def test_full_attendance_of_two_months_needs_both() -> None:
    assert together("full_attendance", Figure(Fraction(1), 1), Figure(Fraction(0), 1)).value == 0
    assert together("full_attendance", Figure(Fraction(1), 1), Figure(Fraction(1), 1)).value == 1


def test_a_month_without_data_changes_nothing_and_gives_nobody_else_any() -> None:
    rate = Figure(Fraction(9, 10), 10)

    figures = figures_of_months([{(LI, "good_rate"): rate}, {}])

    assert figures == {(LI, "good_rate"): rate}
    assert (WANG, "good_rate") not in figures
