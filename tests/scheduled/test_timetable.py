"""Does each job of the timetable come due when the page says, for each hall and its settings?"""

from datetime import date, datetime, timedelta
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import update

from scheduled.lines import Line, all_lines
from scheduled.reconcile import reconcile
from scheduled.timetable import OF_EACH_HALL, OF_THE_HOUSE
from server.actions.registry.set_hall_setting import set_hall_setting
from server.db import transaction
from server.gate import wiring
from server.models.operations import JobRun
from server.models.registry import Hall as HallTable
from server.queries.operations.jobs import runs
from server.queries.registry.halls import hall_named
from server.rules.hall_settings import SettingRow
from tests.build import ZONE, a_hall, at
from tests.scheduled.plan import a_node

DAY = timedelta(days=1)


@pytest.fixture
def hall(in_app: Flask) -> None:
    """A hall that exists since the first of November 2026."""
    del in_app
    a_hall()


def line(key: str, moment: datetime) -> Line:
    (found,) = (line for line in all_lines(moment) if line.key == key)
    return found


def due(key: str, moment: datetime) -> list[str]:
    """When the line was due by that moment, in the hall's time."""
    slots = line(key, moment).due(None, now=moment)
    return [f"{slot.due_at.astimezone(ZONE):%m-%d %H:%M}" for slot in slots]


@pytest.mark.usefixtures("hall")
@pytest.mark.parametrize(
    ("key", "moments"),
    [
        ("seal/H1", ["12-01 00:10"]),
        ("publish/H1", ["12-07 09:00"]),
        ("objections/H1", ["12-09 00:20", "12-10 00:20"]),
        ("flags/H1", [f"12-{day:02} 02:00" for day in range(4, 11)]),
        ("retention/H1", ["12-09 03:00", "12-10 03:00"]),
        ("photos", ["12-09 03:30", "12-10 03:30"]),
        ("stray_scans", ["12-09 03:40", "12-10 03:40"]),
    ],
)
def test_after_a_long_outage_so_much_is_due(key: str, moments: list[str]) -> None:
    assert due(key, at("2026-12-10 12:00")) == moments


@pytest.mark.usefixtures("hall")
def test_every_job_of_the_timetable_has_its_line() -> None:
    keys = [each.key for each in all_lines(at("2026-11-25 10:00"))]

    assert keys == [f"{job.name}/H1" for job in OF_EACH_HALL] + [job.name for job in OF_THE_HOUSE]


@pytest.mark.usefixtures("hall")
@pytest.mark.parametrize(("setting", "moment"), [("1", "12-01 09:00"), ("15", "12-21 09:00")])
def test_a_hall_chooses_its_working_day_of_publication(setting: str, moment: str) -> None:
    row = SettingRow("publication_working_day", "", setting, date(2026, 11, 1))
    set_hall_setting(hall_named().id, row, by="李某", now=at("2026-11-02 09:00"))

    assert due("publish/H1", at("2026-12-31 12:00")) == [moment]


@pytest.mark.usefixtures("hall")
def test_a_job_goes_by_the_clocks_of_its_hall() -> None:
    with transaction() as writing:
        writing.execute(update(HallTable).values(zone="Europe/Berlin"))

    (seal,) = line("seal/H1", at("2026-12-02 00:00")).due(None, now=at("2026-12-02 00:00"))

    assert seal.due_at == datetime.fromisoformat("2026-12-01T00:10+01:00")


def test_a_new_hall_owes_nothing_of_before(in_app: Flask) -> None:
    del in_app
    a_hall()
    with transaction() as writing:
        writing.execute(update(HallTable).values(created_at=at("2026-11-03 10:00")))

    assert due("publish/H1", at("2026-11-30 12:00")) == []
    assert due("seal/H1", at("2026-12-01 00:10")) == ["12-01 00:10"]
    assert due("flags/H1", at("2026-11-04 12:00")) == ["11-04 02:00"]


def test_every_key_fits_its_column_with_the_longest_code_of_a_hall() -> None:
    longest_code = HallTable.__table__.c.code.type.length  # type: ignore[attr-defined]  # a String
    names = [job.name for job in OF_EACH_HALL] + [job.name for job in OF_THE_HOUSE]
    longest_job = max(map(len, names))

    assert longest_job + 1 + longest_code <= JobRun.__table__.c.job.type.length  # type: ignore[attr-defined]  # a String


@pytest.mark.usefixtures("hall")
def test_the_whole_timetable_runs_through_its_first_weeks() -> None:
    for day in range(40):
        node: Any = a_node(at("2026-11-02 12:00") + day * DAY, wiring=wiring())
        reconcile(node)

    undone = [(run.job, run.slot, run.state) for run in runs(limit=500) if run.state != "done"]
    done = {run.job for run in runs(limit=500) if run.state == "done"}
    assert undone == [("publish/H1", "2026-12", "waiting")]
    assert done == {each.key for each in all_lines(at("2026-12-12 12:00"))} - {"publish/H1"}
