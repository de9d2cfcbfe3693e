"""calendar load FILE and calendar show, as an operator types them."""

from pathlib import Path

import pytest
from flask import Flask

from server.queries.registry.halls import hall_named
from server.rules.cases.kinds import CaseKind
from tests.build import a_hall, at
from tests.case_build import a_case, case_row

TABLE = "日期,类型,名称\n2027-01-01,放假,元旦\n2027-01-02,放假,元旦\n2027-01-10,上班,元旦\n"
TOML = """
source = "国办发明电〔2026〕7号"
version = 2

[[days]]
day = 2027-01-01
kind = "放假"
name = "元旦"
"""


@pytest.mark.usefixtures("clock")
def test_a_notice_is_loaded_from_a_table_and_shown(app: Flask, tmp_path: Path) -> None:
    runner, file = app.test_cli_runner(), tmp_path / "2027.csv"
    file.write_text(TABLE, encoding="utf-8")
    with app.app_context():
        place = a_hall()
        number = a_case(place, CaseKind.INQUIRY, moment=at("2026-12-30 10:00"))
    runner.invoke(args=["calendar", "load"])

    loaded = runner.invoke(
        args=["calendar", "load", str(file), "--source", "国办发明电〔2026〕7号"]
    )
    shown = runner.invoke(args=["calendar", "show", "2027"])

    assert (loaded.exit_code, shown.exit_code) == (0, 0), loaded.output
    assert "3 天" in loaded.output
    assert "国办发明电〔2026〕7号" in shown.output
    assert "2027-01-10\t上班\t元旦" in shown.output
    with app.app_context():
        assert not case_row(place, number).is_due_provisional
        assert hall_named("H1").registry_version > place.hall.registry_version


def test_toml_brings_its_own_source_and_version(app: Flask, tmp_path: Path) -> None:
    runner, file = app.test_cli_runner(), tmp_path / "2027.toml"
    file.write_text(TOML, encoding="utf-8")

    loaded = runner.invoke(args=["calendar", "load", str(file)])

    assert loaded.exit_code == 0, loaded.output
    assert "第 2 版" in loaded.output


def test_one_bad_row_loads_nothing_and_every_one_is_named(app: Flask, tmp_path: Path) -> None:
    runner, file = app.test_cli_runner(), tmp_path / "2027.csv"
    file.write_text(TABLE + "someday,放假,\n2027-02-01,上班,\n", encoding="utf-8")

    loaded = runner.invoke(args=["calendar", "load", str(file), "--source", "通知"])
    shown = runner.invoke(args=["calendar", "show", "2027"])

    assert loaded.exit_code == 1
    assert "第 5 行" in loaded.output
    assert "2027-02-01" in loaded.output
    assert shown.exit_code == 1
