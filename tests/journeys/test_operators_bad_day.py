"""Whatever goes wrong at the operator's terminal is told in their words, and changes nothing."""

from dataclasses import replace
from pathlib import Path

import pytest

from server.settings import Settings
from tests.house.installation import a_settings
from tests.journeys.installation import Answer, Installation
from tests.journeys.registry import write_registry
from tests.journeys.small_hall import settle

NO_PORT = 0


@pytest.fixture
def settings(sqlite_url: str, tmp_path: Path) -> Settings:
    """One kind of database is enough: what is refused here never reaches it."""
    return a_settings(database_url=sqlite_url, var_dir=tmp_path)


@pytest.fixture
def terminal(settings: Settings) -> Installation:
    """Where the operator types commands; nothing of it needs a browser."""
    return Installation(settings, NO_PORT, moment="2026-11-25 10:00")


def refusal(answer: Answer) -> str:
    """What a command that did nothing said, without a trace of our insides."""
    assert answer.exit_code == 1, answer
    assert "Traceback" not in answer.complained
    return answer.complained


def test_a_workbook_with_one_bad_row_names_the_cell_and_imports_nothing(
    terminal: Installation, tmp_path: Path
) -> None:
    workbook = write_registry(tmp_path / "registry.xlsx", first_window_of="人社局")

    told = refusal(terminal.tries("import-registry", workbook))

    assert "窗口 第 2 行，部门：没有“人社局”；是否应为“社保局”？" in told
    assert "请先运行 import-registry" in refusal(terminal.tries("codes", "issue", "--by", "李某"))


def test_a_month_that_is_not_over_is_not_sealed(terminal: Installation) -> None:
    settle(terminal.settings)

    told = refusal(terminal.tries("seal-month", "2026-11"))

    assert "2026-11 还没有结束" in told


def test_sealing_twice_changes_nothing(terminal: Installation) -> None:
    settle(terminal.settings)
    terminal.does("seal-month", "2026-10")

    told = terminal.does("seal-month", "2026-10")

    assert "早已封存：第 1 版" in told


@pytest.mark.parametrize(
    ("url", "words"),
    [
        pytest.param("sqlite:////nonexistent/hall.db", "连不上数据库", id="the file is gone"),
        pytest.param(
            "postgresql://nobody@127.0.0.1:9/hall", "连不上数据库", id="the server is gone"
        ),
        pytest.param("sqlite://", "请先运行 flask --app wsgi db upgrade", id="it is still empty"),
    ],
)
def test_a_database_that_cannot_be_used_says_what_to_do(
    terminal: Installation, url: str, words: str
) -> None:
    terminal.settings = replace(terminal.settings, database_url=url)

    told = refusal(terminal.tries("publish", "list"))

    assert words in told
    assert "您填写的内容" not in told
