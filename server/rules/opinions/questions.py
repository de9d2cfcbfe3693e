"""What may a questionnaire ask, how is it written down, and what is wrong with an answer?

One line is one question: its kind, a * where it must be answered, the words, and behind strokes
what may be chosen::

    单选* 您对本次服务是否满意？ | 满意 | 一般 | 不满意
    多选 哪些方面要改进？ | 等候时间 | 一次告知 | 服务态度
    量表* 请给窗口服务打分 | 10
    文字 其他意见
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from server.errors import Problem

LONGEST_QUESTION, LONGEST_CHOICE, LONGEST_TEXT = 200, 60, 500
MOST_QUESTIONS, MOST_CHOICES = 30, 20
LEAST_STEPS, MOST_STEPS = 3, 100


class QuestionKind(StrEnum):
    """How a question is answered."""

    SINGLE = "single"
    MULTIPLE = "multiple"
    SCALE = "scale"
    TEXT = "text"


KINDS: Mapping[str, QuestionKind] = {
    "单选": QuestionKind.SINGLE,
    "多选": QuestionKind.MULTIPLE,
    "量表": QuestionKind.SCALE,
    "文字": QuestionKind.TEXT,
    "single": QuestionKind.SINGLE,
    "multiple": QuestionKind.MULTIPLE,
    "scale": QuestionKind.SCALE,
    "text": QuestionKind.TEXT,
}
WORDS: Mapping[QuestionKind, str] = {kind: word for word, kind in reversed(list(KINDS.items()))}
_LINE = re.compile(r"(?P<kind>\S+?)(?P<star>\*?)\s+(?P<words>[^|]+?)\s*(?:\|\s*(?P<rest>.*))?")


@dataclass(frozen=True)
class Question:
    """One question; ``most`` is the highest step of a scale that begins at 1."""

    kind: QuestionKind
    words: str
    choices: tuple[str, ...] = ()
    most: int | None = None
    is_required: bool = False


@dataclass(frozen=True)
class Answered:
    """What somebody answered: chosen places (from 0) or the step of a scale, and words."""

    chosen: Mapping[int, tuple[int, ...]]
    texts: Mapping[int, str]


def read_questions(text: str) -> tuple[Question, ...] | tuple[Problem, ...]:
    """The questions of the lines, or everything that is wrong with them."""
    lines = [(number, line.strip()) for number, line in enumerate(text.splitlines(), start=1)]
    written = [(number, line) for number, line in lines if line]
    read = [_question(number, line) for number, line in written]
    problems = tuple(one for one in read if isinstance(one, Problem))
    if not written:
        return (Problem("questions", "opinion.no_questions"),)
    if len(written) > MOST_QUESTIONS:
        return (Problem("questions", "opinion.too_many_questions", {"most": MOST_QUESTIONS}),)
    return problems or tuple(one for one in read if isinstance(one, Question))


def write_questions(questions: Iterable[Question]) -> str:
    """The lines that ``read_questions`` reads."""
    return "\n".join(_written(one) for one in questions)


def answer_problems(questions: Sequence[Question], answered: Answered) -> tuple[Problem, ...]:
    """All that is wrong with an answer: left out, chosen twice, no such choice, too long."""
    return tuple(
        problem
        for place, question in enumerate(questions)
        for problem in _wrong(place, question, answered)
    )


def _question(number: int, line: str) -> Question | Problem:
    found = _LINE.fullmatch(line)
    kind = KINDS.get(found["kind"]) if found else None
    if found is None or kind is None:
        return Problem("questions", "opinion.line_unread", {"line": number})
    rest = found["rest"] or ""
    choices = tuple(one.strip() for one in rest.split("|") if one.strip())
    question = Question(kind, found["words"], choices, None, bool(found["star"]))
    return _SHAPES[kind](number, question)


def _chosen(number: int, question: Question) -> Question | Problem:
    if not 1 < len(question.choices) <= MOST_CHOICES:
        return Problem("questions", "opinion.choices", {"line": number, "most": MOST_CHOICES})
    if len(set(question.choices)) < len(question.choices):
        return Problem("questions", "opinion.choice_twice", {"line": number})
    return _short(number, question)


def _scaled(number: int, question: Question) -> Question | Problem:
    most = question.choices[0] if len(question.choices) == 1 else ""
    if not (most.isdecimal() and LEAST_STEPS <= int(most) <= MOST_STEPS):
        data: dict[str, str | int] = {"line": number, "least": LEAST_STEPS, "most": MOST_STEPS}
        return Problem("questions", "opinion.scale", data)
    return _short(
        number, Question(question.kind, question.words, (), int(most), question.is_required)
    )


def _worded(number: int, question: Question) -> Question | Problem:
    if question.choices:
        return Problem("questions", "opinion.text_has_choices", {"line": number})
    return _short(number, question)


def _short(number: int, question: Question) -> Question | Problem:
    too_long = len(question.words) > LONGEST_QUESTION or any(
        len(one) > LONGEST_CHOICE for one in question.choices
    )
    data: dict[str, str | int] = {"line": number, "most": LONGEST_QUESTION}
    return Problem("questions", "opinion.line_too_long", data) if too_long else question


_SHAPES = {
    QuestionKind.SINGLE: _chosen,
    QuestionKind.MULTIPLE: _chosen,
    QuestionKind.SCALE: _scaled,
    QuestionKind.TEXT: _worded,
}


def _written(question: Question) -> str:
    star = "*" if question.is_required else ""
    parts = [f"{WORDS[question.kind]}{star} {question.words}", *question.choices]
    if question.most is not None:
        parts.append(str(question.most))
    return " | ".join(parts)


def _wrong(place: int, question: Question, answered: Answered) -> Iterable[Problem]:
    chosen = answered.chosen.get(place, ())
    words = answered.texts.get(place, "").strip()
    name = f"q{place}"
    if question.is_required and not (chosen or words):
        yield Problem(name, "opinion.answer_missing", {"place": place + 1})
    if len(chosen) > 1 and question.kind is not QuestionKind.MULTIPLE:
        yield Problem(name, "opinion.answer_twice", {"place": place + 1})
    if any(one not in _possible(question) for one in chosen):
        yield Problem(name, "opinion.answer_unknown", {"place": place + 1})
    if len(words) > LONGEST_TEXT:
        yield Problem(name, "opinion.answer_too_long", {"place": place + 1, "most": LONGEST_TEXT})


def _possible(question: Question) -> range:
    if question.kind is QuestionKind.SCALE:
        return range(1, (question.most or 0) + 1)
    return range(len(question.choices))
