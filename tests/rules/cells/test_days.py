"""Days and months as people write them into spreadsheets."""

from datetime import date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from server.rules.cells import CellProblem, RawCell, read_day, read_month

MONDAY = date(2026, 11, 2)
DAYS = st.dates(date(2000, 1, 1), date(2099, 12, 31))
FULL_WIDTH = str.maketrans("0123456789", "０１２３４５６７８９")


def code_of(found: object) -> str:
    assert isinstance(found, CellProblem)
    return found.code


@pytest.mark.parametrize(
    "cell",
    [
        MONDAY,
        datetime(2026, 11, 2),  # noqa: DTZ001  # as a spreadsheet gives it
        46328.0,
        "46328",
        20261102.0,
        "20261102",
        "2026年11月2日",
        " ２０２６ 年 １１ 月 ２ 日 ",
        "2026年11月2号",
        "二〇二六年十一月二日",
        "2026-11-2",
        "2026/11/02",
        "2026.11.2",
        "2026－11－02",
        "2026年11月2日 星期一",
        "2026-11-02（周一）",
        "2026/11/2 0:00",
        "2026-11-02 00:00:00",
    ],
)
def test_every_usual_way_to_write_a_day_is_understood(cell: RawCell) -> None:
    assert read_day(cell) == MONDAY


@pytest.mark.parametrize(
    ("cell", "code"),
    [
        ("11月2日", "cell.day_without_year"),
        ("11-2", "cell.day_without_year"),
        ("26年11月2日", "cell.year_of_two_digits"),
        ("11/2/2026", "cell.year_at_the_end"),
        ("2026年2月29日", "cell.no_such_day"),
        ("20261301", "cell.no_such_day"),
        ("2026-11-02 周二", "cell.weekday_differs"),
        ("2026-11-02 上午9:00", "cell.day_with_time"),
        (datetime(2026, 11, 2, 9), "cell.day_with_time"),  # noqa: DTZ001  # as found
        ("下周一", "cell.not_a_day"),
        (12.5, "cell.not_a_day"),
        (True, "cell.not_a_day"),
        (time(9), "cell.not_a_day"),
        (timedelta(hours=9), "cell.not_a_day"),
    ],
)
def test_what_is_no_day_is_told_why(cell: RawCell, code: str) -> None:
    assert code_of(read_day(cell)) == code


@pytest.mark.parametrize(
    ("cell", "day"),
    [
        pytest.param(36525.0, None, id="serial of the day before the century"),
        pytest.param(36526.0, date(2000, 1, 1), id="serial of its first day"),
        pytest.param(73050.0, date(2099, 12, 31), id="serial of its last day"),
        pytest.param(73051.0, None, id="serial of the day after"),
        pytest.param("1999-12-31", None, id="written day before the century"),
        pytest.param("2000-01-01", date(2000, 1, 1), id="its first day written"),
        pytest.param(date(2099, 12, 31), date(2099, 12, 31), id="its last day"),
        pytest.param(date(2100, 1, 1), None, id="the day after"),
    ],
)
def test_only_days_of_this_century_are_taken(cell: RawCell, day: date | None) -> None:
    found = read_day(cell)

    assert found == day if day else isinstance(found, CellProblem)


@given(
    DAYS,
    st.sampled_from(["{d:%Y}年{d.month}月{d.day}日", "{d:%Y-%m-%d}", "{d:%Y/%m/%d}", "{d:%Y%m%d}"]),
)
def test_a_written_day_is_read_as_that_day(day: date, shape: str) -> None:
    written = shape.format(d=day)

    assert read_day(written) == day
    assert read_day(written.translate(FULL_WIDTH)) == day


@given(DAYS)
def test_the_number_of_a_day_is_read_as_that_day(day: date) -> None:
    assert read_day(float((day - date(1899, 12, 30)).days)) == day


@given(st.text(max_size=20))
def test_any_text_is_a_day_or_a_problem_with_what_was_found(text: str) -> None:
    found = read_day(text)

    assert isinstance(found, date) or "found" in found.data


@pytest.mark.parametrize(
    "cell",
    [
        "2026-11",
        "2026年11月",
        "2026年11月份",
        "2026/11",
        "202611",
        202611.0,
        date(2026, 11, 1),
        46327.0,
    ],
)
def test_every_usual_way_to_write_a_month_is_understood(cell: RawCell) -> None:
    assert read_month(cell) == "2026-11"


@pytest.mark.parametrize(
    "cell", ["11月", "2026年13月", "2026年0月", date(2026, 11, 2), "本月", 11.0]
)
def test_what_is_no_month_is_told(cell: RawCell) -> None:
    assert isinstance(read_month(cell), CellProblem)
