from fractions import Fraction

import pytest

from server.rules.near_equal import largest_near_equal, similarity

PRAISE = "工作人员业务熟练,态度热情,一次办好,非常满意"
NEARLY = "工作人员业务熟练、态度热情!一次办好,非常满意。"
CHANGED = "工作人员业务熟练,态度热情,一次办好,十分满意"
OTHER = "排队时间太长,叫号屏坏了也没有人管"


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        pytest.param("abcd", "abcd", Fraction(1), id="the same"),
        pytest.param("A b, c D!", "abcd", Fraction(1), id="but for case, spaces and marks"),
        pytest.param("abcd", "abcx", Fraction(1, 3), id="one run of three in common"),
        pytest.param("abcd", "wxyz", Fraction(0), id="nothing in common"),
        pytest.param("ab", "ab", Fraction(0), id="too short to compare"),
    ],
)
def test_texts_are_alike_by_their_runs_of_three_characters(
    one: str, other: str, expected: Fraction
) -> None:
    assert similarity(one, other) == expected
    assert similarity(other, one) == expected


def test_copies_with_small_changes_are_counted_together() -> None:
    assert largest_near_equal([PRAISE, OTHER, NEARLY, CHANGED]) == 3


def test_different_texts_stand_alone() -> None:
    assert largest_near_equal([PRAISE, OTHER]) == 1


@pytest.mark.parametrize(
    ("one", "other", "count"),
    [
        pytest.param("abcdefghij", "abcdefghxy", 2, id="six runs of ten: three fifths"),
        pytest.param("abcdefghijk", "abcdefghxyz", 1, id="six runs of twelve"),
    ],
)
def test_texts_are_near_from_three_fifths_on(one: str, other: str, count: int) -> None:
    assert largest_near_equal([one, other]) == count


@pytest.mark.parametrize(
    ("text", "count"),
    [
        pytest.param("态度很好非常满意好", 0, id="nine characters"),
        pytest.param("态度很好非常满意好的", 5, id="ten characters"),
        pytest.param("哈" * 10, 5, id="ten times the same character"),
    ],
)
def test_short_praise_is_alike_by_nature_and_not_compared(text: str, count: int) -> None:
    assert largest_near_equal([text] * 5) == count


def test_no_texts_are_not_alike() -> None:
    assert largest_near_equal([]) == 0
