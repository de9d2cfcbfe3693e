"""For which reasons is a case not accepted, and which way remains to the citizen?

After rules in force of several halls (涉法涉诉, 信访, disputes between citizens, another unit's
duty) and 信访工作条例; a hall words the remedy for the case at hand.
"""

import csv
from dataclasses import dataclass
from functools import cache
from importlib.resources import files


@dataclass(frozen=True)
class Refusal:
    """One reason, with the remedy that is named beside it."""

    code: str
    zh: str
    en: str
    remedy_zh: str
    remedy_en: str

    def text(self, lang: str) -> str:
        """The reason in that language."""
        return self.en if lang == "en" else self.zh

    def remedy(self, lang: str) -> str:
        """Whom the citizen can turn to, in that language."""
        return self.remedy_en if lang == "en" else self.remedy_zh


@cache
def refusals() -> tuple[Refusal, ...]:
    """All reasons, in the order in which a form shows them."""
    lines = files(__package__).joinpath("refusals.csv").read_text(encoding="utf-8").splitlines()
    return tuple(Refusal(**row) for row in csv.DictReader(lines))


@cache
def refusal_codes() -> frozenset[str]:
    """The codes of all reasons."""
    return frozenset(refusal.code for refusal in refusals())
