"""The operator's commands: messy files in, every bad row told, workbooks out."""

from collections.abc import Sequence
from datetime import date, time
from pathlib import Path

import pytest
import xlsxwriter
from click.testing import Result
from flask import Flask
from xlsxwriter.worksheet import Worksheet

from sheets.reading import read_workbook
from tests.workbooks import SHEETS, Rows

MESSY_STAFF: Rows = [
    ["工号", "姓名", "单位", "组别", "首席"],
    ["０１０１", "张　某", "社保局", "综合组", "√"],
    [102.0, "李 某", "税务局", "综合组", "×"],
]
# The date and the begin of the second row are written as a date and a time.
MESSY_ROSTER: Rows = [
    ["窗口", "工号", "姓名", "日期", "上班", "下班", "类型"],
    ["A01", "0101", "张某", "2026年11月2日", "上午9:00", "17：00", "正式"],
    ["A02", "102", "李某", None, None, "下午2时30分", "替班"],
]
MESSY_VOLUME: Rows = [["月份", "窗口号", "办件量（件）"], ["2026年10月", "A01", "１，２００"]]


@pytest.fixture
def run(app: Flask) -> "Run":
    return Run(app)


class Run:
    """A terminal in which commands are typed."""

    def __init__(self, app: Flask) -> None:
        self._runner = app.test_cli_runner()

    def __call__(self, *words: str | Path) -> Result:
        return self._runner.invoke(args=[str(word) for word in words])


def a_messy_workbook(path: Path, *, department: str = "社保局") -> Path:
    """Merged titles, full-width digits, Chinese dates and times, numbers as text, repeats."""
    with xlsxwriter.Workbook(path) as book:
        for name in ("大厅", "部门", "考核组", "开放时间"):
            _write(book.add_worksheet(name), 0, SHEETS[name])
        windows = book.add_worksheet("2.窗口一览表")
        windows.merge_range("A1:E1", "示例区政务服务中心窗口一览表")
        _write(windows, 2, messy_windows(department))
        _write(book.add_worksheet("人员名单"), 0, MESSY_STAFF)
        roster = book.add_worksheet("排班（11月）")
        roster.merge_range("A1:G1", "十一月排班")
        _write(roster, 1, MESSY_ROSTER)
        roster.write_datetime(3, 3, date(2026, 11, 2), book.add_format({"num_format": "yyyy/m/d"}))
        roster.write_datetime(3, 4, time(9, 30), book.add_format({"num_format": "h:mm"}))
        _write(book.add_worksheet("办件量"), 0, MESSY_VOLUME)
    return path


def messy_windows(department: str) -> Rows:
    return [
        ["序号", "窗口号（必填）", "窗口名称", "所属部门", "考核组"],
        [1.0, "Ａ０１", "社保 综合", department, "综合组"],
        [],
        [1.0, "A01", "社保 综合", "Ｄ１", "Ｇ１"],
        [2.0, "A02", "办税", "税务局", "综合组"],
    ]


def _write(sheet: Worksheet, first: int, rows: Rows) -> None:
    for number, row in enumerate(rows, start=first):
        sheet.write_row(number, 0, row)


def a_folder(folder: Path, encoding: str) -> Path:
    """The same hall as a folder of CSV files."""
    folder.mkdir()
    for name, rows in SHEETS.items():
        lines = (",".join(_quoted(row)) for row in rows)
        (folder / f"{name}.csv").write_bytes("\r\n".join(lines).encode(encoding))
    return folder


def _quoted(row: Sequence[object]) -> list[str]:
    return ["" if cell is None else f'"{cell}"' for cell in row]


def test_a_messy_workbook_is_understood(run: Run, tmp_path: Path) -> None:
    path = a_messy_workbook(tmp_path / "登记.xlsx")

    first, again = run("import-registry", path), run("import-registry", path)

    assert first.exit_code == 0, first.output
    assert "窗口：新增 2，修改 0，取消 0，不变 0" in first.output
    assert "排班：新增 2" in first.output
    assert "已合并" in first.output
    assert "没有需要改动的内容" in again.output


def test_a_bad_row_is_told_with_its_place_and_what_would_be_right(run: Run, tmp_path: Path) -> None:
    path = a_messy_workbook(tmp_path / "登记.xlsx", department="社保司")

    refused = run("import-registry", path)

    assert refused.exit_code == 1
    assert "2.窗口一览表 第 4 行，部门：没有“社保司”；是否应为“社保局”？" in refused.output
    assert "没有导入任何内容" in refused.output
    assert "没有需要改动" not in run("import-registry", path, "--dry-run").output


def test_a_dry_run_shows_what_would_change_and_saves_nothing(run: Run, tmp_path: Path) -> None:
    path = a_messy_workbook(tmp_path / "登记.xlsx")

    for _ in range(2):
        shown = run("import-registry", path, "--dry-run")

        assert shown.exit_code == 0, shown.output
        assert "新增 窗口 A01：窗口名称 社保 综合；部门 D1；考核组 G1" in shown.output
        assert "新增 排班 A02 102 2026-11-02 09:30-14:30" in shown.output
        assert "尚未保存" in shown.output


def test_a_dry_run_of_a_change_shows_both_values(run: Run, tmp_path: Path) -> None:
    run("import-registry", a_messy_workbook(tmp_path / "登记.xlsx"))
    (tmp_path / "窗口.csv").write_text("窗口号,部门\nA01,税务局\n", encoding="utf-8")

    shown = run("import-registry", tmp_path / "窗口.csv", "--dry-run")

    assert "修改 窗口 A01：部门 D1 → D2" in shown.output


def test_a_long_dry_run_is_cut_unless_all_is_asked_for(run: Run, tmp_path: Path) -> None:
    folder = a_folder(tmp_path / "表", "utf-8")

    short = run("import-registry", folder, "--dry-run").output
    whole = run("import-registry", folder, "--dry-run", "--all").output

    assert "另有 3 项" in short
    assert whole.count("新增 排班") == 23


@pytest.mark.parametrize("encoding", ["utf-8-sig", "gb18030"])
def test_a_folder_of_csv_is_a_workbook_too(run: Run, tmp_path: Path, encoding: str) -> None:
    imported = run("import-registry", a_folder(tmp_path / "表", encoding))

    assert imported.exit_code == 0, imported.output
    assert "人员：新增 3" in imported.output
    assert ("窗口 按 GB18030 编码读取" in imported.output) == (encoding == "gb18030")


def test_an_export_comes_back_without_any_change(run: Run, tmp_path: Path) -> None:
    run("import-registry", a_messy_workbook(tmp_path / "登记.xlsx"))

    for name in ("导出.xlsx", "导出"):
        exported = run("export-registry", tmp_path / name)
        again = run("import-registry", tmp_path / name)

        assert exported.exit_code == 0, exported.output
        assert "没有需要改动的内容" in again.output


def test_an_empty_template_can_be_handed_in(run: Run, tmp_path: Path) -> None:
    run("import-registry", a_messy_workbook(tmp_path / "登记.xlsx"))

    run("template", tmp_path / "空表.xlsx")

    assert "没有需要改动的内容" in run("import-registry", tmp_path / "空表.xlsx").output
    sheets = read_workbook(tmp_path / "空表.xlsx")
    assert [sheet.name for sheet in sheets] == ["说明", *SHEETS]


def test_the_template_explains_every_column_with_an_example(run: Run, tmp_path: Path) -> None:
    run("template", tmp_path / "空表.xlsx")

    explanation, *sheets = read_workbook(tmp_path / "空表.xlsx")
    explained = [(row.cells[0], row.cells[1]) for row in explanation.rows]
    columns = [(sheet.name, cell) for sheet in sheets for cell in sheet.rows[0].cells if cell]
    assert columns == [pair for pair in explained if pair in columns]
    assert all(row.cells[5] for row in explanation.rows if row.cells[:2] in columns)


def test_a_filled_template_is_not_written_over(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "空表.xlsx"
    path.write_bytes(b"filled in by hand")

    refused = run("template", path)

    assert refused.exit_code == 1
    assert "已经存在" in refused.output
    assert path.read_bytes() == b"filled in by hand"
    assert run("template", path, "--overwrite").exit_code == 0


@pytest.mark.parametrize(
    ("name", "content", "sentence"),
    [
        ("没有.xlsx", None, "找不到文件 没有.xlsx"),
        ("图片.xlsx", b"\x89PNG", "不是可以读取的工作簿"),
        ("坏.csv", b"\xe7\xaa\x97\xff\xff", "编码无法识别"),
    ],
)
def test_a_file_that_is_no_workbook_is_told(
    run: Run, tmp_path: Path, name: str, content: bytes | None, sentence: str
) -> None:
    if content is not None:
        (tmp_path / name).write_bytes(content)

    refused = run("import-registry", tmp_path / name)

    assert refused.exit_code == 1
    assert sentence in refused.output
