"""What files of words may say, and what others see under which decision."""

import pytest

from server.errors import FormProblems
from server.rules.safety.hits import Hit
from server.rules.safety.holding import (
    LONGEST_REASON,
    Decision,
    Fate,
    Why,
    categories,
    decision_problems,
    seen,
    why_held,
)
from server.rules.safety.word_file import MOST_WORDS, read_words

TEXT = "这个王八蛋窗口"
HITS = (Hit(2, 5, "abuse"),)


@pytest.mark.parametrize(
    "line",
    [
        "好",
        "+微信",
        "傻 逼",
        "长" * 41,
        "[傻煞",
        "傻[]逼",
        "[一二三四五六七八九十十一二三四五][一二三四五六七八九十十一二三四五]",
    ],
)
def test_a_line_that_is_no_word_is_named(line: str) -> None:
    with pytest.raises(FormProblems) as caught:
        read_words(f"# 第一行\n{line}\n好的词\n")

    assert [(one.code, one.data) for one in caught.value.problems] == [
        ("safety.line_unfit", {"line": 2})
    ]


def test_a_list_holds_so_many_words_and_no_more() -> None:
    many = "\n".join(f"词{number}" for number in range(10, MOST_WORDS + 10))

    assert len(read_words(many).words) == MOST_WORDS
    with pytest.raises(FormProblems):
        read_words(many + "\n还有一个")


def test_brackets_spell_a_word_in_several_ways() -> None:
    assert [word for word, _ in read_words("[傻煞]逼").words] == ["傻逼", "煞逼"]


@pytest.mark.parametrize(
    ("fate", "hits", "expected"),
    [
        (None, (), TEXT),
        (Fate.HELD, HITS, None),
        (Fate.SHOWN, HITS, TEXT),
        (Fate.HIDDEN, (), None),
        (Fate.MASKED, HITS, "这个＊＊＊窗口"),
        (Fate.MASKED, (), None),
        (Fate.MASKED, None, None),
    ],
)
def test_others_see_what_the_decision_says(
    fate: Fate | None, hits: tuple[Hit, ...] | None, expected: str | None
) -> None:
    assert seen(TEXT, fate, hits) == expected


@pytest.mark.parametrize(("hits", "why"), [(None, Why.NO_LIST), ((), None), (HITS, Why.WORDS)])
def test_without_a_list_everything_waits(hits: tuple[Hit, ...] | None, why: Why | None) -> None:
    assert why_held(hits) is why


def test_each_category_is_told_once() -> None:
    assert categories((*HITS, Hit(0, 1, "own"), *HITS)) == "abuse,own"
    assert categories(None) == ""


@pytest.mark.parametrize(
    ("decision", "hits", "codes"),
    [
        (Decision(Fate.SHOWN, "引号里转述"), HITS, ()),
        (Decision(Fate.SHOWN, " "), HITS, ("safety.reason_missing",)),
        (Decision(Fate.HELD, "看过"), HITS, ("safety.fate_missing",)),
        (Decision(Fate.MASKED, "看过"), (), ("safety.nothing_to_mask",)),
        (Decision(Fate.HIDDEN, "长" * LONGEST_REASON), None, ()),
        (Decision(Fate.HIDDEN, "长" * (LONGEST_REASON + 1)), None, ("safety.reason_long",)),
    ],
)
def test_a_decision_needs_a_reason_and_something_to_mask(
    decision: Decision, hits: tuple[Hit, ...] | None, codes: tuple[str, ...]
) -> None:
    assert decision_problems(decision, hits) == codes
