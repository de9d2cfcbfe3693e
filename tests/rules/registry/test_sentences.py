"""Whatever can be wrong with a workbook has a sentence that takes what is said of it."""

import re
from pathlib import Path

import pytest

from server.rules.attribution import Conflict
from server.texts import LANGUAGES, is_known, say
from tests.workbooks import SHEETS, a_workbook, problems

RULES = Path(__file__).resolve().parents[3] / "server" / "rules"
NAMED = re.compile(r"problem\(\s*\"(\w+)\"")
BAD = a_workbook(
    窗口=[*SHEETS["窗口"], ["A01", "别名", "D9", "综合租", "也许"]],
    排班=[
        *SHEETS["排班"],
        ["A01", "0102", "2026-11-02", None, None, "9:00", "17:00", "正式"],
        ["A01", "0101", "11月2日", "x", "平时", "上午12:30", "25:00", "轮"],
    ],
    办件量=[["月份", "窗口号", "办件量"], ["2026-13", "A01", -1.0]],
)


def test_every_problem_of_a_cell_has_a_sentence() -> None:
    files = [*(RULES / "cells").glob("*.py"), RULES / "registry" / "reading.py"]
    codes = {code for file in files for code in NAMED.findall(file.read_text(encoding="utf-8"))}

    assert len(codes) > 20
    assert not {code for code in codes if not is_known(f"cell.{code}")}


@pytest.mark.parametrize("where", ["row", "stored"])
@pytest.mark.parametrize("conflict", list(Conflict))
def test_every_conflict_of_duties_has_a_sentence(conflict: Conflict, where: str) -> None:
    assert is_known(f"registry.overlap_{conflict}_{where}")


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_problem_is_told_in_a_whole_sentence(lang: str) -> None:
    sentences = [say(each.code, lang, **each.data) for each in problems(BAD)]

    assert len(sentences) >= 10
    assert not [sentence for sentence in sentences if "{" in sentence or not sentence]
