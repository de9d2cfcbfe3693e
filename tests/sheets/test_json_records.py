"""Records in JSON are a sheet like any other, and a table becomes such records."""

import io
import json
from pathlib import Path

import pytest

from sheets.cells import Row
from sheets.errors import NotAWorkbook
from sheets.json_records import read_json, write_json


def a_file(folder: Path, content: object) -> Path:
    file = folder / "a.json"
    file.write_text(json.dumps(content, ensure_ascii=False), encoding="utf-8")
    return file


def test_the_first_record_is_row_two_under_all_names(tmp_path: Path) -> None:
    file = a_file(tmp_path, [{"a": "甲", "b": None}, {"c": True, "a": "乙"}])

    assert read_json(file).rows == (
        Row(1, ("a", "b", "c")),
        Row(2, ("甲", None, None)),
        Row(3, ("乙", None, True)),
    )


def test_a_long_number_keeps_all_its_digits(tmp_path: Path) -> None:
    file = a_file(tmp_path, {"records": [{"number": 123456789012345678, "share": 0.5}]})

    assert read_json(file).rows[1].cells == ("123456789012345678", 0.5)


@pytest.mark.parametrize(
    "content", [{}, 1, None, [1], [{"a": [1]}], [{"a": {}}], {"records": 1}], ids=repr
)
def test_what_is_no_list_of_flat_records_is_refused(tmp_path: Path, content: object) -> None:
    with pytest.raises(NotAWorkbook) as refused:
        read_json(a_file(tmp_path, content))

    assert refused.value.data["reason"] == "format"


def test_a_file_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(NotAWorkbook) as refused:
        read_json(tmp_path / "b.json")

    assert refused.value.data == {"file": "b.json", "reason": "missing"}


@pytest.mark.parametrize("rows", [[], [("=1", '"喆"\n')], [("1", "2"), ("3", "4")]], ids=len)
def test_what_is_written_is_read_again(tmp_path: Path, rows: list[tuple[str, str]]) -> None:
    file = io.BytesIO()

    written = write_json(file, {"layout": "x"}, ("a", "b"), rows)
    (tmp_path / "a.json").write_bytes(file.getvalue())

    assert written == len(rows)
    assert json.loads(file.getvalue())["count"] == len(rows)
    assert [row.cells for row in read_json(tmp_path / "a.json").rows[1:]] == rows
