"""What came of a questionnaire: how often each choice, the mean of a scale, always with its n."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from server.rules.opinions.questions import Question, QuestionKind

FULL = 100


@dataclass(frozen=True)
class QuestionResult:
    """One question: ``n`` who answered it, ``counts`` by choice (or step), ``mean`` of a scale.

    ``mean`` is in hundredths of the full step: 100 is the best; None where nobody answered.
    """

    question: Question
    n: int
    counts: Mapping[int, int]
    mean: Fraction | None = None


def question_results(
    questions: Sequence[Question], chosen: Mapping[int, Counter[int]], answered: Mapping[int, int]
) -> tuple[QuestionResult, ...]:
    """The results. ``chosen``: how often each choice, by place; ``answered``: by how many."""
    return tuple(
        QuestionResult(
            question,
            answered.get(place, 0),
            dict(sorted(chosen.get(place, Counter()).items())),
            _mean(question, chosen.get(place, Counter())),
        )
        for place, question in enumerate(questions)
    )


def overall(results: Sequence[QuestionResult]) -> tuple[Fraction, int] | None:
    """The mean over all scales, each weighing by its n, with the largest n; None without any."""
    scales = [one for one in results if one.mean is not None]
    n = sum(one.n for one in scales)
    if not n:
        return None
    total = sum(((one.mean or Fraction(0)) * one.n for one in scales), Fraction(0))
    return total / n, max(one.n for one in scales)


def _mean(question: Question, counts: Counter[int]) -> Fraction | None:
    n = counts.total()
    if question.kind is not QuestionKind.SCALE or not n or not question.most:
        return None
    total = sum(step * count for step, count in counts.items())
    return Fraction(total * FULL, n * question.most)
