"""Each mistake is told with its code, place and line; the same thing done right is not."""

import re
import tomllib
from pathlib import Path

import pytest

from server.packs.schemes import Preset, presets
from server.rules.schemes.reading import LONGEST_FILE, examine
from tests.rules.schemes.changes import CHANGES
from tests.rules.schemes.mistakes import CASES, FILE, Case
from tests.rules.schemes.scheme_build import a_file, an_item

# Every key but names that a hall gives (items, awards, classes of difficulty), and the two tables
# whose own keys are planted.
KEY = re.compile(
    r"(^|[{,] )(?!star|model|easy|normal|hard|give|steps|half_days)([a-z_]+)( +=)", re.MULTILINE
)
TEXTS = Path(__file__).parents[3] / "server" / "texts" / "scheme.toml"
IDS = [f"{case.code} no. {at}" for at, case in enumerate(CASES)]


@pytest.mark.parametrize("case", CASES, ids=IDS)
def test_a_mistake_is_told_alone_with_its_place_and_line(case: Case) -> None:
    lines = case.broken.splitlines()

    found = examine(case.broken).problems

    at = 1 + max(n for n, line in enumerate(lines) if case.at in line)
    where = 1 if case.place == FILE and case.at == "format" else at
    assert [(one.code, one.place, one.line) for one in found] == [(case.code, case.place, where)]


@pytest.mark.parametrize("case", CASES, ids=IDS)
def test_the_same_done_right_is_no_mistake(case: Case) -> None:
    assert examine(case.sound).problems == ()


def test_a_file_that_is_too_long_is_not_read() -> None:
    (found,) = examine("#" * (LONGEST_FILE + 1)).problems

    assert (found.key, found.line) == ("e00_too_long", 1)


@pytest.mark.parametrize(
    "text", [f"a = {'[' * 9_000}", f"[{'a.' * 9_000}a]", f"{'a.' * 9_000}a = 1"]
)
def test_what_is_nested_beyond_all_measure_is_told_at_once(text: str) -> None:
    assert [one.key for one in examine(text).problems] == ["e00_deep"]


def test_a_number_of_thousands_of_digits_is_no_toml_and_no_crash() -> None:
    (found,) = examine(f"a = {'9' * 5_000}").problems

    assert found.code == "E00"


def test_all_mistakes_are_told_at_once_in_the_order_of_their_lines() -> None:
    text = a_file('[guard]\nalpha = 0.05\n[pool.x]\nsheet = "desk"', item=an_item("points = 1"))

    found = examine(text).problems

    assert [one.code for one in found] == ["E21", "E45", "E09"]
    assert [one.line for one in found] == sorted(one.line for one in found)


@pytest.mark.parametrize("preset", presets(), ids=lambda one: one.key)
def test_a_wrong_key_anywhere_never_passes(preset: Preset) -> None:
    wrong = KEY.sub(r"\1qx\2\3", preset.text)
    planted = {
        (line, f"qx{found[2]}")
        for line, words in enumerate(preset.text.splitlines(), start=1)
        for found in KEY.finditer(words)
    }

    told = {
        (one.line, one.data.get("key"))
        for one in examine(wrong).errors
        if one.code in {"E02", "E12"}
    }

    assert told == planted


def test_every_sentence_has_a_mistake_that_calls_for_it() -> None:
    told = {one.key for case in CASES for one in examine(case.broken).problems}
    told |= {one.key for change in CHANGES for one in change.found()} | {"e00_too_long", "e00_deep"}

    known = {key for key in sentences() if re.match(r"[ew][0-9]{2}", key)}

    assert told == known


def sentences() -> list[str]:
    return list(tomllib.loads(TEXTS.read_text(encoding="utf-8")))
