"""Rosters: what a row stands for, and people who would be in two places."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta

import pytest

from server.rules.registry.stored import Stored
from sheets.cells import Cell, Sheet
from tests.workbooks import (
    ROSTER_HEADER,
    ZONE,
    a_roster,
    a_sheet,
    a_workbook,
    only,
    planned,
    problems,
    shown,
    stored_from,
    told,
)

RANGE_HEADER = ("窗口号", "工号", "日期", "截止日期", "星期", "上班时间", "下班时间", "类型")
DAY = "2026-11-02"  # a Monday
WHOLE_DAY = ["A01", "0101", DAY, "9:00", "17:00"]


def duties(sheets: list[Sheet], stored: Stored | None = None) -> list[str]:
    return [shown(duty) for duty in planned(sheets, stored).roster.added]


def ranged(*row: Cell) -> list[Sheet]:
    return a_workbook(排班=[RANGE_HEADER, row])


def change(*rows: Sequence[Cell]) -> list[Sheet]:
    """A workbook that corrects the roster, and holds nothing else."""
    return only(排班=[ROSTER_HEADER, *rows])


def at(text: str) -> datetime:
    return datetime.fromisoformat(f"2026-11-{text}").replace(tzinfo=ZONE)


def test_a_range_is_one_duty_for_each_of_its_weekdays() -> None:
    found = duties(ranged("A01", "0101", DAY, "2026-11-09", "周一、周三", "9:00", "12:00"))

    assert found == [
        "A01 0101 02 09:00-12:00",
        "A01 0101 04 09:00-12:00",
        "A01 0101 09 09:00-12:00",
    ]


def test_a_range_without_weekdays_is_every_day() -> None:
    assert len(duties(ranged("A01", "0101", DAY, "2026-11-08", None, "9:00", "12:00"))) == 7


def test_a_duty_without_times_lasts_until_the_next_midnight() -> None:
    (duty,) = planned(a_roster(["A01", "0101", DAY])).roster.added

    assert (duty.starts_at, duty.ends_at) == (at("02 00:00"), at("03 00:00"))


def test_a_duty_may_end_with_the_day() -> None:
    (duty,) = planned(a_roster(["A01", "0101", DAY, "18:00", "24:00"])).roster.added

    assert duty.ends_at == at("03 00:00")


def test_a_standing_duty_is_one_duty_without_end() -> None:
    (duty,) = planned(ranged("A01", "0101", DAY, None, None, None, None, "固定")).roster.added

    assert (duty.starts_at, duty.ends_at, duty.source) == (at("02 00:00"), None, "standing")


def test_a_standing_duty_includes_its_last_day() -> None:
    (duty,) = planned(
        ranged("A01", "0101", DAY, "2026-11-30", None, None, None, "固定")
    ).roster.added

    assert duty.ends_at == datetime(2026, 12, 1, tzinfo=ZONE)


@pytest.mark.parametrize(
    ("row", "column", "code"),
    [
        (("9:00", None), "下班时间", "registry.one_time_missing"),
        ((None, "12:00"), "上班时间", "registry.one_time_missing"),
        (("12:00", "12:00"), "下班时间", "registry.ends_before_start"),
        (("12:00", "9:00"), "下班时间", "registry.ends_before_start"),
        (("9:00", "17:00", "固定"), "上班时间", "registry.standing_has_times"),
        (("9:00", "17:00", "轮流"), "类型", "cell.not_a_duty_kind"),
    ],
)
def test_a_row_that_means_no_duty_is_named(row: tuple[Cell, ...], column: str, code: str) -> None:
    assert told(a_roster(["A01", "0101", DAY, *row])) == [("排班", 2, column, code)]


def test_a_duty_of_a_minute_is_a_duty() -> None:
    assert duties(a_roster(["A01", "0101", DAY, "9:00", "9:01"])) == ["A01 0101 02 09:00-09:01"]


@pytest.mark.parametrize(
    ("last", "code"),
    [
        ("2026-11-01", "registry.last_day_before_first"),
        ("2026-11-02", None),
        (str(date(2026, 11, 2) + timedelta(400)), None),
        (str(date(2026, 11, 2) + timedelta(401)), "registry.range_too_long"),
    ],
)
def test_a_range_ends_after_it_began_and_within_400_days(last: str, code: str | None) -> None:
    found = told(ranged("A01", "0101", DAY, last, None, "9:00", "12:00"))

    assert found == ([("排班", 2, "截止日期", code)] if code else [])


def test_a_range_without_any_of_its_weekdays_is_named() -> None:
    found = told(ranged("A01", "0101", DAY, "2026-11-04", "周五", "9:00", "12:00"))

    assert found == [("排班", 2, "星期", "registry.no_such_weekday")]


@pytest.mark.parametrize(
    ("second", "code"),
    [
        pytest.param(["A02", "0101", DAY, "16:59", "18:00"], "two_windows", id="two windows"),
        pytest.param(["A01", "0101", DAY, "16:59", "18:00"], "twice", id="one window twice"),
        pytest.param(["A01", "0102", DAY, "16:59", "18:00"], "unmarked_sharing", id="two people"),
        pytest.param(["A01", "0102", DAY, "17:00", "18:00"], None, id="a handover"),
        pytest.param(["A02", "0101", DAY, "17:00", "18:00"], None, id="one window after another"),
        pytest.param(["A03", "0102", DAY, "9:00", "17:00"], None, id="elsewhere"),
    ],
)
def test_overlapping_duties_are_found_and_named(second: list[Cell], code: str | None) -> None:
    found = problems(a_roster(WHOLE_DAY, second))

    assert [each.code for each in found] == ([f"registry.overlap_{code}_row"] if code else [])
    assert all(each.place.row == 3 and each.data["other_row"] == 2 for each in found)


def test_several_people_may_serve_at_a_shared_window() -> None:
    assert not told(
        a_roster(["A03", "0101", DAY, "9:00", "17:00"], ["A03", "0102", DAY, "9:00", "17:00"])
    )


def test_a_window_becomes_shared_by_the_same_workbook() -> None:
    stored = stored_from(a_roster(WHOLE_DAY))
    sharing = a_sheet("窗口", ["窗口号", "共用窗口"], ["A01", "是"])
    second = ["A01", "0102", DAY, "9:00", "17:00"]

    assert told(change(second), stored)[0][3] == "registry.overlap_unmarked_sharing_stored"
    assert not told([*change(second), sharing], stored)


def test_two_rows_that_overlap_on_many_days_are_named_once() -> None:
    row: tuple[Cell, ...] = ("A01", "0101", DAY, "2026-11-30", None, "9:00", "17:00")
    second: tuple[Cell, ...] = ("A02", "0101", DAY, "2026-11-30", None, "9:00", "17:00")

    found = problems(a_workbook(排班=[RANGE_HEADER, row, second]))

    assert [each.code for each in found] == ["registry.overlap_two_windows_row"]
    assert found[0].data["right"] == "2026-11-02 09:00-17:00"


def test_a_second_row_with_another_end_contradicts_the_first() -> None:
    found = problems(a_roster(WHOLE_DAY, ["A01", "0101", DAY, "9:00", "12:00"]))

    assert [(each.place.row, each.code) for each in found] == [(3, "registry.contradicts_row")]


def test_a_repeated_row_of_the_roster_is_folded() -> None:
    plan = planned(a_roster(WHOLE_DAY, WHOLE_DAY))

    assert (len(plan.roster.added), plan.repeated) == (1, 1)
