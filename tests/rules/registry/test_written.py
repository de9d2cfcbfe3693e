"""What the registry writes into a workbook says what the registry holds."""

from datetime import date, datetime, time, timedelta

from hypothesis import given
from hypothesis import strategies as st

from server.rules.attribution import DutySource
from server.rules.cells import RawCell
from server.rules.registry.layouts import LAYOUTS
from server.rules.registry.rows import Values
from server.rules.registry.stored import RosterDuty, Stored
from server.rules.registry.written import written_rows
from sheets.cells import Sheet
from tests.workbooks import SHEETS, ZONE, a_sheet, a_workbook, planned, stored_from

MINUTES = st.integers(0, 24 * 60)
NAMES = st.text(st.characters(exclude_categories=["C", "Z"]), min_size=1, max_size=8)


def written(stored: Stored) -> list[Sheet]:
    """The workbook of all that is stored."""
    return [
        a_sheet(
            layout.name,
            [column.heading for column in layout.columns],
            *written_rows(layout, stored),
        )
        for layout in LAYOUTS
    ]


def rows_of(name: str, stored: Stored) -> list[tuple[RawCell, ...]]:
    (sheet,) = (sheet for sheet in written(stored) if sheet.name == name)
    return [tuple(row.cells) for row in sheet.rows[1:]]


@st.composite
def rosters(draw: st.DrawFn) -> frozenset[RosterDuty]:
    """Duties of one person each, so that nobody is in two places."""
    found = set()
    for number in range(draw(st.integers(0, 4))):
        day = datetime.combine(draw(st.dates(date(2026, 1, 1), date(2026, 12, 31))), time(), ZONE)
        starts, ends = sorted((draw(MINUTES), draw(MINUTES)))
        standing = draw(st.booleans())
        duty = RosterDuty(f"A0{number}", f"010{number}", day, None, DutySource.STANDING)
        if not standing:
            start = day + timedelta(minutes=min(starts, 24 * 60 - 1))
            end = day + timedelta(minutes=max(ends, starts + 1))
            duty = RosterDuty(f"A0{number}", f"010{number}", start, min(end, day + timedelta(1)))
        found.add(duty)
    return frozenset(found)


@given(rosters())
def test_any_roster_that_was_written_changes_nothing_when_it_is_read(
    roster: frozenset[RosterDuty],
) -> None:
    stored = Stored(ZONE, "H1", _registry(), roster)

    assert planned(written(stored), stored).changes_nothing


def _registry() -> dict[str, dict[tuple[str, ...], Values]]:
    part: Values = {"name": "某某", "department": "D1", "group": "G1", "closed_on": None}
    named: Values = {"name": "综合", "closed_on": None}
    hall: Values = {"code": "H1", "name": "大厅", "name_en": "", "unit_code": "U", "phone": ""}
    return {
        "hall": {("h1",): hall},
        "department": {("d1",): {"code": "D1", **named}},
        "peer_group": {("g1",): {"code": "G1", **named}},
        "window": {
            (f"a0{n}",): {"number": f"A0{n}", **part, "name_en": "", "is_shared": False}
            for n in range(4)
        },
        "staff": {
            (f"010{n}",): {"number": f"010{n}", **part, "is_chief": False, "staff_class": ""}
            for n in range(4)
        },
    }


def test_all_that_a_hall_has_changes_nothing_when_it_is_read() -> None:
    stored = stored_from(a_workbook())

    assert planned(written(stored), stored).changes_nothing


def test_a_registry_that_was_written_founds_the_same_hall_elsewhere() -> None:
    stored = stored_from(a_workbook())

    again = stored_from(written(stored))

    assert again.duties == stored.duties
    assert {key: again.of(key) for key in ("window", "staff", "matter")} == {
        key: stored.of(key) for key in ("window", "staff", "matter")
    }


@given(st.tuples(NAMES, NAMES))
def test_a_name_is_written_only_where_it_means_one_row(names: tuple[str, str]) -> None:
    departments = [SHEETS["部门"][0], ["D1", names[0]], ["D2", names[1]]]
    windows = [SHEETS["窗口"][0], ["A01", "甲", "D1", "G1", "否"], ["A02", "乙", "D2", "G1", "否"]]
    stored = stored_from(
        a_workbook(部门=departments, 窗口=windows, 人员=None, 事项=None, 排班=None, 办件量=None)
    )

    again = planned(written(stored), stored)

    assert again.changes_nothing


def test_the_words_of_a_workbook_are_the_ones_people_use() -> None:
    stored = stored_from(a_workbook())

    assert rows_of("窗口", stored)[2] == ("A03", "咨询", None, "社保局", "综合组", "是", None)
    assert rows_of("事项", stored) == [("SB-1", "参保登记", "A01、A03", None, None)]
    assert rows_of("办件量", stored) == [("2026-10", "A01", "社保综合", 1200, 0)]
    assert rows_of("排班", stored)[0][:4] == ("A03", "咨询", "0103", "王某")


def test_a_hall_without_hours_writes_none_instead_of_seven_closed_days() -> None:
    stored = stored_from(a_workbook(开放时间=None))

    assert rows_of("开放时间", stored) == []
