"""Does a command say which messages there are, what was chosen, and what is wrong with it?"""

import json
from dataclasses import replace
from pathlib import Path

import pytest
from flask import Flask

from server.cli.findings import Grade
from server.cli.outward import look_at_templates
from server.settings import Settings
from tests.house.installation import a_settings
from tests.subscribe_build import CHOSEN


@pytest.fixture
def wechat() -> dict[str, str]:
    """What the operator set."""
    return {"WECHAT_TEMPLATES": json.dumps({"rectification": CHOSEN["rectification"]})}


@pytest.fixture
def settings(sqlite_url: str, tmp_path: Path, wechat: dict[str, str]) -> Settings:
    return a_settings(database_url=sqlite_url, var_dir=tmp_path, wechat=wechat)


def test_it_says_which_messages_there_are_and_what_was_chosen(app: Flask) -> None:
    ended = app.test_cli_runner().invoke(args=["wechat", "templates"])

    assert ended.exit_code == 0, ended.output
    lines = ended.output.splitlines()
    assert len(lines) == 16
    at = next(n for n, line in enumerate(lines) if line.startswith("rectification 整改通知（工作"))
    assert "due_on 期限[date/thing]" in lines[at]
    assert lines[at + 1] == "  长期模板 t-order：character_string1=number, date2=due_on"
    assert sum("没有选用模板" in line for line in lines) == 7


def test_a_setting_that_cannot_be_right_is_told_in_words(
    app: Flask, wechat: dict[str, str]
) -> None:
    wechat["WECHAT_TEMPLATES"] = json.dumps({"notice": {"id": "t", "fields": {"date1": "news"}}})

    ended = app.test_cli_runner().invoke(args=["wechat", "templates"])
    worker = app.test_cli_runner().invoke(args=["worker", "--once"])

    assert ended.exit_code == 1
    assert "“news”不能填进 date1；能填的字段种类：thing" in ended.output
    assert worker.exit_code == 1
    assert "WECHAT_TEMPLATES" in worker.output


@pytest.mark.parametrize(
    ("chosen", "grade", "words"),
    [
        ({}, [], ""),
        ({"WECHAT_APPID": "wx"}, [Grade.LOOK], ""),
        ({"WECHAT_TEMPLATES": json.dumps(CHOSEN)}, [Grade.WELL], ""),
        ({"WECHAT_TEMPLATES": "{"}, [Grade.ILL], "JSON"),
    ],
    ids=["no mini-program", "no templates", "all eight", "broken"],
)
def test_doctor_says_whether_phones_can_be_told_anything(
    settings: Settings, chosen: dict[str, str], grade: list[Grade], words: str
) -> None:
    found = list(look_at_templates(replace(settings, wechat=chosen)))

    assert [finding.grade for finding in found] == grade
    assert words in "".join(str(finding.data) for finding in found)
