"""Corrected rosters: duties cancelled, cut for stand-ins, and the ratings that follow."""

from collections.abc import Sequence
from datetime import datetime, timedelta

import pytest

from server.rules.registry.changed_spans import ChangedSpan
from server.rules.registry.stored import Stored
from sheets.cells import Cell, Sheet
from tests.workbooks import (
    NOW,
    ROSTER_HEADER,
    ZONE,
    a_roster,
    after,
    only,
    planned,
    shown,
    stored_from,
    told,
)

DAY = "2026-11-02"  # a Monday
WHOLE_DAY = ["A01", "0101", DAY, "9:00", "17:00"]


def duties(sheets: list[Sheet], stored: Stored | None = None) -> list[str]:
    return [shown(duty) for duty in planned(sheets, stored).roster.added]


def change(*rows: Sequence[Cell]) -> list[Sheet]:
    """A workbook that corrects the roster, and holds nothing else."""
    return only(排班=[ROSTER_HEADER, *rows])


def of_plan(sheets: list[Sheet], stored: Stored) -> tuple[list[str], list[str]]:
    roster = planned(sheets, stored).roster
    return [shown(each) for each in roster.cancelled], [shown(each) for each in roster.added]


def at(text: str) -> datetime:
    return datetime.fromisoformat(f"2026-11-{text}").replace(tzinfo=ZONE)


def test_a_new_end_cancels_the_old_duty_and_adds_the_true_one() -> None:
    stored = stored_from(a_roster(WHOLE_DAY))

    found = of_plan(change(["A01", "0101", DAY, "9:00", "12:00"]), stored)

    assert found == (["A01 0101 02 09:00-17:00"], ["A01 0101 02 09:00-12:00"])


def test_a_longer_duty_takes_in_what_it_holds() -> None:
    stored = stored_from(a_roster(["A01", "0101", DAY, "10:00", "11:00"]))

    found = of_plan(change(WHOLE_DAY), stored)

    assert found == (["A01 0101 02 10:00-11:00"], ["A01 0101 02 09:00-17:00"])


def test_other_people_days_and_windows_stay_as_they_are() -> None:
    others = [["A02", "0102", DAY, "9:00", "17:00"], ["A01", "0101", "2026-11-03", "9:00", "17:00"]]
    stored = stored_from(a_roster(WHOLE_DAY, *others))

    cancelled, added = of_plan(change(["A01", "0101", DAY, "9:00", "16:00"]), stored)

    assert (len(cancelled), len(added)) == (1, 1)


def test_a_cancelled_duty_goes_and_going_again_changes_nothing() -> None:
    stored = stored_from(a_roster(WHOLE_DAY))
    cancelling = change([*WHOLE_DAY, "正式", "是"])

    plan = planned(cancelling, stored)

    assert [shown(each) for each in plan.roster.cancelled] == ["A01 0101 02 09:00-17:00"]
    assert planned(cancelling, after(plan, stored)).changes_nothing


def test_cancelling_without_times_clears_the_day() -> None:
    stored = stored_from(
        a_roster(
            ["A01", "0101", DAY, "9:00", "12:00"],
            ["A01", "0101", DAY, "13:30", "17:00"],
            ["A01", "0101", "2026-11-03", "9:00", "12:00"],
        )
    )

    found = of_plan(change(["A01", "0101", DAY, None, None, None, "是"]), stored)

    assert found == (["A01 0101 02 09:00-12:00", "A01 0101 02 13:30-17:00"], [])


def test_cancelling_and_writing_anew_moves_a_begin() -> None:
    stored = stored_from(a_roster(["A01", "0101", DAY, "13:30", "17:00"]))
    correction = change(
        ["A01", "0101", DAY, "13:30", "17:00", None, "是"], ["A01", "0101", DAY, "14:00", "17:00"]
    )

    plan = planned(correction, stored)

    assert [shown(each) for each in plan.roster.added] == ["A01 0101 02 14:00-17:00"]
    assert planned(correction, after(plan, stored)).changes_nothing


@pytest.mark.parametrize(
    ("row", "code"),
    [
        (["A01", "0102", DAY, None, None, None, "是"], "registry.nothing_to_cancel"),
        (["A01", "0101", DAY, "9:00", "12:00", None, "是"], "registry.cancels_a_part"),
        (["A01", "0101", DAY, None, None, "固定", "是"], "registry.nothing_to_cancel"),
    ],
)
def test_what_cannot_be_cancelled_is_named(row: list[Cell], code: str) -> None:
    stored = stored_from(a_roster(WHOLE_DAY))

    assert told(change(row), stored) == [("排班", 2, "取消", code)]


def test_a_regular_duty_pauses_while_somebody_stands_in() -> None:
    found = duties(a_roster(WHOLE_DAY, ["A01", "0102", DAY, "12:00", "13:00", "替班"]))

    assert found == [
        "A01 0101 02 09:00-12:00",
        "A01 0102 02 12:00-13:00",
        "A01 0101 02 13:00-17:00",
    ]


def test_a_stand_in_that_comes_later_cuts_the_stored_duty() -> None:
    stored = stored_from(a_roster(WHOLE_DAY))
    standing_in = change(["A01", "0102", DAY, "12:00", "17:00", "替班"])

    plan = planned(standing_in, stored)

    assert [shown(each) for each in plan.roster.cancelled] == ["A01 0101 02 09:00-17:00"]
    assert planned(standing_in, after(plan, stored)).changes_nothing
    assert planned(change(WHOLE_DAY), after(plan, stored)).changes_nothing


def test_a_stand_in_for_the_whole_time_leaves_nothing_of_it() -> None:
    found = duties(a_roster(WHOLE_DAY, ["A01", "0102", DAY, "9:00", "17:00", "替班"]))

    assert found == ["A01 0102 02 09:00-17:00"]


def test_nobody_s_duty_pauses_at_a_shared_window_or_at_another_one() -> None:
    found = duties(
        a_roster(
            ["A03", "0101", DAY, "9:00", "17:00"],
            ["A02", "0102", DAY, "9:00", "10:00"],
            ["A03", "0103", DAY, "12:00", "13:00", "替班"],
        )
    )

    assert found == [
        "A02 0102 02 09:00-10:00",
        "A03 0101 02 09:00-17:00",
        "A03 0103 02 12:00-13:00",
    ]


def test_a_standing_duty_is_not_cut_because_a_roster_is_believed_first() -> None:
    found = duties(
        a_roster(
            ["A01", "0101", DAY, None, None, "固定"],
            ["A01", "0102", DAY, "9:00", "17:00", "替班"],
        )
    )

    assert found == ["A01 0101 02 00:00-", "A01 0102 02 09:00-17:00"]


def test_a_duty_that_follows_from_the_past_names_where_ratings_may_change_hands() -> None:
    stored = stored_from(a_roster(WHOLE_DAY))

    plan = planned(
        change(["A01", "0101", DAY, "9:00", "12:00"], ["A01", "0102", DAY, "12:00", "17:00"]),
        stored,
    )

    # Five minutes on both sides belong to a handover now.
    assert plan.changed_spans == (ChangedSpan("A01", at("02 11:55"), at("02 17:05")),)


def test_what_is_still_to_come_changes_no_rating() -> None:
    tomorrow = (NOW + timedelta(days=1)).date().isoformat()

    plan = planned(a_roster(["A01", "0101", tomorrow, "9:00", "17:00"]))

    assert plan.changed_spans == ()


def test_a_change_that_runs_until_later_reaches_until_now() -> None:
    plan = planned(a_roster(["A01", "0101", "2026-11-25", "9:00", "17:00"]))

    (span,) = plan.changed_spans
    assert span.until_at == NOW + timedelta(minutes=5)


def test_changes_that_touch_are_one() -> None:
    plan = planned(
        a_roster(["A01", "0101", DAY, "9:00", "12:00"], ["A01", "0102", DAY, "12:00", "17:00"])
    )

    assert [(each.from_at, each.until_at) for each in plan.changed_spans] == [
        (at("02 08:55"), at("02 17:05"))
    ]
