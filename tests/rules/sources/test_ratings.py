"""Which figures follow from sealed ratings and from what became of bad ones?"""

from fractions import Fraction

from server.rules.appraisal.facts import Figure, Who
from server.rules.schemes.words import Subject
from server.rules.sources.ratings import HandledRating, RatedUnit, rating_figures

WINDOW, DEPARTMENT = Who(Subject.WINDOW, 1), Who(Subject.DEPARTMENT, 10)


def figures(unit: RatedUnit | None = None, *cases: HandledRating) -> dict[str, Figure]:
    units = {WINDOW: unit} if unit else {}
    return {name: figure for who, name, figure in rating_figures(units, cases) if who == WINDOW}


def test_shares_stand_with_what_they_are_of() -> None:
    given = figures(RatedUnit(good=18, bad=2, active=25, ratable=50))

    assert given == {
        "good_rate": Figure(Fraction(9, 10), 20),
        "bad_rate": Figure(Fraction(1, 10), 20),
        "active_rate": Figure(Fraction(1, 2), 50),
    }


def test_more_ratings_than_applications_are_not_more_than_all() -> None:
    given = figures(RatedUnit(good=60, bad=0, active=60, ratable=50))

    assert given["active_rate"] == Figure(Fraction(1), 50)


def test_of_nothing_there_is_no_figure() -> None:
    assert figures(RatedUnit(good=0, bad=0, active=0, ratable=None)) == {}


def test_what_is_not_known_of_one_window_is_not_known_of_the_department() -> None:
    known = RatedUnit(good=1, bad=0, active=1, ratable=5)

    together = known.plus(RatedUnit(good=1, bad=0, active=1, ratable=None))

    assert (together.good, together.ratable) == (2, None)


def test_each_subject_of_a_bad_rating_has_its_handling() -> None:
    given = figures(
        None,
        HandledRating((WINDOW, DEPARTMENT), is_answered=True, due=1, in_time=1),
        HandledRating((WINDOW,), is_answered=False, due=1, in_time=0),
        HandledRating((DEPARTMENT,), is_answered=False, due=0, in_time=0),
    )

    assert given == {
        "reply_rate": Figure(Fraction(1, 2), 2),
        "rectified_on_time_rate": Figure(Fraction(1, 2), 2),
    }
