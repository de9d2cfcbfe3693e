"""Whatever stands in a workbook, it gets a plan, or a sentence for each problem."""

from datetime import date, datetime, time, timedelta

from hypothesis import example, given
from hypothesis import strategies as st

from server.rules.cells import RawCell
from server.rules.registry.layouts import LAYOUTS
from server.texts import say
from sheets.cells import Sheet
from tests.workbooks import SHEETS, a_sheet, a_workbook, problems, stored_from

STORED = stored_from(a_workbook())
WORDS = [cell for rows in SHEETS.values() for row in rows[1:] for cell in row if cell]
CELLS: st.SearchStrategy[RawCell] = st.one_of(
    st.none(),
    st.sampled_from(WORDS),
    st.sampled_from(
        ["是", "替班", "固定", "周一至周五", "2026-11-02", "9:00", "24:00", "A01、A02", "#N/A"]
    ),
    st.text(max_size=8),
    st.floats(),
    st.booleans(),
    st.dates(date(1900, 1, 1), date(2150, 1, 1)),
    st.datetimes(datetime(1900, 1, 1), datetime(2150, 1, 1)),  # noqa: DTZ001  # as a spreadsheet gives them
    st.times(),
    st.timedeltas(timedelta(0), timedelta(days=3)),
)


@st.composite
def sheets(draw: st.DrawFn) -> Sheet:
    """A sheet of a known name, with some known headings and anything below them."""
    layout = draw(st.sampled_from(LAYOUTS))
    header = draw(st.permutations([column.heading for column in layout.columns]))
    rows = draw(st.lists(st.lists(CELLS, max_size=len(header)), max_size=5))
    return a_sheet(layout.name, header, *rows)


@given(st.lists(sheets(), max_size=3))
@example([a_sheet("排班", ["窗口号", "工号", "日期"], ["A01", "0101", date(2099, 12, 31)])])
@example([a_sheet("开放时间", ["星期", "开门"], ["周一", time(9)])])
def test_any_workbook_has_a_plan_or_a_sentence_for_each_problem(workbook: list[Sheet]) -> None:
    sentences = [say(each.code, "zh", **each.data) for each in problems(workbook, STORED)]

    assert all(sentences)
