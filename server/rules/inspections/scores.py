"""How did a window, person or department come through the rounds of a month?

Each look at a window is worth 100; a counted light finding takes 50 from it, a serious one all
of it, never below nought. The score is the mean of the looks, n their number; without a look
there is no score.
"""

from collections import defaultdict
from collections.abc import Hashable, Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import TypeVar

from server.rules.appraisal.facts import Figure
from server.rules.inspections.kinds import Severity

FULL = 100
TAKES: Mapping[Severity, int] = {Severity.LIGHT: 50, Severity.SERIOUS: 100}
FINDINGS, SCORE = "findings", "inspection_score"
NAMES = frozenset({FINDINGS, SCORE})

Subject = TypeVar("Subject", bound=Hashable)


@dataclass(frozen=True)
class Looked:
    """One look at a window: whom it is about, and how grave its counted findings were."""

    findings: tuple[Severity, ...] = ()


def worth(look: Looked) -> int:
    """What a look leaves of its 100."""
    return max(0, FULL - sum(TAKES[severity] for severity in look.findings))


def figures(looks: Iterable[tuple[Subject, Looked]]) -> Mapping[tuple[Subject, str], Figure]:
    """Findings and score of each subject that was looked at."""
    by_subject: dict[Subject, list[Looked]] = defaultdict(list)
    for subject, look in looks:
        by_subject[subject].append(look)
    found: dict[tuple[Subject, str], Figure] = {}
    for subject, own in by_subject.items():
        count = sum(len(look.findings) for look in own)
        mean = Fraction(sum(map(worth, own)), len(own))
        found[subject, FINDINGS] = Figure(Fraction(count), len(own))
        found[subject, SCORE] = Figure(mean, len(own))
    return found
