"""``attendance``: what the commands say of a file, a month and a person."""

from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskCliRunner

from sheets.reading import read_workbook
from tests.actions.attendance.place import a_punctual_hall
from tests.house.installation import Clock

GOOD = "工号,日期,签到,签退\n0137,2026-11-24,08:55,17:02\n0138,2026-11-24,09:01,\n"
BAD = "工号,日期,签到,签退\n0999,2026-11-24,08:55,25:61\n"


@pytest.fixture
def runner(app: Flask, clock: Clock) -> FlaskCliRunner:
    del clock  # stands on a Wednesday
    with app.app_context():
        a_punctual_hall(kept="machine")
    return app.test_cli_runner()


def written(folder: Path, text: str) -> str:
    file = folder / "打卡.csv"
    file.write_text(text, encoding="utf-8")
    return str(file)


def test_a_file_is_checked_taken_and_shown(runner: FlaskCliRunner, tmp_path: Path) -> None:
    file = written(tmp_path, GOOD)

    checked = runner.invoke(args=["attendance", "import", file, "--dry-run"])
    taken = runner.invoke(args=["attendance", "import", file])
    shown = runner.invoke(args=["attendance", "show", "0138", "2026-11"])

    assert "没有保存" in checked.output
    assert "新增签到 3 条" in taken.output
    assert "2026-11-24\t09:01\t迟到 1 分钟（09:00 上班）；缺签：签退" in shown.output
    assert "2026-11-23\t—\t全厅还没有签到数据，先不计" in shown.output


def test_every_bad_row_is_listed_and_nothing_taken(runner: FlaskCliRunner, tmp_path: Path) -> None:
    found = runner.invoke(args=["attendance", "import", written(tmp_path, BAD)])

    assert found.exit_code == 1
    assert "没有工号“0999”" in found.output
    assert "第 2 行" in found.output
    assert "共有 2 处问题" in found.output


def test_the_template_is_read_as_an_empty_file(runner: FlaskCliRunner, tmp_path: Path) -> None:
    file = tmp_path / "考勤.xlsx"

    made = runner.invoke(args=["attendance", "template", str(file)])
    taken = runner.invoke(args=["attendance", "import", str(file)])

    assert made.exit_code == 0
    assert [sheet.name for sheet in read_workbook(file)] == ["说明", "打卡"]
    assert "新增签到 0 条" in taken.output


def test_a_month_that_has_not_begun_is_told(runner: FlaskCliRunner) -> None:
    found = runner.invoke(args=["attendance", "assess", "2027-01"])

    assert "没有可计算的" in found.output
