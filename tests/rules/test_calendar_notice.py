"""A holiday notice is taken whole or not at all."""

from datetime import date

import pytest

from server.errors import FormProblems
from server.rules.calendar_notice import Cells, Notice, read_notice
from server.rules.working_days import DayKind

SOURCE = "国办发明电〔2026〕7号"
ROWS: list[Cells] = [
    ("日期", "类型", "名称"),
    ("2027-01-01", "放假", "元旦"),
    ("2027年1月2日", "休", "元旦"),
    (date(2027, 1, 3), "holiday", "元旦"),
    ("2026-12-27", "班", "元旦"),
    (None, None, None),
]


def read(rows: list[Cells], source: str = SOURCE) -> Notice:
    return read_notice(rows, source=source, version=1)


def codes_of(rows: list[Cells], source: str = SOURCE) -> set[str]:
    with pytest.raises(FormProblems) as caught:
        read(rows, source)
    return {problem.code for problem in caught.value.problems}


def test_a_notice_is_of_the_year_of_most_of_its_days_and_may_turn_december_around() -> None:
    notice = read(ROWS)

    assert (notice.year, len(notice.days)) == (2027, 4)
    assert (notice.days[0].day, notice.days[0].kind) == (date(2026, 12, 27), DayKind.MAKEUP)


def test_an_empty_notice_is_none() -> None:
    assert codes_of([("日期", "类型", "名称")]) == {"calendar.empty"}


@pytest.mark.parametrize(
    ("row", "code"),
    [
        (("someday", "放假", ""), "calendar.no_day"),
        (("2027-02-01", "?", ""), "calendar.no_kind"),
        (("2027-02-01", "班", "春节"), "calendar.makeup_on_weekday"),
        (("2027-01-01", "休", "元旦"), "calendar.twice"),
        (("2026-12-24", "休", ""), "calendar.other_year"),
        (("2028-01-01", "休", ""), "calendar.other_year"),
    ],
)
def test_one_bad_row_and_nothing_is_taken(row: Cells, code: str) -> None:
    assert code in codes_of([*ROWS, row])


def test_the_last_week_of_december_begins_on_the_25th() -> None:
    notice = read([*ROWS, ("2026-12-25", "休", "")])

    assert notice.days[0].day == date(2026, 12, 25)


def test_a_notice_names_its_source() -> None:
    assert codes_of(ROWS, source=" ") == {"calendar.source_missing"}
