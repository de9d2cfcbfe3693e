"""Which figures follow from counts: with weights, attended days, and no share of nothing."""

from fractions import Fraction

from server.rules.appraisal.facts import Figure, Who
from server.rules.schemes.words import Subject
from server.rules.sources.counts import Counted
from server.rules.sources.figures import ClassCount, application_figures

WEIGHTS = {"A": Fraction(1), "C": Fraction(3)}
PERSON, WINDOW, DEPARTMENT = (
    Who(Subject.STAFF, 7),
    Who(Subject.WINDOW, 1),
    Who(Subject.DEPARTMENT, 10),
)


def a_count(difficulty: str = "A", *, staff: int = 7, **counts: int) -> ClassCount:
    return ClassCount(staff, 1, 10, difficulty, Counted(**counts))


def figures(
    *counts: ClassCount, attended: dict[int, Fraction] | None = None
) -> dict[tuple[Who, str], Figure]:
    given = application_figures(counts, WEIGHTS, attended or {})
    return {(who, name): figure for who, name, figure in given}


def test_each_class_weighs_what_the_scheme_says_and_others_one() -> None:
    given = figures(a_count("A", finished=10), a_count("C", finished=2), a_count("X", finished=1))

    assert given[PERSON, "applications"] == Figure(Fraction(13), 13)
    assert given[PERSON, "weighted_applications"] == Figure(Fraction(17), 13)


def test_a_window_and_a_department_have_what_all_their_people_finished() -> None:
    given = figures(a_count(finished=10), a_count(finished=5, staff=8))

    assert given[WINDOW, "applications"] == given[DEPARTMENT, "applications"]
    assert given[WINDOW, "applications"] == Figure(Fraction(15), 15)


def test_per_day_is_there_for_people_whose_days_are_known() -> None:
    given = figures(
        a_count(finished=30), a_count(finished=5, staff=8), attended={7: Fraction("12.5")}
    )

    assert given[PERSON, "weighted_applications_per_day"] == Figure(Fraction(12, 5), 30)
    per_day = [who for who, name in given if name == "weighted_applications_per_day"]
    assert per_day == [PERSON]


def test_shares_are_of_what_is_known_and_none_of_nothing() -> None:
    given = figures(a_count(finished=10, promised=4, on_time=3))

    assert given[PERSON, "on_time_rate"] == Figure(Fraction(3, 4), 4)
    assert (PERSON, "told_once_rate") not in given


def test_who_finished_nothing_has_no_figure() -> None:
    assert figures(a_count(handled=3)) == {}
