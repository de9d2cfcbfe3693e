"""Does every bench run, and do its counts (not its times) hold?"""

import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from bench import (
    applications,
    appraisal,
    backups,
    cases,
    exports,
    footprint,
    growth,
    installation,
    months,
    pages,
    personal_sheets,
    phones,
    submit,
)
from bench.__main__ import BENCHES
from server.settings import PROJECT, Settings

pytestmark = pytest.mark.reliability
MOST_STATEMENTS = 6
OF_AN_ACCOUNT = 4
# Fifty lines of a list take their time to write; a page that took this long would be broken.
MOST_RATIO = 60


def settings(folder: Path) -> Settings:
    """An installation of its own for a bench."""
    return installation.settings_for(f"sqlite:///{folder}/bench.db", folder)


@pytest.mark.skipif(shutil.which("wrk") is None, reason="wrk, the load generator, is missing")
def test_the_full_path_refuses_nothing_under_load(tmp_path: Path) -> None:
    found = submit.measure(settings(tmp_path), submit.SMALL)

    assert found["refused"] == 0
    assert found["full_per_second"] > 0


def test_a_rating_sends_as_many_statements_whatever_is_stored(tmp_path: Path) -> None:
    few, many = tmp_path / "few", tmp_path / "many"

    found = growth.measure(settings(few), settings(many), growth.SMALL)

    assert found["few_statements"] == found["many_statements"]
    assert found["few_account_statements"] == found["many_account_statements"]
    # Is it somebody of the hall, the month's keys, the account's day, its count.
    assert found["many_account_statements"] == found["many_statements"] + OF_AN_ACCOUNT
    assert found["many_log_bytes"] < 2 * found["few_log_bytes"]


def test_counting_again_agrees_with_the_tallies(tmp_path: Path) -> None:
    found = months.measure(settings(tmp_path), months.SMALL)

    assert found["agrees"] == 1
    assert found["seal_ratio"] < months.MOST_SEAL_RATIO


def test_printing_and_working_stay_within_their_memory() -> None:
    # In a process of its own: a child begins with the memory of whoever starts it.
    command = [sys.executable, "-m", "bench", "footprint", "--small"]
    said = subprocess.run(command, cwd=PROJECT, capture_output=True, text=True, check=True).stdout
    found = json.loads(said)

    assert found["worker_mib"] <= footprint.MOST_WORKER_MIB
    assert found["poster_mib"] <= footprint.MOST_POSTER_MIB


def test_a_list_is_taken_out_within_its_memory(tmp_path: Path) -> None:
    found = exports.measure(settings(tmp_path), ratings=exports.SMALL)

    assert found["xlsx_mib"] <= exports.MOST_MIB
    assert found["xlsx_file_mib"] > 0


def test_a_backup_is_smaller_than_its_database(tmp_path: Path) -> None:
    found = backups.measure(settings(tmp_path), ratings=backups.SMALL)

    assert found["ratings"] == backups.SMALL
    assert 0 < found["backup_mib"] < found["database_mib"]


def test_the_questions_about_cases_send_few_statements(tmp_path: Path) -> None:
    found = cases.measure(settings(tmp_path), cases.SMALL)

    assert found["queue_statements"] <= MOST_STATEMENTS
    assert found["search_nothing_statements"] <= MOST_STATEMENTS


def test_pages_of_cases_send_few_statements_and_are_no_slower_than_a_few_bare_ones(
    tmp_path: Path,
) -> None:
    found = pages.measure(settings(tmp_path), pages.SMALL)

    for name in ("queue", "queue_deep", "search_common", "search_nothing"):
        assert found[f"{name}_statements"] - found["bare_statements"] <= MOST_STATEMENTS
        assert found[f"{name}_ratio"] < MOST_RATIO


def test_a_further_sheet_costs_little_beside_the_first_and_stays_within_its_memory() -> None:
    # In a process of its own: what a child had at most is told of all children together.
    command = [sys.executable, "-m", "bench", "sheets", "--small"]
    said = subprocess.run(command, cwd=PROJECT, capture_output=True, text=True, check=True).stdout
    found = json.loads(said)

    assert found["pdfs"] == 2
    assert found["page_ratio"] <= personal_sheets.MOST_RATIO
    assert found["mib"] <= personal_sheets.MOST_MIB


def test_the_month_of_a_large_hall_is_computed_for_everybody() -> None:
    found = appraisal.measure(appraisal.SMALL)

    assert found["results"] == appraisal.SMALL.staff
    assert found["entries"] > found["facts"] / 2


def test_applications_come_in_once_within_their_memory(tmp_path: Path) -> None:
    found = applications.measure(settings(tmp_path), applications=applications.SMALL)

    assert (found["new_added"], found["again_unchanged"]) == (applications.SMALL,) * 2
    assert found["new_mib"] <= applications.MOST_MIB


def test_a_token_costs_about_what_a_cookie_does(tmp_path: Path) -> None:
    found = phones.measure(settings(tmp_path), rounds=phones.SMALL)

    assert found["phone_statements"] <= found["cookie_statements"]
    assert found["login_p95"] > 0


def test_the_command_knows_every_bench() -> None:
    asked = {"submit", "growth", "months", "footprint", "exports", "backups", "cases", "pages"}
    assert set(BENCHES) == asked | {"sheets", "appraisal", "applications", "own", "phones"}
