"""Which question comes next when a rating is asked one question a screen?"""

from collections.abc import Iterable
from dataclasses import replace

from server.errors import Problem

STAFF, LEVEL, REASONS, WORDS, MORE = "staff", "level", "reasons", "words", "more"
STEPS = (LEVEL, REASONS, WORDS, MORE)
# What must be right before the next question; a reason can still be written after the tags.
FIELDS = {
    LEVEL: ("level",),
    REASONS: (),
    WORDS: ("tags", "text", "photos"),
    MORE: ("contact", "consent", "tell"),
}

# Which fields stand on the screen; all others travel along hidden.
ASKED = {
    STAFF: ("staff",),
    LEVEL: ("level",),
    REASONS: ("tag",),
    WORDS: ("text", "kept"),
    MORE: ("pressed", "matter", "contact", "consent", "tell"),
}


def steps_for(*, has_choice: bool) -> tuple[str, ...]:
    """The questions in their order; who served is asked only where there is a choice."""
    return (STAFF, *STEPS) if has_choice else STEPS


def known_step(at: str, steps: tuple[str, ...]) -> str:
    """The step of that name, the first where there is no such."""
    return at if at in steps else steps[0]


def moved(at: str, go: str, steps: tuple[str, ...]) -> str:
    """The step after (or, for ``back``, before) that one."""
    place = steps.index(at) + (-1 if go == "back" else 1)
    return steps[max(0, min(place, len(steps) - 1))]


def hindering(problems: Iterable[Problem], at: str) -> tuple[Problem, ...]:
    """The problems that stop one from going on from that step, as they are told there."""
    return tuple(
        _told_at(problem, at) for problem in problems if problem.field in FIELDS.get(at, ())
    )


def step_of_problem(problems: Iterable[Problem], at: str, steps: tuple[str, ...]) -> str:
    """The step on which the first of the problems can be mended."""
    found = tuple(problems)
    return next((step for step in (at, *steps) if hindering(found, step)), at)


def _told_at(problem: Problem, at: str) -> Problem:
    """A missing reason is mended with words where there are no tags to tick."""
    return replace(problem, field="text") if (at, problem.field) == (WORDS, "tags") else problem
