"""What can a complaint be about?"""

import csv
from dataclasses import dataclass
from functools import cache
from importlib.resources import files


@dataclass(frozen=True)
class Category:
    """One category of complaint."""

    code: str
    zh: str
    en: str

    def text(self, lang: str) -> str:
        """The category in that language."""
        return self.en if lang == "en" else self.zh


@cache
def categories() -> tuple[Category, ...]:
    """All categories, in the order in which a form shows them."""
    lines = files(__package__).joinpath("categories.csv").read_text(encoding="utf-8").splitlines()
    return tuple(Category(**row) for row in csv.DictReader(lines))


@cache
def category_codes() -> frozenset[str]:
    """The codes of all categories."""
    return frozenset(category.code for category in categories())
