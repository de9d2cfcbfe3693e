"""Times of day as people write them into spreadsheets."""

from datetime import date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from server.rules.cells import CellProblem, RawCell, read_time

MINUTES = st.builds(time, st.integers(0, 23), st.integers(0, 59))


@pytest.mark.parametrize(
    ("cell", "right"),
    [
        ("9:00", time(9)),
        ("１４：３０", time(14, 30)),
        ("上午9:00", time(9)),
        ("上午 9 : 00", time(9)),
        ("下午2时30分", time(14, 30)),
        ("下午14:30", time(14, 30)),
        ("9点半", time(9, 30)),
        ("九点一刻", time(9, 15)),
        ("十二点三刻", time(12, 45)),
        ("9点5分", time(9, 5)),
        ("上午九时三十分", time(9, 30)),
        ("下午两点", time(14)),
        ("两点钟", time(2)),
        ("中午12:00", time(12)),
        ("中午1点", time(13)),
        ("下午12:30", time(12, 30)),
        ("晚上8点", time(20)),
        ("凌晨0:30", time(0, 30)),
        ("0930", time(9, 30)),
        (930.0, time(9, 30)),
        ("9am", time(9)),
        ("12:30 PM", time(12, 30)),
        ("9:00:00", time(9)),
        (time(9), time(9)),
        (0.375, time(9)),
        (0.395833333, time(9, 30)),
        (timedelta(hours=17, minutes=30), time(17, 30)),
    ],
)
def test_every_usual_way_to_write_a_time_is_understood(cell: RawCell, right: time) -> None:
    assert read_time(cell) == right


@pytest.mark.parametrize(
    ("cell", "code"),
    [
        ("9.30", "cell.not_a_time"),
        (9.3, "cell.not_a_time"),
        ("9", "cell.not_a_time"),
        ("9:5", "cell.not_a_time"),
        ("早饭后9:00", "cell.not_a_time"),
        ("9:00-12:00", "cell.two_times"),
        ("上午9点至12点", "cell.two_times"),
        ("9:60", "cell.no_such_time"),
        ("24:00", "cell.no_such_time"),
        (timedelta(days=1), "cell.no_such_time"),
        ("9:00:01", "cell.time_with_seconds"),
        (time(9, 0, 1), "cell.time_with_seconds"),
        ("上午14:00", "cell.half_day_differs"),
        ("上午12:30", "cell.half_day_differs"),
        ("晚上12:00", "cell.half_day_differs"),
        (datetime(2026, 11, 2, 9), "cell.not_a_time"),  # noqa: DTZ001  # as found
        (date(2026, 11, 2), "cell.not_a_time"),
        (True, "cell.not_a_time"),
    ],
)
def test_what_is_no_time_is_told_why(cell: RawCell, code: str) -> None:
    found = read_time(cell)

    assert isinstance(found, CellProblem)
    assert found.code == code


def test_the_last_minute_of_a_day_is_a_time() -> None:
    assert read_time("23:59") == time(23, 59)


@given(
    MINUTES,
    st.sampled_from(["{t.hour}:{t:%M}", "{t.hour}点{t.minute}分", "{t.hour}时{t:%M}", "{t:%H%M}"]),
)
def test_a_written_time_is_read_as_that_time(right: time, shape: str) -> None:
    assert read_time(shape.format(t=right)) == right


@given(MINUTES)
def test_a_part_of_a_day_is_read_as_that_time(right: time) -> None:
    assert read_time((right.hour * 60 + right.minute) / 1440) == right


@given(st.text(max_size=12))
def test_any_text_is_a_time_or_a_problem_with_what_was_found(text: str) -> None:
    found = read_time(text)

    assert isinstance(found, time) or "found" in found.data
