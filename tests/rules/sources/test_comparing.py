"""What an application that comes again changes, in which months, and what stays as it stood."""

from dataclasses import replace
from datetime import date

import pytest

from server.rules.sources.applications import ApplicationRow
from server.rules.sources.comparing import (
    as_it_stood,
    changed_effects,
    closed_months,
    states_otherwise,
)

ROW = ApplicationRow(
    number="N1",
    window_id=1,
    staff_id=7,
    department_id=10,
    matter_id=5,
    difficulty="B",
    received_on=date(2026, 9, 30),
    promised_on=date(2026, 10, 9),
    finished_on=date(2026, 10, 8),
    days_over=0,
    supplements=0,
    is_told_once=True,
    faults="",
    harm="",
    has_own_class=False,
)
OPEN = replace(ROW, finished_on=None, days_over=None)
SIGNED = frozenset({"2026-09"})


def test_finishing_touches_the_month_of_the_finish_alone() -> None:
    changed = changed_effects(OPEN, ROW)

    assert changed == {("2026-10", "counts")}
    assert closed_months(changed, SIGNED) == []


@pytest.mark.parametrize(
    ("change", "months"),
    [
        ({"finished_on": date(2026, 9, 30)}, ["2026-09"]),
        ({"faults": "error", "finished_on": None}, ["2026-09"]),
        ({"supplements": 3}, []),
        ({"received_on": date(2026, 9, 29)}, []),
        ({"window_id": 2}, []),
    ],
)
def test_what_would_change_a_signed_month_is_named(
    change: dict[str, object], months: list[str]
) -> None:
    changed = changed_effects(ROW, replace(ROW, **change))  # type: ignore[arg-type]  # cells of a table

    assert closed_months(changed, SIGNED) == months


@pytest.mark.parametrize(
    ("change", "is_other"),
    [
        ({"is_told_once": False}, False),
        ({"staff_id": 8}, False),
        ({"days_over": 1}, True),
        ({"faults": "error"}, True),
    ],
)
def test_only_what_it_is_to_blame_for_is_stated_anew(
    change: dict[str, object], *, is_other: bool
) -> None:
    other = replace(ROW, **change)  # type: ignore[arg-type]  # cells of a table

    assert states_otherwise(ROW, other) is is_other


def test_who_is_to_blame_is_part_of_what_is_stated() -> None:
    late = replace(ROW, days_over=2)

    assert states_otherwise(late, replace(late, staff_id=8))


def test_what_the_registry_says_later_does_not_change_what_was_handled() -> None:
    again = replace(ROW, department_id=11, difficulty="C")

    assert as_it_stood(ROW, again) == ROW
    assert as_it_stood(ROW, replace(again, has_own_class=True)).difficulty == "C"
    assert as_it_stood(ROW, replace(again, window_id=2)).department_id == 11
