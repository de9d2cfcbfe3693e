"""What runs meanwhile is waited for, heard and counted; an interruption ends it."""

import sys
from pathlib import Path

import pytest

from tools.lane import Lane, Program

WAITS = "import time; time.sleep(60)"


def a_program(code: str) -> Program:
    return Program([sys.executable, "-c", code])


def test_each_runs_after_the_other_and_those_that_failed_are_named(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "file"
    programs = {
        "writes": a_program(f"open({str(file)!r}, 'w').write('words')"),
        "fails": a_program("print('it is wrong'); exit(3)"),
        "reads": a_program(f"print(open({str(file)!r}).read())"),
    }

    with Lane(programs, tmp_path / "logs") as lane:
        failed = lane.finish()

    said = capfd.readouterr().out
    assert failed == ["fails"]
    assert [words in said for words in ("it is wrong", "fails: FAILED", "words")] == [True] * 3


def test_an_interruption_ends_the_one_that_runs_and_begins_no_other(tmp_path: Path) -> None:
    never = tmp_path / "never"
    programs = {"waits": a_program(WAITS), "late": a_program(f"open({str(never)!r}, 'w')")}
    lane = Lane(programs, tmp_path / "logs")

    with pytest.raises(KeyboardInterrupt), lane:
        raise KeyboardInterrupt

    assert lane.finish() == ["waits", "late"]
    assert not never.exists()
