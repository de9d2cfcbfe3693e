"""The scheme commands: check, explain, adopt, try, list, export."""

from pathlib import Path

import pytest
from click.testing import Result
from flask import Flask

from server.packs.schemes import preset
from tests.actions.appraisal.worked import a_worked_hall
from tests.build import a_hall

RECORD = ("--body", "领导小组", "--date", "2025-12-20", "--document", "示政〔2025〕9号")
PEOPLE = ("--heard", "全体窗口人员", "--by", "李某", "--second", "王某", "--hall", "H1")


@pytest.fixture
def file(tmp_path: Path) -> Path:
    found = tmp_path / "town.toml"
    found.write_text(preset("town").text, encoding="utf-8")
    return found


def run(app: Flask, *args: str) -> Result:
    return app.test_cli_runner().invoke(args=["scheme", *args])


def test_a_sound_file_is_said_to_be_sound_and_a_wrong_one_where_it_is_wrong(
    app: Flask, file: Path
) -> None:
    sound = run(app, "check", str(file))
    file.write_text(preset("town").text.replace("quota = 2", "quota = 0"), encoding="utf-8")
    wrong = run(app, "check", str(file))

    line = preset("town").text.splitlines().index("quota = 2") + 1
    assert (sound.exit_code, wrong.exit_code) == (0, 1)
    assert f"第 {line} 行，评优 best：名额 quota 应为正整数" in wrong.output


def test_a_scheme_is_printed_in_words_and_written_as_a_paper(
    app: Flask, file: Path, tmp_path: Path
) -> None:
    told = run(app, "explain", str(file))
    paper = run(app, "explain", str(file), "--out", str(tmp_path / "town.docx"))

    assert "第一条　本办法（town/2026.1）自 2026-01-01 起施行" in told.output
    assert paper.exit_code == 0, paper.output
    assert (tmp_path / "town.docx").read_bytes().startswith(b"PK")


def test_a_scheme_is_adopted_by_two_people_listed_and_given_back(
    app: Flask, clock: object, file: Path
) -> None:
    del clock
    with app.app_context():
        a_hall("H1")
    alone = run(app, "adopt", str(file), *RECORD, *PEOPLE[:-4], "--second", "李某", "--hall", "H1")
    adopted = run(app, "adopt", str(file), *RECORD, *PEOPLE)

    listed = run(app, "list", "--hall", "H1").output
    given = run(app, "export", "town", "2026.1", "--hall", "H1").output

    assert (alone.exit_code, adopted.exit_code) == (1, 0), adopted.output
    assert "town/2026.1" in listed
    assert "施行中" in listed
    assert given == file.read_text(encoding="utf-8")


def test_what_a_scheme_would_change_is_told_person_by_person(app: Flask, tmp_path: Path) -> None:
    with app.app_context():
        place = a_worked_hall()
    tried = tmp_path / "tried.toml"
    text = preset("district").text.replace(
        'minutes = "<30", points = -0.5', 'minutes = "<30", points = -1'
    )
    tried.write_text(text.replace("2026.1", "2026.2"), encoding="utf-8")

    told = run(app, "what-if", str(tried), "--month", "2026-01", "--hall", place.hall.code).output

    assert "79.50 → 79.00（-0.50）" in told
    assert "A1：-0.50 → -1.00" in told
