"""What can a template say of a score? Functions by name, in the reader's language."""

from collections.abc import Sequence
from fractions import Fraction
from functools import partial
from typing import Any

from server.queries.appraisal.story.numbers import points_words, short
from server.queries.appraisal.story.telling import Bar, fact_words, period_words
from server.rules.appraisal.periods import Period
from server.rules.rounding import half_up
from server.rules.schemes.shape import Scheme
from server.texts import say

CHANCE_PLACES = 4


def written(lang: str) -> dict[str, Any]:
    """What templates can use, by name."""
    return {
        "period_words": partial(period_words, lang),
        "parse_period": Period.parse,
        "points_words": points_words,
        "short": short,
        "chance": chance,
        "story_line": partial(story_line, lang),
        "fact_words": partial(fact_words, lang),
    }


def names_in(scheme: Scheme | None) -> dict[str, Any]:
    """What the sheets and categories of a scheme are called; by their keys without one."""
    sheets = {one.key: one.name or scheme.title for one in scheme.sheets} if scheme else {}
    categories = {one.code: one.name for one in scheme.categories} if scheme else {}
    return {
        "sheet_name": lambda key: sheets.get(key, key),
        "category_name": lambda code: categories.get(code, code),
    }


def story_line(lang: str, bars: Sequence[Bar]) -> str:
    """The picture in one sentence, for who does not see it."""
    steps = "，" if lang == "zh" else ", "
    changes = steps.join(f"{bar.label} {bar.words}" for bar in bars[1:-1])
    ends = {"base": bars[0].words, "score": bars[-1].words}
    return say("story.waterfall", lang, steps=changes, **ends)


def chance(value: str) -> str:
    """A probability with four decimals."""
    exact = Fraction(value)
    return half_up(exact.numerator, exact.denominator, places=CHANCE_PLACES)
