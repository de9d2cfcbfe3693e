"""What sealed ratings and their handling give the appraisal; nothing before the month is sealed."""

from datetime import timedelta

import pytest

from server.actions.appraisal.state_fact import Stating
from server.actions.publication.seal_month import seal_month
from server.actions.sources.give_month_figures import give_month_figures
from server.rules.cases.kinds import CaseState
from server.rules.cases.step_names import StepName
from server.rules.months import Month
from tests.actions.sources.filed import an_application, facts, figures, hand_in, signed
from tests.build import MORNING, TestHall, a_hall, at, on_duty, rate
from tests.case_build import a_case, a_head, a_supervisor, case_row, step, walked_to

pytestmark = pytest.mark.usefixtures("in_app")
NOVEMBER, END = Month(2026, 11), at("2026-12-01 01:00")


@pytest.fixture
def place(in_app: object) -> TestHall:
    """Three ratings of 0137 at A01, one of them bad."""
    del in_app
    place = a_hall()
    on_duty(place, "0137")
    for minutes, level in enumerate((5, 4, 2)):
        rate(place, level, moment=MORNING + timedelta(minutes=10 * minutes))
    return place


def give(place: TestHall) -> None:
    give_month_figures(place.hall, NOVEMBER, Stating(place.hall.id, "timetable", END))


def test_only_a_sealed_month_gives_figures_of_ratings(place: TestHall) -> None:
    give(place)
    before = figures(place)

    seal_month(place.hall, NOVEMBER, by="timetable", now=END)
    give(place)

    given = figures(place)
    window = ("window", place.windows["A01"])
    assert before == {}
    assert given[(*window, "good_rate")] * 3 == 2
    assert given["staff", place.staff["0137"], "bad_rate"] * 3 == 1
    assert given["department", place.departments["D1"], "reply_rate"] == 0


def test_ratings_are_compared_with_the_applications_of_the_month(place: TestHall) -> None:
    hand_in(place, "applications", *(an_application(f"N{at}") for at in range(6)), now=END)
    seal_month(place.hall, NOVEMBER, by="timetable", now=END)

    give(place)

    given = figures(place)
    assert given["window", place.windows["A01"], "active_rate"] * 2 == 1
    assert given["staff", place.staff["0137"], "active_rate"] * 2 == 1


def test_a_signed_month_keeps_its_figures(place: TestHall) -> None:
    seal_month(place.hall, NOVEMBER, by="timetable", now=END)
    signed(place, "2026-11")

    give(place)

    assert figures(place) == {}


@pytest.mark.parametrize(("days", "stated"), [(0, []), (1, ["rectify_overdue"])])
def test_a_rectification_that_ends_late_is_a_fact_of_its_department(
    place: TestHall, days: int, stated: list[str]
) -> None:
    number = walked_to(place, a_case(place), CaseState.RECTIFYING, a_supervisor(place))
    due_on = case_row(place, number).due_on
    reported = at(f"{due_on + timedelta(days=days)} 10:00")

    step(place, number, StepName.REPORT_RECTIFIED, a_head(place), now=reported)

    found = [one for one in facts(place) if one.event == "rectify_overdue"]
    assert [one.event for one in found] == stated
    assert all(one.fields == '{"days": {"number": "1"}}' for one in found)
