"""docs/scoring.md prints what the engine computes."""

from collections.abc import Callable
from functools import cache
from pathlib import Path

import pytest

from tests.rules.appraisal import page

PAGE = Path(__file__).parents[3] / "docs" / "scoring.md"
PARTS = [
    page.january_table,
    page.categories_table,
    page.months_table,
    page.quarter_line,
    page.year_line,
    page.appeal_line,
    page.reversal_line,
]


@cache
def printed() -> str:
    """The page."""
    return PAGE.read_text(encoding="utf-8")


@pytest.mark.parametrize("part", PARTS, ids=lambda part: part.__name__)
def test_the_page_says_what_is_computed(part: Callable[[], str]) -> None:
    assert part() in printed()


def test_the_part_of_the_chief_is_what_the_page_says() -> None:
    assert page.chiefs_line() in printed()
