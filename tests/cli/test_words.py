"""The operator's words: listed, added with an author, looked at; a bad file changes nothing."""

from pathlib import Path

import pytest
from flask import Flask

from tests.build import a_hall
from tests.safety.build import break_the_list


def run(app: Flask, *said: str) -> tuple[int, str]:
    """The exit code and the words of a command."""
    done = app.test_cli_runner().invoke(args=["words", *said])
    return done.exit_code, done.output


@pytest.fixture
def hall(app: Flask) -> Flask:
    """An installation with a hall."""
    with app.app_context():
        a_hall()
    return app


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("窗口说傻*逼", "辱骂：傻*逼"),
        ("加微信办假证", "违法交易：办假证"),
        ("服务很好", "没有命中"),
    ],
)
def test_a_text_is_looked_at(hall: Flask, text: str, said: str) -> None:
    code, output = run(hall, "check", text)

    assert code == 0
    assert said in output


def test_a_file_is_in_force_at_once_and_on_record(hall: Flask, tmp_path: Path) -> None:
    file = tmp_path / "words.txt"
    file.write_text("# 本厅\n[fraud]\n黄牛[号票]\n-畜生\n=王八蛋糕\n", encoding="utf-8")

    added = run(hall, "add", str(file), "--by", "李某")
    listed = run(hall, "list")

    assert added == (0, "已启用第 +1 版。重新比对：0 处有变化。\n")
    assert "+1" in listed[1]
    assert "李某  2 个词，去掉 1 个，放行 1 句" in listed[1]
    assert "诈骗广告：黄牛票" in run(hall, "check", "黄牛票")[1]


def test_a_file_with_a_line_that_is_no_word_changes_nothing(hall: Flask, tmp_path: Path) -> None:
    file = tmp_path / "words.txt"
    file.write_text("黄牛票\n+微信\n", encoding="utf-8")

    code, output = run(hall, "add", str(file), "--by", "李某")

    assert code == 1
    assert "第 2 行不是词" in output
    assert "没有命中" in run(hall, "check", "黄牛票")[1]


@pytest.mark.parametrize("said", [("list",), ("check", "王八蛋")])
def test_a_list_that_cannot_be_read_is_told(hall: Flask, said: tuple[str, ...]) -> None:
    break_the_list(hall)

    code, output = run(hall, *said)

    assert code == 1
    assert "词表读不出来" in output
