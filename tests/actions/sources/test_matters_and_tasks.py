"""Matters and work tasks come in, are checked, reported and decided."""

from datetime import date
from fractions import Fraction
from typing import Any

import pytest

from server import errors
from server.actions.sources.check_matter import CheckForm, check_matter
from server.actions.sources.decide_milestone import DecisionForm, decide_milestone
from server.actions.sources.report_milestone import ReportForm, report_milestone
from server.actions.sources.withdraw_check import withdraw_check
from server.queries.sources.matters import hall_faults, hall_standings
from server.queries.sources.tasks import HallMilestone, milestones_of_month
from server.rules.accounts.roles import Actor, Grant, Role
from server.rules.months import Month
from server.rules.sources.layout import SourceRefused
from server.rules.sources.tasks import MilestoneState
from tests.actions.sources.filed import StatedFact, a_matter, facts, figures, hand_in, signed
from tests.build import MORNING, TestHall, a_hall

pytestmark = pytest.mark.usefixtures("in_app")
NOVEMBER = Month(2026, 11)


@pytest.fixture
def place(in_app: object) -> TestHall:
    del in_app
    return a_hall()


def a_standing(matter: str = "S01", **cells: Any) -> dict[str, Any]:
    sound = {"from_on": "2026-11-01", "department": "D1", "is_due": "是", "is_stationed": "是"}
    return {"matter": matter, **sound, **cells}


def a_month(**cells: Any) -> dict[str, Any]:
    sound = {"number": "T1", "title": "推行一窗受理", "department": "综合科", "staff": "0137"}
    return {**sound, "month": "2026-11", "goal": "完成窗口改造", "points": 2.0, **cells}


def somebody(place: TestHall, role: Role, name: str, staff: str | None = None) -> Actor:
    of = place.departments["D1"] if role is Role.DEPARTMENT_HEAD else None
    grants = (Grant(role, place.hall.id, of),)
    return Actor(1, name, grants, place.staff[staff] if staff else None)


def milestone(place: TestHall) -> HallMilestone:
    return milestones_of_month(place.hall.id, NOVEMBER, departments=None)[0]


def decide(place: TestHall, by: Actor, outcome: MilestoneState = MilestoneState.DONE) -> None:
    form = DecisionForm(milestone(place).code, "2026-11", outcome, "材料齐全")
    decide_milestone(place.hall, form, by=by, now=MORNING)


def test_what_is_due_and_stationed_gives_the_rate_of_windows_and_department(
    place: TestHall,
) -> None:
    a_matter(place, "S01")
    a_matter(place, "S02", ("A02",))
    a_matter(place, "S03")

    hand_in(
        place,
        "matters",
        a_standing("S01"),
        a_standing("S02", is_stationed="否", faults="应进未进", found_on="2026-11-10"),
        a_standing("S03", is_due="否", is_stationed="是"),
    )

    given = figures(place)
    assert given["department", place.departments["D1"], "stationed_rate"] * 2 == 1
    assert given["window", place.windows["A01"], "stationed_rate"] == 1
    assert given["window", place.windows["A02"], "stationed_rate"] == 0
    assert facts(place) == [
        StatedFact("matter_fault", '{"what": "not_stationed"}', "2026-11-10"),
    ]


def test_a_later_version_holds_from_its_day_on_and_signed_months_keep_theirs(
    place: TestHall,
) -> None:
    a_matter(place)
    hand_in(place, "matters", a_standing(from_on="2026-09-01"))
    signed(place, "2026-10")

    with pytest.raises(SourceRefused):
        hand_in(place, "matters", a_standing(from_on="2026-10-20", is_stationed="否"))
    hand_in(place, "matters", a_standing(from_on="2026-11-20", is_stationed="否"))

    stood = [
        hall_standings(place.hall.id, day, departments=None)[0].is_stationed
        for day in (date(2026, 11, 19), date(2026, 11, 20))
    ]
    assert stood == [True, False]


def test_a_fault_that_a_check_finds_states_its_fact_once_and_can_be_taken_back(
    place: TestHall,
) -> None:
    a_matter(place)
    hand_in(place, "matters", a_standing())
    officer = somebody(place, Role.APPRAISAL_OFFICER, "孙某")
    form = CheckForm("S01", "guide_wrong", date(2026, 11, 12), "时限写错")

    check_matter(place.hall, form, by=officer, now=MORNING)
    check_matter(place.hall, form, by=officer, now=MORNING)
    found = facts(place)
    number = hall_faults(place.hall.id, departments=None)[0].number
    withdraw_check(place.hall, number, by=officer, now=MORNING)

    assert [fact.event for fact in found] == ["matter_fault"]
    assert facts(place) == []


def test_a_check_of_nothing_known_says_all_that_is_wrong(place: TestHall) -> None:
    officer = somebody(place, Role.APPRAISAL_OFFICER, "孙某")

    with pytest.raises(errors.FormProblems) as refused:
        check_matter(place.hall, CheckForm("S99", "", None, ""), by=officer, now=MORNING)

    assert [one.field for one in refused.value.problems] == ["matter", "what", "found_on"]


def test_a_month_of_a_task_is_reported_decided_and_decided_again(place: TestHall) -> None:
    hand_in(place, "tasks", a_month())
    head = somebody(place, Role.DEPARTMENT_HEAD, "赵某")
    officer = somebody(place, Role.APPRAISAL_OFFICER, "孙某")
    form = ReportForm(milestone(place).code, "2026-11", date(2026, 11, 20), "照片和验收单")

    report_milestone(place.hall, form, by=head, now=MORNING)
    decide(place, officer)
    done = facts(place), figures(place)["staff", place.staff["0137"], "task_rate"]
    decide(place, officer, MilestoneState.LATE)

    assert done == ([StatedFact("task", '{"outcome": "done"}', "2026-11-25")], Fraction(1))
    assert facts(place) == [StatedFact("task", '{"outcome": "late"}', "2026-11-25")]
    assert figures(place)["department", place.departments["D1"], "task_rate"] == 0


@pytest.mark.parametrize(("name", "staff"), [("孙某", "0137"), ("赵某", None)])
def test_nobody_decides_what_is_their_own_or_what_they_reported(
    place: TestHall, name: str, staff: str | None
) -> None:
    hand_in(place, "tasks", a_month())
    head = somebody(place, Role.DEPARTMENT_HEAD, "赵某")
    form = ReportForm(milestone(place).code, "2026-11", date(2026, 11, 20), "照片")
    report_milestone(place.hall, form, by=head, now=MORNING)

    with pytest.raises(errors.NotImpartial):
        decide(place, somebody(place, Role.APPRAISAL_OFFICER, name, staff))


def test_a_plan_can_change_until_it_is_decided(place: TestHall) -> None:
    hand_in(place, "tasks", a_month())
    hand_in(place, "tasks", a_month(goal="完成验收"))
    changed = milestone(place).goal
    decide(place, somebody(place, Role.APPRAISAL_OFFICER, "孙某"))

    with pytest.raises(SourceRefused) as refused:
        hand_in(place, "tasks", a_month(goal="再改"), a_month(month="2026-12"))

    assert changed == "完成验收"
    assert [one.code for one in refused.value.problems] == ["source.milestone_decided"]


def test_a_plan_that_contradicts_itself_is_refused_with_every_row(place: TestHall) -> None:
    with pytest.raises(SourceRefused) as refused:
        hand_in(
            place,
            "tasks",
            a_month(),
            a_month(title="别的", month="2026-12"),
            a_month(goal="又一次"),
            a_month(month="2026-10", due_on="2026-09-30"),
            a_month(number="T2", department="没有的"),
        )

    assert [(one.place.row, one.code) for one in refused.value.problems] == [
        (3, "source.task_differs"),
        (4, "source.month_twice"),
        (5, "source.due_before_month"),
        (6, "source.unknown_department"),
    ]
