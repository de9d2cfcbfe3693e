"""Does doctor say in plain words what is well and what is not?"""

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import text, update

from scheduled.reconcile import reconcile
from server.actions.operations.beat import beat
from server.actions.registry.seed_calendar import seed_calendar
from server.cli.doctor import examine
from server.cli.findings import Grade
from server.db import transaction
from server.gate import wiring
from server.models.publication import Notice
from server.models.registry import Hall as HallTable
from server.queries.operations.backed_up import BACKUP
from server.rules.months import Month
from server.settings import Settings
from tests.build import a_hall, at, in_being_since
from tests.house.installation import NOW, Clock, a_settings, installed
from tests.reliability.months import a_hall_since
from tests.scheduled.plan import a_node

OF_HERE = {"disk_nearly_full", "clocks_apart"}
# Every hall of these tests is without accounts and channels; tests/cli/test_outward.py has them.
OF_NEW_HALLS = {"doctor_unset", "doctor_no_supervisor", "doctor_no_discipline"}
MINUTE = timedelta(minutes=1)


def told(settings: Settings, grade: Grade | None = None) -> set[str]:
    """What doctor finds at NOW, but what depends on this machine and its clock."""
    return (
        {
            finding.code.partition(".")[2]
            for finding in examine(settings, NOW)
            if grade in {None, finding.grade}
        }
        - OF_HERE
        - OF_NEW_HALLS
    )


def a_healthy_installation() -> None:
    """A hall whose worker did all that was due by NOW."""
    a_hall()
    seed_calendar(now=NOW)
    beat("worker", now=NOW)
    beat(BACKUP, now=NOW)
    reconcile(a_node(NOW, wiring=wiring()))


def test_a_healthy_installation_has_nothing_to_mend(in_app: Flask, settings: Settings) -> None:
    del in_app
    a_healthy_installation()

    assert told(settings, Grade.ILL) == set()
    assert {"database_right", "folder_right", "jobs_right", "worker_right"} <= told(
        settings, Grade.WELL
    )


def test_an_empty_installation_is_told_what_to_do_next(in_app: Flask, settings: Settings) -> None:
    del in_app

    assert told(settings, Grade.ILL) == {
        "hall_missing",
        "worker_unknown",
        "year_unknown",
    }


def test_a_hall_of_today_owes_no_job_of_the_days_before(in_app: Flask, settings: Settings) -> None:
    del in_app
    a_hall()
    in_being_since("2026-11-25 09:59")

    assert "jobs_right" in told(settings, Grade.WELL)
    assert "job_untried" not in told(settings)


def test_from_the_first_night_on_a_hall_owes_its_jobs(in_app: Flask, settings: Settings) -> None:
    del in_app
    a_hall()
    in_being_since("2026-11-25 03:29")

    late = {str(finding.data.get("line", "")) for finding in examine(settings, NOW)}

    assert {"photos", "stray_scans"} <= late


@pytest.mark.parametrize(
    ("url", "finding", "grade"),
    [
        ("http://localhost:8000", "address_local", Grade.ILL),
        ("https://127.0.0.1", "address_local", Grade.ILL),
        ("http://[::1]:8000", "address_local", Grade.ILL),
        ("http://pingjia.example.gov.cn", "address_open", Grade.LOOK),
        ("https://pingjia.example.gov.cn", "address_right", Grade.WELL),
    ],
)
def test_the_public_address_must_open_on_a_phone(
    in_app: Flask, settings: Settings, url: str, finding: str, grade: Grade
) -> None:
    del in_app

    assert finding in told(replace(settings, public_url=url), grade)


def test_in_the_demo_a_local_address_is_right(in_app: Flask, settings: Settings) -> None:
    del in_app
    demo = replace(settings, public_url="http://127.0.0.1:8000", is_demo=True)

    assert "address_right" in told(demo, Grade.WELL)


def test_a_data_folder_that_cannot_be_written_is_found(
    in_app: Flask, settings: Settings, tmp_path: Path
) -> None:
    del in_app
    no_folder = tmp_path / "a file"
    no_folder.touch()

    assert "folder_unwritable" in told(replace(settings, var_dir=no_folder), Grade.ILL)


def test_next_years_missing_holidays_are_told_from_november_and_this_years_always(
    in_app: Flask, settings: Settings
) -> None:
    del in_app
    a_healthy_installation()
    before = told(settings, Grade.LOOK)
    with transaction() as writing:
        writing.execute(text("DELETE FROM calendar_year WHERE year = 2026"))

    assert before == {"year_unknown"}
    assert told(settings, Grade.ILL) == {"year_unknown"}


def test_a_backup_that_was_never_made_is_told(in_app: Flask, settings: Settings) -> None:
    del in_app

    assert "never_made" in told(settings, Grade.LOOK)
    assert "never_made" not in told(replace(settings, is_demo=True))


@pytest.mark.parametrize(
    ("more", "grade"),
    [(-MINUTE, Grade.WELL), (timedelta(), Grade.WELL), (MINUTE, Grade.LOOK)],
    ids=["just under two days", "two days", "over two days"],
)
def test_a_backup_is_looked_for_when_it_is_older_than_two_days(
    in_app: Flask, settings: Settings, more: timedelta, grade: Grade
) -> None:
    del in_app
    beat(BACKUP, now=NOW - timedelta(days=2) - more)

    assert "last_made" in told(settings, grade)


def test_overdue_jobs_are_told_with_their_reason(in_app: Flask, settings: Settings) -> None:
    del in_app
    a_healthy_installation()
    with transaction() as writing:
        writing.execute(update(HallTable).values(created_at=at("2026-09-20 10:00")))
    untried = told(settings, Grade.ILL)
    reconcile(a_node(NOW, "second", wiring=wiring()))

    assert untried == {"job_untried", "publication_unsealed"}
    assert told(settings, Grade.ILL) == {"job_waiting", "publication_unapproved"}


def test_a_changed_notice_is_found(in_app: Flask, settings: Settings) -> None:
    del in_app
    a_hall_since(Month(2026, 9), months=1)
    seed_calendar(now=NOW)
    reconcile(a_node(NOW, wiring=wiring()))
    before = told(settings)
    with transaction() as writing:
        writing.execute(update(Notice).values(facts="{}"))

    assert "chain_right" in before
    assert "chain_broken" in told(settings, Grade.ILL)


def test_an_outdated_database_is_said_and_nothing_more_is_asked(
    in_app: Flask, settings: Settings
) -> None:
    del in_app
    with transaction() as writing:
        writing.execute(text("UPDATE alembic_version SET version_num = '0000'"))

    assert told(settings, Grade.ILL) == {"database_outdated"}


def test_an_unreachable_database_is_said(tmp_path: Path) -> None:
    url = "postgresql://nobody@127.0.0.1:9/none"
    nowhere = a_settings(database_url=url, var_dir=tmp_path)
    with installed(nowhere) as app, app.app_context():
        assert told(nowhere, Grade.ILL) == {"database_unreachable"}


def test_the_command_speaks_in_sentences_and_its_exit_code_says_the_same(
    app: Flask, clock: Clock
) -> None:
    runner = app.test_cli_runner()
    with app.app_context():
        a_healthy_installation()

    well = runner.invoke(args=["doctor"])
    clock.forward(9 * MINUTE)
    ill = runner.invoke(args=["doctor"])

    assert "没有逾期的任务" in well.output
    assert "定时任务进程已有 9 分钟没有消息" in ill.output
    assert "定时任务进程正常" not in ill.output
    assert ill.exit_code == 1


def test_the_holidays_that_ship_are_loaded_once_and_the_years_are_named(app: Flask) -> None:
    runner = app.test_cli_runner()

    first = runner.invoke(args=["calendar", "load"])
    second = runner.invoke(args=["calendar", "load"])

    assert first.output.startswith("已载入 2004 至 202")
    assert second.output == "没有新的年份可以载入。\n"
