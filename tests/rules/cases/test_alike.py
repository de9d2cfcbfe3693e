"""Is the same complaint known again, and does a guess learn nothing?"""

from datetime import date

import pytest

from server.queries.cases.alike import likeness
from server.rules.cases.alike import (
    NEAR,
    NEAR_OWN,
    SHORTEST_COMPARED,
    EarlierText,
    alike_since,
    is_said_again,
)

MONDAY, TUESDAY = date(2026, 11, 23), date(2026, 11, 24)
SAID = "上午在窗口等了两个小时，工作人员一直在看手机，问了三次都说系统不好用。"
THE_SAME = "上午在窗口等了两个小时，工作人员一直看手机。问了三次，都说系统不好用！！"
ANOTHER = "材料清单上没有写要带户口本原件，来了三趟才办成，希望网上的指南改一改。"


@pytest.mark.parametrize(
    ("score", "since"),
    [
        pytest.param(NEAR - 0.01, None, id="a little less than near"),
        pytest.param(NEAR, MONDAY, id="just near"),
        pytest.param(100.0, MONDAY, id="the same"),
    ],
)
def test_a_text_is_alike_from_the_border_on(score: float, since: date | None) -> None:
    found = alike_since(SAID, [EarlierText(MONDAY, SAID)], lambda _one, _other: score)

    assert found == since


@pytest.mark.parametrize(
    ("length", "since"),
    [
        pytest.param(SHORTEST_COMPARED - 1, None, id="one letter too short"),
        pytest.param(SHORTEST_COMPARED, MONDAY, id="just long enough"),
        pytest.param(SHORTEST_COMPARED + 1, MONDAY, id="one letter longer"),
    ],
)
def test_short_words_that_anybody_would_write_are_not_compared(
    length: int, since: date | None
) -> None:
    text = "好" * length + "，。 "

    assert alike_since(text, [EarlierText(MONDAY, text)], likeness) == since


def test_the_first_of_several_says_since_when() -> None:
    others = [EarlierText(TUESDAY, SAID), EarlierText(MONDAY, THE_SAME), EarlierText(MONDAY, "")]

    assert alike_since(THE_SAME, others, likeness) == MONDAY


def test_other_words_are_not_alike() -> None:
    assert alike_since(ANOTHER, [EarlierText(MONDAY, SAID)], likeness) is None


@pytest.mark.parametrize(
    "guess",
    [
        pytest.param(SAID[: len(SAID) // 2], id="the first half of it"),
        pytest.param(SAID + ANOTHER, id="it, hidden in a longer text"),
        pytest.param("等了两个小时看手机系统不好用问了三次等了两个小时看手机", id="its facts"),
    ],
)
def test_a_guess_that_holds_only_a_part_of_it_learns_nothing(guess: str) -> None:
    assert alike_since(guess, [EarlierText(MONDAY, SAID)], likeness) is None


@pytest.mark.parametrize(
    ("text", "earlier", "is_again"),
    [
        pytest.param(SAID, SAID, True, id="the same"),
        pytest.param(f"{SAID}后来才办好。", SAID, True, id="a sentence added"),
        pytest.param(ANOTHER, SAID, False, id="something else"),
        pytest.param("没人管", "没人管", False, id="too short to say"),
        pytest.param("没有人管", "没有人管", True, id="just long enough"),
        pytest.param(SAID, "", False, id="what was erased since"),
    ],
)
def test_what_one_said_oneself_is_known_again(text: str, earlier: str, *, is_again: bool) -> None:
    assert is_said_again(text, earlier, likeness) is is_again


@pytest.mark.parametrize(("score", "is_again"), [(NEAR_OWN - 0.01, False), (NEAR_OWN, True)])
def test_ones_own_words_need_not_be_as_near(score: float, *, is_again: bool) -> None:
    assert is_said_again(SAID, THE_SAME, lambda _one, _other: score) is is_again
