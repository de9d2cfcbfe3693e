from datetime import UTC, datetime, timedelta

import pytest

from qr.codes import is_wellformed
from qr.screens import live_step, rotating_code, step_of, window_key

KEY = window_key(b"k" * 32, hall="demo", window_code="7Q2K9FXY")
START = datetime(2026, 11, 2, 1, 0, tzinfo=UTC)
STEP = timedelta(seconds=30)
MOMENT = timedelta(microseconds=1)


def test_a_rotating_code_has_sixteen_letters() -> None:
    assert is_wellformed(rotating_code(KEY, START), letters=16)


def test_the_code_changes_every_thirty_seconds_and_not_before() -> None:
    codes = [rotating_code(KEY, START + age) for age in (0 * STEP, STEP - MOMENT, STEP)]

    assert codes[0] == codes[1] != codes[2]


@pytest.mark.parametrize(
    ("age", "is_live"),
    [(-MOMENT, False), (0 * STEP, True), (2 * STEP - MOMENT, True), (2 * STEP, False)],
    ids=["not shown yet", "just shown", "end of the next step", "older"],
)
def test_a_code_lives_for_its_step_and_the_next(age: timedelta, *, is_live: bool) -> None:
    code = rotating_code(KEY, START)

    step = live_step(code, KEY, moment=START + age)

    assert step == (step_of(START) if is_live else None)


def test_a_code_is_accepted_as_a_person_types_it() -> None:
    code = rotating_code(KEY, START).lower()

    assert live_step(f"{code[:4]} {code[4:]}", KEY, moment=START) == step_of(START)


@pytest.mark.parametrize("text", ["", "0" * 16, "评价", "A" * 10_000])
def test_other_texts_are_not_live(text: str) -> None:
    assert live_step(text, KEY, moment=START) is None


@pytest.mark.parametrize(
    "other",
    [
        window_key(b"k" * 32, hall="demo", window_code="7Q2K9FXZ"),
        window_key(b"k" * 32, hall="demo2", window_code="7Q2K9FXY"),
        window_key(b"K" * 32, hall="demo", window_code="7Q2K9FXY"),
    ],
    ids=["window", "hall", "key"],
)
def test_a_code_of_another_screen_is_not_live_here(other: bytes) -> None:
    assert live_step(rotating_code(other, START), KEY, moment=START) is None


def test_a_code_of_another_rhythm_is_not_live() -> None:
    code = rotating_code(KEY, START, step_seconds=60)

    assert live_step(code, KEY, moment=START, step_seconds=60) is not None
    assert live_step(code, KEY, moment=START) is None
