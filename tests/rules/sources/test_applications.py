"""What is wrong with an application, how late it is, and whether all was told at once."""

from datetime import date

import pytest

from server.rules.cells import RawCell
from server.rules.sources.applications import days_over, told_once
from server.rules.working_days import Calendar, DayKind
from tests.rules.sources.build_sources import applications, codes

FRIDAY, SATURDAY, MONDAY = date(2026, 11, 6), date(2026, 11, 7), date(2026, 11, 9)
PLAIN = Calendar({}, frozenset({2026}))


@pytest.mark.parametrize(
    ("cells", "column", "code"),
    [
        ({"window": "B09"}, "窗口号", "source.unknown_window"),
        ({"staff": "9999"}, "工号", "source.unknown_staff"),
        ({"matter": "S99"}, "事项编码", "source.unknown_matter"),
        ({"finished_on": "2026-11-01"}, "办结日期", "source.finished_before_received"),
        ({"promised_on": "2026-11-01"}, "承诺办结日期", "source.promised_before_received"),
        ({"received_on": "2026-11-26"}, "受理日期", "source.in_future"),
        ({"finished_on": "2026-11-26"}, "办结日期", "source.in_future"),
        ({"faults": "不存在"}, "差错", "source.unknown_word"),
        ({"harm": "严重"}, "后果", "source.harm_without_fault"),
    ],
)
def test_a_bad_row_is_told_with_its_place(
    cells: dict[str, RawCell], column: str, code: str
) -> None:
    told, found = applications({}, cells)

    assert [row.number for row in told] == ["N1"]
    assert codes(found) == [(3, column, code)]


def test_the_days_themselves_are_no_fault() -> None:
    day = "2026-11-25"
    told, found = applications({"received_on": day, "promised_on": day, "finished_on": day})

    assert found.problems == []
    assert told[0].days_over == 0


def test_a_number_that_stands_twice_names_the_row_that_has_it() -> None:
    _, found = applications({"number": "X"}, {}, {"number": "X"})

    assert codes(found) == [(4, "办件编号", "source.twice")]
    assert found.problems[0].data["first"] == 2


def test_a_row_without_a_class_has_its_matters() -> None:
    told, _ = applications({"matter": "S01"}, {"matter": "s01", "difficulty": "C"}, {})

    assert [row.difficulty for row in told] == ["B", "C", ""]


@pytest.mark.parametrize(
    ("finished_on", "days"),
    [(date(2026, 11, 5), 0), (FRIDAY, 0), (SATURDAY, 0), (MONDAY, 1), (date(2026, 11, 11), 3)],
)
def test_only_working_days_over_the_promise_count(finished_on: date, days: int) -> None:
    assert days_over(FRIDAY, finished_on, PLAIN) == days


def test_a_working_saturday_counts() -> None:
    shifted = Calendar({SATURDAY: DayKind.MAKEUP}, frozenset({2026}))

    assert days_over(FRIDAY, SATURDAY, shifted) == 1


@pytest.mark.parametrize(
    ("answer", "supplements", "told"),
    [
        (None, None, None),
        (None, 0, True),
        (None, 1, True),
        (None, 2, False),
        (True, 2, True),
        (False, 0, False),
    ],
)
def test_who_asks_twice_has_not_told_at_once_unless_the_file_says(
    answer: bool | None,
    supplements: int | None,
    told: bool | None,
) -> None:
    assert told_once(supplements, answer=answer) is told
