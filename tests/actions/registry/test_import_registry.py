"""A workbook goes into the registry: all of it, or nothing."""

import json
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from datetime import date, datetime, time
from pathlib import Path
from threading import Barrier
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import func, select

from server import errors
from server.actions.registry.import_registry import Imported, import_registry
from server.db import session
from server.models import registry as tables
from server.queries.ratings.owners import open_reattributions
from server.queries.registry.halls import all_halls, hall_named
from server.queries.registry.serving import serving
from server.queries.registry.workbook import registry_workbook
from server.rules.registry.layouts import LAYOUTS
from server.rules.registry.reading import read_registry
from server.rules.registry.rows import WorkbookRefused
from sheets.cells import Cell, Sheet
from sheets.reading import read_workbook
from sheets.writing import write_workbook
from tests.build import MORNING, a_form, a_hall, on_duty, rate
from tests.workbooks import ROSTER_HEADER, SHEETS, a_workbook, only

pytestmark = pytest.mark.usefixtures("in_app")


def hand_in(sheets: Sequence[Sheet], hall: str | None = None, by: str = "李某") -> Imported:
    return import_registry(read_registry(sheets), hall, by=by, now=MORNING)


def count(table: type[Any]) -> int:
    return session.scalar(select(func.count()).select_from(table)) or 0


def correction(*rows: Sequence[Cell]) -> list[Sheet]:
    return only(排班=[ROSTER_HEADER, *rows])


def test_a_workbook_founds_a_hall_with_all_that_it_holds() -> None:
    hand_in(a_workbook())

    window = session.scalars(select(tables.Window).filter_by(number="A03")).one()
    volume = session.scalars(select(tables.MonthlyVolume)).one()
    assert hall_named().name == "示例区政务服务中心"
    assert (window.name, window.is_shared) == ("咨询", True)
    assert (volume.applications, volume.entered_by, volume.entered_at) == (1200, "李某", MORNING)
    assert [count(t) for t in (tables.Staff, tables.MatterWindow, tables.Duty)] == [3, 2, 23]
    assert count(tables.OpeningHours) == 10


def test_who_is_on_duty_is_known_after_the_import() -> None:
    hand_in(a_workbook())
    hall = hall_named()
    window = session.scalars(select(tables.Window.id).filter_by(number="A01")).one()

    found = serving(hall, window, MORNING)

    assert [person.number for person in found.people] == ["0101"]
    assert found.is_open


def test_the_same_workbook_again_changes_nothing() -> None:
    hand_in(a_workbook())
    version = hall_named().registry_version

    again = hand_in(a_workbook())

    assert again.plan.changes_nothing
    assert hall_named().registry_version == version
    assert count(tables.Duty) == 23


def test_one_bad_row_and_nothing_is_imported() -> None:
    bad = [*SHEETS["人员"], ["0104", "赵某", "人事局", "综合组", "是"]]

    with pytest.raises(WorkbookRefused) as refused:
        hand_in(a_workbook(人员=bad))

    assert [problem.place.row for problem in refused.value.problems] == [5]
    assert all_halls() == ()
    assert count(tables.Department) == 0


def test_every_kind_of_row_can_be_changed() -> None:
    hand_in(a_workbook())

    hand_in(
        only(
            大厅=[["大厅代码", "电话"], ["H1", "000-1234567"]],
            部门=[["部门代码", "部门名称"], ["D1", "人社局"]],
            考核组=[["考核组代码", "停用日期"], ["G1", "2026-12-31"]],
            窗口=[["窗口号", "部门", "停用日期"], ["A01", "税务局", "2026-12-31"]],
            人员=[["工号", "首席代表"], ["0102", "是"]],
            事项=[["事项编码", "办理窗口"], ["SB-1", "A02"]],
            开放时间=[["星期", "开门", "关门"], ["周五", "9:00", "11:30"]],
            办件量=[["月份", "窗口号", "办件量", "系统默认好评"], ["2026-10", "A01", 1300.0, 7.0]],
        )
    )

    window = session.scalars(select(tables.Window).filter_by(number="A01")).one()
    department = session.get(tables.Department, window.department_id)
    hours = session.scalars(select(tables.OpeningHours).filter_by(weekday=4)).one()
    volume = session.scalars(select(tables.MonthlyVolume)).one()
    handled_at = session.scalars(
        select(tables.Window.number).join(
            tables.MatterWindow, tables.MatterWindow.window_id == tables.Window.id
        )
    ).all()
    chiefs = session.scalars(
        select(tables.Staff.number).filter_by(is_chief=True).order_by(tables.Staff.number)
    ).all()
    assert (hall_named().phone, hall_named().name) == ("000-1234567", "示例区政务服务中心")
    assert department is not None
    assert (department.code, window.closed_on) == ("D2", date(2026, 12, 31))
    assert (hours.opens, hours.closes) == (time(9), time(11, 30))
    assert (volume.applications, volume.defaults) == (1300, 7)
    assert list(handled_at) == ["A02"]
    assert list(chiefs) == ["0101", "0102"]


def test_every_process_learns_of_a_change() -> None:
    hand_in(a_workbook())
    version = hall_named().registry_version

    hand_in(only(大厅=[["大厅代码", "电话"], ["H1", "000-1234567"]]))

    assert hall_named().registry_version == version + 1


def test_who_changed_what_is_remembered_with_what_it_was() -> None:
    hand_in(a_workbook())

    hand_in(only(窗口=[["窗口号", "考核组", "窗口名称"], ["A01", "G1", "社保专窗"]]), by="王某")

    change = session.scalars(select(tables.RegistryChange).filter_by(entered_by="王某")).one()
    assert (change.sheet, change.row, change.entered_at) == ("window", "A01", MORNING)
    assert json.loads(change.before) == {"name": "社保综合"}
    assert json.loads(change.after) == {"name": "社保专窗"}


def test_a_corrected_duty_stays_as_a_cancelled_one() -> None:
    hand_in(a_workbook())

    hand_in(correction(["A02", "0102", "2026-11-02", "9:00", "11:00"]), by="王某")

    duties = session.scalars(
        select(tables.Duty)
        .join(tables.Window, tables.Window.id == tables.Duty.window_id)
        .where(tables.Window.number == "A02")
        .order_by(tables.Duty.ends_at)
    ).all()
    assert [(duty.entered_by, duty.cancelled_by) for duty in duties] == [
        ("王某", None),
        ("李某", "王某"),
    ]
    assert duties[1].cancelled_at == MORNING


def test_a_roster_of_another_hall_is_left_alone() -> None:
    hand_in(a_workbook())
    other = [SHEETS["大厅"][0], ["H2", "另一个大厅", "SLQ2"]]
    hand_in(a_workbook(大厅=other), "H2")

    hand_in(correction(["A01", "0101", "2026-11-03", None, None, None, "是"]), "H2")

    cancelled = session.scalars(
        select(tables.Duty.hall_id).where(tables.Duty.cancelled_at.is_not(None))
    ).all()
    assert list(cancelled) == [hall_named("H2").id]


def test_two_people_who_hand_in_the_same_roster_at_once_enter_it_once(in_app: Flask) -> None:
    hand_in(a_workbook(排班=None))
    at_once = Barrier(2)

    def enter(_person: int) -> bool:
        with in_app.app_context():
            at_once.wait()
            return hand_in(a_workbook()).plan.changes_nothing

    with ThreadPoolExecutor() as people:
        outcomes = list(people.map(enter, range(2)))

    assert False in outcomes
    assert count(tables.Duty) == 23


def test_several_halls_need_one_to_be_named() -> None:
    hand_in(a_workbook())
    hand_in(a_workbook(大厅=[SHEETS["大厅"][0], ["H2", "另一个大厅", "SLQ2"]]), "H2")

    with pytest.raises(errors.UnknownHall):
        hand_in(a_workbook(大厅=None))

    assert hand_in(a_workbook()).plan.changes_nothing  # this one names H1 itself


def test_a_second_hall_is_founded_only_when_it_is_asked_for() -> None:
    hand_in(a_workbook())
    slip = a_workbook(大厅=[SHEETS["大厅"][0], ["HI", "示例区政务服务中心", "SLQ"]])

    with pytest.raises(WorkbookRefused):
        hand_in(slip)

    assert [hall.code for hall in all_halls()] == ["H1"]


def test_a_corrected_roster_proposes_new_owners_for_past_ratings() -> None:
    place = a_hall()
    on_duty(place, "0137")
    rate(place, 1)

    swapped = correction(
        ["A01", "0137", "2026-11-25", "9:00", "17:00", None, "是"],
        ["A01", "0138", "2026-11-25", "9:00", "17:00"],
    )
    imported = import_registry(
        read_registry(swapped), by="李某", now=datetime.fromisoformat("2026-11-25T04:00:00+00:00")
    )

    (waiting,) = open_reattributions(place.hall.id)
    assert imported.reattributed == 1
    assert (waiting.window_number, waiting.ratings, waiting.opened_by) == ("A01", 1, "李某")


def test_a_corrected_roster_away_from_any_rating_proposes_nothing() -> None:
    place = a_hall()
    on_duty(place, "0137")
    rate(place, form=a_form())

    imported = hand_in(correction(["A02", "0138", "2026-11-24", "9:00", "17:00"]))

    assert imported.plan.changed_spans
    assert imported.reattributed == 0
    assert open_reattributions(place.hall.id) == ()


@pytest.mark.parametrize("name", ["registry.xlsx", "registry"])
def test_what_is_exported_changes_nothing_when_it_is_imported(
    name: str, tmp_path: Path, in_other_hall: Callable[[], None]
) -> None:
    hand_in(a_workbook())
    in_other_hall()
    workbook = registry_workbook(hall_named("H1"))
    write_workbook(tmp_path / name, workbook.tables, notes=workbook.notes)

    again = import_registry(
        read_registry(read_workbook(tmp_path / name)), "H1", by="李某", now=MORNING
    )

    assert again.plan.changes_nothing
    assert all(again.plan.unchanged[layout.key] for layout in LAYOUTS)


def test_an_export_holds_nothing_of_another_hall(in_other_hall: Callable[[], None]) -> None:
    hand_in(a_workbook())
    in_other_hall()

    written = {
        table.name: [row[0] for row in table.rows]
        for table in registry_workbook(hall_named("H2")).tables
    }

    assert written["窗口"] == ["B01"]
    assert written["人员"] == ["0101", "0102", "0103"]
    assert written["大厅"] == ["H2"]
    assert written["部门"] == ["D1", "D2"]
    assert not written["排班"] + written["事项"] + written["办件量"]


@pytest.fixture
def in_other_hall() -> Callable[[], None]:
    """Rows of another hall, which must not come back."""

    def found() -> None:
        hall = [SHEETS["大厅"][0], ["H2", "另一个大厅", "SLQ2"]]
        windows = [SHEETS["窗口"][0], ["B01", "别处", "D1", "G1", "否"]]
        hand_in(a_workbook(大厅=hall, 窗口=windows, 事项=None, 排班=None, 办件量=None), "H2")

    return found
