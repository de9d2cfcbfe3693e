"""Lines become questions, and answers are held against them."""

from collections import Counter
from fractions import Fraction

import pytest

from server.errors import Problem
from server.rules.opinions.questions import (
    Answered,
    Question,
    QuestionKind,
    answer_problems,
    read_questions,
    write_questions,
)
from server.rules.opinions.results import overall, question_results

LINES = """单选* 是否满意？ | 满意 | 一般 | 不满意
多选 哪些要改进？ | 等候 | 告知
量表* 请打分 | 10
文字 其他意见"""


def questions() -> tuple[Question, ...]:
    read = read_questions(LINES)
    return tuple(one for one in read if isinstance(one, Question))


def test_each_line_is_a_question_and_is_written_as_it_was() -> None:
    read = questions()

    assert [one.kind for one in read] == list(QuestionKind)
    assert [one.is_required for one in read] == [True, False, True, False]
    assert read[2].most == 10
    assert write_questions(read) == LINES


@pytest.mark.parametrize(
    ("line", "code"),
    [
        pytest.param("", "no_questions", id="nothing is asked"),
        pytest.param("是否满意？", "line_unread", id="no kind"),
        pytest.param("打分 满意吗？", "line_unread", id="an unknown kind"),
        pytest.param("单选 满意吗？ | 满意", "choices", id="one choice is none"),
        pytest.param("单选 满意吗？ | 好 | 好", "choice_twice", id="the same choice twice"),
        pytest.param("量表 打分 | 2", "scale", id="a scale of two steps"),
        pytest.param("量表 打分 | 101", "scale", id="a scale of 101 steps"),
        pytest.param("文字 意见 | 有", "text_has_choices", id="choices for words"),
        pytest.param("文字 " + "长" * 201, "line_too_long", id="a question of 201 letters"),
    ],
)
def test_a_line_that_cannot_be_asked_is_told(line: str, code: str) -> None:
    (problem,) = read_questions(line)

    assert isinstance(problem, Problem)
    assert problem.code == f"opinion.{code}"


def test_every_bad_line_is_told_with_its_number() -> None:
    problems = read_questions("坏\n单选 好？ | 是 | 否\n量表 打分")

    assert [one.data["line"] for one in problems if isinstance(one, Problem)] == [1, 3]


@pytest.mark.parametrize(
    ("chosen", "texts", "codes"),
    [
        pytest.param({0: (0,), 2: (10,)}, {}, [], id="what must be answered is"),
        pytest.param({0: (0,)}, {}, ["answer_missing"], id="a scale is left out"),
        pytest.param({0: (0, 1), 2: (1,)}, {}, ["answer_twice"], id="two of a single choice"),
        pytest.param({0: (3,), 2: (1,)}, {}, ["answer_unknown"], id="one choice too far"),
        pytest.param({0: (2,), 2: (11,)}, {}, ["answer_unknown"], id="one step too far"),
        pytest.param({0: (2,), 2: (0,)}, {}, ["answer_unknown"], id="a step before the first"),
        pytest.param({0: (0,), 2: (1,)}, {3: "长" * 501}, ["answer_too_long"], id="501 letters"),
        pytest.param({0: (0,), 1: (0, 1), 2: (1,)}, {3: "长" * 500}, [], id="500 letters"),
    ],
)
def test_an_answer_is_held_against_its_question(
    chosen: dict[int, tuple[int, ...]], texts: dict[int, str], codes: list[str]
) -> None:
    found = answer_problems(questions(), Answered(chosen, texts))

    assert [one.code for one in found] == [f"opinion.{code}" for code in codes]


def test_the_mean_of_a_scale_is_in_hundredths_and_carries_its_n() -> None:
    results = question_results(questions(), {2: Counter({10: 3, 5: 1})}, {2: 4})

    assert results[2].mean == Fraction(35 * 100, 40)
    assert overall(results) == (Fraction("87.5"), 4)


def test_without_a_scale_answered_there_is_no_figure() -> None:
    assert overall(question_results(questions(), {0: Counter({0: 5})}, {0: 5})) is None
