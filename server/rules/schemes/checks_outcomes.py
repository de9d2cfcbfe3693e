"""What must hold within a grade or a consequence?"""

from collections.abc import Iterator

from server.rules.schemes.outcomes import ByBottom, GradeStep
from server.rules.schemes.problems import Path, Problem
from server.rules.schemes.shape import Scheme
from server.rules.schemes.values import is_falling


def grades_out_of_order(scheme: Scheme) -> Iterator[Problem]:
    """E50: grades do not fall, or the last is not the rest."""
    for at, grading in enumerate(scheme.gradings):
        path: Path = ("grade", at)
        if grading.steps and not _is_ordered(grading.steps):
            leans_on = ((*path, "steps"), *((*path, "steps", n) for n in range(len(grading.steps))))
            yield Problem("E50", (*path, "steps"), leans_on=leans_on)


def bottom_without_guard(scheme: Scheme) -> Iterator[Problem]:
    """W02: a rule about the last acts without asking whether it is more than chance."""
    for at, one in enumerate(scheme.consequences):
        if isinstance(one.trigger, ByBottom) and not one.trigger.guard:
            path: Path = ("consequence", at, "guard")
            yield Problem("W02", path, leans_on=(path,))


def _is_ordered(steps: tuple[GradeStep, ...]) -> bool:
    starts = [step.start for step in steps[:-1] if step.start is not None]
    has_all = len(starts) == len(steps) - 1
    return steps[-1].start is None and has_all and is_falling(starts)
