"""The commands of applications, matters and tasks: templates that can be filled and handed in."""

import csv
from pathlib import Path

import pytest
from click.testing import Result
from flask import Flask

from server.rules.sources.layouts import APPLICATIONS
from sheets.reading import read_workbook
from tests.build import a_hall

pytestmark = pytest.mark.usefixtures("clock")
TASK = {
    "任务编号": "T1",
    "任务": "推行一窗受理",
    "部门": "D1",
    "月份": "2026-11",
    "本月目标": "改造",
}
APPLICATION = {"办件编号": "N1", "窗口号": "A01", "工号": "0137", "受理日期": "2026-11-02"}


def run(app: Flask, *words: str | Path) -> Result:
    return app.test_cli_runner().invoke(args=[str(word) for word in words])


def filled(app: Flask, folder: Path, group: str, row: dict[str, str]) -> Path:
    """The template of that source with one row."""
    file = folder / f"{group}.csv"
    run(app, group, "template", file)
    with file.open(encoding="utf-8-sig", newline="") as read:
        header = next(csv.reader(read))
    with file.open("a", encoding="utf-8", newline="") as out:
        csv.writer(out).writerow([row.get(name, "") for name in header])
    return file


def test_a_filled_template_comes_in_once_and_a_trial_changes_nothing(
    app: Flask, tmp_path: Path
) -> None:
    with app.app_context():
        a_hall()
    tasks = filled(app, tmp_path, "tasks", TASK)
    file = filled(app, tmp_path, "applications", APPLICATION)

    trial = run(app, "applications", "import", file, "--dry-run")
    told = [run(app, "applications", "import", file) for _ in range(2)]

    assert "没有导入（试运行）" in trial.output
    assert "新增 1 行" in told[0].output
    assert "1 行没有变化" in told[1].output
    assert "新增 1 行" in run(app, "tasks", "import", tasks).output


def test_a_bad_file_says_where_and_what_and_exits_with_an_error(app: Flask, tmp_path: Path) -> None:
    with app.app_context():
        a_hall()
    file = filled(app, tmp_path, "applications", {**APPLICATION, "窗口号": "B09"})

    answer = run(app, "applications", "import", file)

    assert answer.exit_code == 1
    assert "第 2 行，窗口号" in answer.output
    assert "什么也没有导入" in answer.output


def test_the_workbook_template_explains_every_column(app: Flask, tmp_path: Path) -> None:
    file = tmp_path / "办件.xlsx"

    run(app, "applications", "template", file)

    explained, table = read_workbook(file)
    headings = [column.heading for column in APPLICATIONS.columns]
    assert list(table.rows[0].cells) == headings
    assert set(headings) <= {row.cells[0] for row in explained.rows}
