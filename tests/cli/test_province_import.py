"""What an operator hears of a platform's file, and where the tables are printed."""

import json
from pathlib import Path
from typing import Any

import pytest
from flask import Flask

from server.settings import PROJECT
from tests.build import a_hall
from tests.cli.province_build import (
    a_rated_hall,
    exported,
    said,
)

pytestmark = pytest.mark.usefixtures("clock")


@pytest.mark.parametrize("form", ["csv", "json"])
def test_what_we_exported_is_not_imported_again(app: Flask, tmp_path: Path, form: str) -> None:
    with app.app_context():
        a_rated_hall()
    exported(app, tmp_path, form)

    answer = said(app, "import", tmp_path / f"a.{form}", "--by", "李某")

    assert answer.exit_code == 1
    assert "第 2 行，recordCode" in answer.output


def a_record(number: str, **more: Any) -> dict[str, Any]:
    return {
        "projectNo": number,
        "satisfaction": 3,
        "pf": "7",
        "assessTime": "2026-11-20 09:30:00",
        "assessNumber": "1",
        "windowNo": "A01",
        **more,
    }


def test_a_json_file_of_the_platform_is_imported_once(app: Flask, tmp_path: Path) -> None:
    with app.app_context():
        a_hall()
    file = tmp_path / "platform.json"
    file.write_text(json.dumps({"records": [a_record("1"), a_record("2", pf=3, satisfaction="1")]}))

    first, again = (said(app, "import", file, "--by", "李某") for _ in range(2))

    assert "新增 2 条，其中系统默认评价 1 条" in first.output
    assert "没有新增" in again.output
    assert (
        "窗口 A01：默认 1，平台主动好评 0，平台主动差评 1"
        in said(app, "imported", "--month", "2026-11").output
    )
    assert "没有导入过" in said(app, "imported", "--month", "2026-10").output


def test_every_bad_row_is_told_with_row_and_column(app: Flask, tmp_path: Path) -> None:
    with app.app_context():
        a_hall()
    file = tmp_path / "platform.json"
    bad = [a_record("1", pf="9"), a_record("2"), a_record("3", satisfaction="0")]
    file.write_text(json.dumps(bad))

    answer = said(app, "import", file, "--by", "李某")

    assert answer.exit_code == 1
    assert "第 2 行，pf：代码“9”不在代码表里；可用的代码：1、2、3、4、5、6、7。" in answer.output
    assert "第 4 行，satisfaction" in answer.output
    assert "没有导入过" in said(app, "imported", "--month", "2026-11").output


@pytest.mark.parametrize(
    "content", ["", "[1]", "{}", '[{"a": [1]}]', '{"records": {}}', "[" * 9999]
)
def test_json_that_is_no_list_of_records_is_refused(
    app: Flask, tmp_path: Path, content: str
) -> None:
    with app.app_context():
        a_hall()
    (tmp_path / "a.json").write_text(content)

    answer = said(app, "import", tmp_path / "a.json", "--by", "李某")

    assert answer.exit_code == 1
    assert isinstance(answer.exception, SystemExit)


def test_the_page_holds_the_tables_as_the_program_prints_them(app: Flask) -> None:
    page = (PROJECT / "docs" / "province.md").read_text(encoding="utf-8")

    printed = said(app, "codes").output

    assert page.partition("<!-- province codes -->\n")[2] == printed
